import type { INodeProperties } from 'n8n-workflow';
import { withOptions } from '../../../engine/run/commonFields';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { steps } from '../../../engine/run/operation';
import { emails, phones } from '../../fields/addresses';
import { attributesField } from '../../fields/attributes';
import {
	contactOptions,
	externalId,
	firstName,
	lastName,
	readContactData,
} from '../../fields/contactFields';
import { simplifyContact } from '../../fields/contactRecord';
import { creatingContact, type ContactData } from '../../fields/contactSteps';
import type { RecordFound } from '../../fields/parts';
import { concernsOfTags, NEW_TAG } from '../../fields/tagIds';

/** Parameters of whatever makes a contact. */
export const newContactFields: INodeProperties[] = withOptions(
	[
		firstName,
		lastName,
		emails,
		phones,
		attributesField('mapContactAttributes', ['emails', 'phones']),
	],
	[...contactOptions(['emails', 'phones']), externalId],
);

/**
 * @param more what the operation has beside what a new contact has
 * @throws InputProblem also for a contact that nobody could find or reach
 */
export async function readNewContact(
	item: ItemParameters,
	more: ReadonlyArray<'keepExisting' | 'listMode'>,
): Promise<ContactData> {
	const data = await readContactData(item, item, ['externalId', ...more], { mayLack: true });
	const { firstName: first, lastName: last, addresses } = data;
	if (!first && !last && !addresses.emails?.length && !addresses.phones?.length) {
		item.fail(
			'firstName',
			"is empty, and so are 'Last Name', 'Emails' and 'Phones'. Fill in at least one of them",
		);
	}
	return data;
}

/** CRM API, "Create contact", and the calls for its parts. */
export const create = steps<ContactData, RecordFound>({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a contact',
		description:
			'Make a contact with its e-mails, phones, tags and attributes. Create or Update finds those that exist.',
	},
	fields: newContactFields,
	prepare: async (item) => await readNewContact(item, []),
	// None of them is one that exists; only the tags that they make are shared.
	concerns: ({ tags }) => concernsOfTags(tags),
	steps: (data) => creatingContact(data),
	placeholders: { id: '{the new contact}', ...({ newTag: NEW_TAG } as object) },
	output: ({ final, record }) => final ?? record!,
	simplify: simplifyContact,
	counts: { noun: 'contacts', done: 'created' },
});
