import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import { defaultCountryCode } from '../../fields/phone';
import { listMode, messengers, readAddressing } from './addresses';
import { contactAttributes, readAttributes } from './attributes';
import { companyOption, readCompanyId } from './companyId';
import type { ContactData } from './contactSteps';
import { readResponsibleId, responsibleId } from './responsibleId';
import { createMissingTags, madeTags, readTags, tagIds } from './tagIds';

export const firstName: INodeProperties = {
	displayName: 'First Name',
	name: 'firstName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ann',
	description: 'First name of the contact',
};

export const lastName: INodeProperties = {
	displayName: 'Last Name',
	name: 'lastName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Lee',
	description: 'Last name of the contact',
};

export const externalId: INodeProperties = {
	displayName: 'External ID',
	name: 'externalId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 10045',
	description:
		'ID of the contact in another system, which can be given when it is made and never changed. SendPulse looks for whole numbers only, as far as its documents say.',
};

/** What a contact may have beside names, addresses and attributes; in the collection `options`. */
export const contactOptions = (dependsOn: string[]): INodeProperties[] => [
	{ ...companyOption, description: 'The company that the contact belongs to' },
	createMissingTags,
	defaultCountryCode,
	messengers,
	responsibleId,
	tagIds(dependsOn),
];

export const keepExisting: INodeProperties = {
	displayName: 'Keep Existing',
	name: 'keepExisting',
	type: 'boolean',
	default: false,
	description: 'Whether one that exists only gets what it lacks: what your team has entered stays',
};

export const contactListMode = listMode('e-mails, phones, messengers and tags');

/**
 * What all operations read of a contact.
 *
 * @param at where names and addresses stand
 * @param has what the operation has beside what all of them have
 * @param mayLack whether an option may be empty for an item: data that some people don't have
 */
export async function readContactData(
	item: ItemParameters,
	at: Values,
	has: ReadonlyArray<'externalId' | 'keepExisting' | 'listMode'>,
	{ mayLack = false, clearing = false } = {},
): Promise<ContactData> {
	const { options } = item;
	const given = (values: Values, name: string) =>
		mayLack ? values.hasValue(name) : values.has(name);
	const text = (values: Values, name: string) =>
		given(values, name) ? values.text(name) : undefined;
	const addressing = readAddressing(item, at, has, mayLack);
	const creates = options.flag('createMissingTags');
	const hasTags = given(options, 'tagIds');
	const tags = hasTags ? await readTags(item, options, creates) : [];
	return {
		firstName: text(at, 'firstName'),
		lastName: text(at, 'lastName'),
		externalId: has.includes('externalId') ? text(options, 'externalId') : undefined,
		responsibleId: await readResponsibleId(item),
		companyId: options.has('companyId')
			? await readCompanyId(item, 'companyId', options)
			: undefined,
		...addressing,
		// None is made only to be taken away.
		tags: addressing.mode === 'remove' ? tags.filter(({ id }) => id !== undefined) : tags,
		hasTags,
		attributes: await readAttributes(item, contactAttributes, { clearing }),
		made: await madeTags(item),
	};
}
