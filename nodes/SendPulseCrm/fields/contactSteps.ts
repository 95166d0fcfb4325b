import type { IDataObject } from 'n8n-workflow';
import type { ApiFailure } from '../../engine/api/failures';
import type { Step } from '../../engine/run/operation';
import { crm, del, get, post, put } from '../product';
import { ATTRIBUTE_TYPES, isSame, valueOf } from './attributeValues';
import type { AttributeValue } from './attributes';
import { MESSENGER_TYPES, type Addressing } from './addresses';
import { contacts } from './contactId';
import { rowsOf } from '../../fields/crmContact';
import { recordIn } from './contactRecord';
import { hasContact, linking } from './companyLink';
import type { Creation } from './foundOrMade';
import { givesRecord } from './records';
import { finalLook, lookUnlessShown, partSteps, type PartCalls, type RecordFound } from './parts';
import { idOfTag, makingTags, type MadeTags, type Tag } from './tagIds';

/** What an item says of a contact; what is not given is none of its business. */
export interface ContactData extends Addressing {
	firstName?: string;
	lastName?: string;
	responsibleId?: number;
	/** Can only be given when the contact is made (CRM API, "Update contact" has no such field). */
	externalId?: string;
	companyId?: number;
	tags: Tag[];
	/** Whether tags were given at all: an empty list that replaces takes all of them away. */
	hasTags: boolean;
	attributes: AttributeValue[];
	/** Of the run. */
	made: MadeTags;
}

/** Nobody looks after it (sent so by sites that make contacts). */
const NOBODY = 0;

/** CRM API, contacts: e-mails are added all at once, phones and messengers one by one. */
export const contactCalls: PartCalls = {
	...contacts,
	together: ['emails'],
	add: (id, kind, rows) => ({
		...post`/contacts/${id}/${kind}`,
		body: kind === 'emails' ? { emails: rows } : withoutMain(rows[0]),
	}),
	remove: (id, kind, partId) => del`/contacts/${id}/${kind}/${partId}`,
};

function withoutMain({ isMain, ...row }: IDataObject): IDataObject {
	void isMain;
	return row;
}

/** The only call that takes a contact as a whole is said to be old; where it is gone, it is made in parts. */
const isGoneCall = ({ status }: ApiFailure) => status === 404 || status === 405 || status === 410;

const hasParts = ({ addresses, tags, attributes }: ContactData) =>
	Object.values(addresses).some((list: unknown[] | undefined) => list?.length) ||
	tags.length > 0 ||
	attributes.length > 0;

/** What either call for a new contact takes. */
const nameBody = ({ firstName, lastName, responsibleId }: ContactData): IDataObject => ({
	responsibleId: responsibleId ?? NOBODY,
	...(firstName === undefined ? {} : { firstName }),
	...(lastName === undefined ? {} : { lastName }),
});

/** CRM API, "Create contact" (deprecated): with its parts, attributes under both of the names that are described. */
function wholeBody(data: ContactData): IDataObject {
	const { addresses, tags, attributes, made } = data;
	const { emails, phones, messengers } = addresses;
	return {
		...nameBody(data),
		...(emails?.length ? { emails } : {}),
		...(phones?.length ? { phones } : {}),
		...(messengers?.length
			? {
					messengers: messengers.map(({ type, login }) => ({
						typeId: MESSENGER_TYPES[type],
						login,
					})),
				}
			: {}),
		...(tags.length > 0 ? { tags: tags.map((tag) => idOfTag(tag, made)) } : {}),
		...(attributes.length > 0
			? {
					attributes: attributes.map(({ definition: { id, name, type }, value }) => ({
						attributeId: id,
						name,
						type: ATTRIBUTE_TYPES.indexOf(type),
						value,
					})),
				}
			: {}),
	};
}

/**
 * Makes a contact: as a whole where it has parts, and then whatever the answer lacks.
 *
 * An external ID is only taken by the call for names, so that such a contact is made in parts: it is found by
 * that ID from its first request on.
 */
export function creatingContact(
	data: ContactData,
	{ recovered, made = () => {} }: Creation = {},
): Array<Step<RecordFound>> {
	const whole = data.externalId === undefined && hasParts(data);
	const creation = {
		effect: 'write' as const,
		about: 'the contact',
		repeatable: false,
		confirmed: givesRecord,
		whereToLook: 'with Contact > Search',
		recovered,
		learn: (body: unknown): Partial<RecordFound> => {
			if (body === undefined) return {};
			const record = recordIn(body);
			const id = Number(record.id);
			made(id);
			return { id, record, created: true };
		},
		done: ({ id }: RecordFound) => (id === undefined ? '' : `Contact ${id} exists`),
	};
	return [
		...makingTags<RecordFound>(data.tags, data.made),
		...(whole
			? [
					{
						...creation,
						request: () => ({ ...post`/contacts`, body: wholeBody(data) }),
						nothingFound: isGoneCall,
					},
				]
			: []),
		{
			...creation,
			request: ({ id }) =>
				id === undefined
					? {
							...post`/contacts/create`,
							body: {
								...nameBody(data),
								...(data.externalId === undefined ? {} : { externalContactId: data.externalId }),
							},
						}
					: undefined,
		},
		lookUnlessShown(contactCalls, data.addresses),
		{
			effect: 'further',
			steps: ({ record }) => {
				// In a preview: what a contact is made of as a whole is taken as a whole.
				const there = record ?? (whole ? undefined : {});
				return rest(data, [
					...(there ? [...partsOf(data, there), ...tagSteps(data, there)] : []),
					...(there ? settingAttributes(data.attributes, there) : []),
					...(data.companyId === undefined ? [] : [toCompany(data.companyId)]),
				]);
			},
		},
	];
}

const toCompany = (companyId: number) =>
	linking<RecordFound>(`its company ${companyId}`, ({ id }) => ({ contactId: id!, companyId }));

/** Brings a contact that is there, and whose record is known, to what the item says. */
export const updatingContact = (data: ContactData): Array<Step<RecordFound>> => [
	...makingTags<RecordFound>(data.tags, data.made),
	...(data.companyId === undefined ? [] : [companyLook(data.companyId)]),
	{
		effect: 'further',
		steps: (found) => {
			const record = found.record!;
			const isLinked = (found as WithCompany).isLinked === true;
			return rest(data, [
				...partsOf(data, record),
				...tagSteps(data, record),
				...settingAttributes(lacking(data, record), record),
				...(data.companyId === undefined || isLinked ? [] : [toCompany(data.companyId)]),
				...naming(data, record),
			]);
		},
	},
];

interface WithCompany extends RecordFound {
	isLinked?: boolean;
}

/** Whether the company has the contact already; nobody says what linking twice does. */
const companyLook = (companyId: number): Step<RecordFound> => ({
	effect: 'read',
	about: 'its company',
	request: () => get`/companies/${companyId}`,
	learn: (body, { id }) => ({ isLinked: hasContact(recordIn(body), id) }) as Partial<RecordFound>,
});

/** What is to be done, the record as it then is, and whatever SendPulse took without doing it. */
const rest = (data: ContactData, steps: Array<Step<RecordFound>>): Array<Step<RecordFound>> =>
	steps.length === 0
		? []
		: [
				...steps,
				finalLook(contactCalls),
				{
					effect: 'further',
					// Whether a batch changes values that are there nobody says.
					steps: ({ final }) => {
						const left = final
							? differing(data.keepExisting ? [] : data.attributes, final).filter(
									({ value }) => value !== '',
								)
							: [];
						return left.length === 0
							? []
							: [...left.map(replacing), finalLook<RecordFound>(contactCalls)];
					},
				},
			];

const partsOf = ({ addresses, mode }: ContactData, record: IDataObject) =>
	partSteps<RecordFound>(contactCalls, addresses, record, mode);

/** Those of the tags that a contact does not have. */
export const lackingTags = (tags: readonly Tag[], made: MadeTags, record: IDataObject): Tag[] =>
	tags.filter((tag) => !rowsOf(record, 'tags').some(({ id }) => Number(id) === idOfTag(tag, made)));

function tagSteps(data: ContactData, record: IDataObject): Array<Step<RecordFound>> {
	const { tags, made, mode, hasTags } = data;
	const there = rowsOf(record, 'tags').map(({ id, name }) => ({
		id: Number(id),
		name: String(name),
	}));
	const lacking = lackingTags(tags, made, record);
	const wanted = new Set(tags.map((tag) => idOfTag(tag, made)));
	const surplus = hasTags && mode === 'replace' ? there.filter(({ id }) => !wanted.has(id)) : [];
	return mode === 'remove'
		? tags.filter((tag) => !lacking.includes(tag)).map((tag) => unassigning(tag, made))
		: [
				...lacking.map((tag) => assigning(tag, made)),
				...surplus.map((tag) => unassigning(tag, made)),
			];
}

/** After a lost answer nothing but "it has it already" can be refused in a request without a body. */
const alreadyAssigned = ({ status }: ApiFailure) => status === 422 || status === 409;

/** CRM API, "Add tag to contact": answered without a body. */
export const assigning = (tag: Tag, made: MadeTags): Step<RecordFound> => ({
	effect: 'write',
	about: `its tag '${tag.name}'`,
	repeatable: true,
	confirmed: crm.done,
	alreadyDone: alreadyAssigned,
	request: ({ id }) => post`/contact-tags/${idOfTag(tag, made)}/contact/${id!}`,
	done: () => `its tag '${tag.name}' is there`,
});

/** @param contactId where no step has found it */
export const unassigning = (tag: Tag, made: MadeTags, contactId?: number): Step<RecordFound> => ({
	effect: 'write',
	about: `the removal of its tag '${tag.name}'`,
	repeatable: true,
	confirmed: crm.done,
	nothingFound: (failure) => crm.refusals.gone(failure),
	request: ({ id }) => del`/contact-tags/${idOfTag(tag, made)}/contact/${contactId ?? id!}`,
	done: () => `its tag '${tag.name}' is gone`,
});

const valueIn = (record: IDataObject, id: number) => {
	const row = rowsOf(record, 'attributes').find((one) => Number(one.id) === id);
	return row && valueOf(row);
};

/** Values that the record has otherwise. */
const differing = (attributes: AttributeValue[], record: IDataObject) =>
	attributes.filter(({ definition: { id, type }, value }) => {
		const there = valueIn(record, id);
		return value === '' ? there !== undefined : !isSame(type, there, value);
	});

/** Of a contact that only gets what it lacks. */
const lacking = ({ attributes, keepExisting }: ContactData, record: IDataObject) =>
	keepExisting
		? attributes.filter(
				({ definition: { id }, value }) => value !== '' && valueIn(record, id) === undefined,
			)
		: attributes;

/** CRM API, "Add several attributes to contact" for those with a value; each other one is emptied by itself. */
function settingAttributes(
	attributes: AttributeValue[],
	record: IDataObject,
): Array<Step<RecordFound>> {
	const all = differing(attributes, record);
	const set = all.filter(({ value }) => value !== '');
	const plural = set.length > 1;
	const called = `its ${plural ? 'attributes' : 'attribute'} ${set.map(({ definition: { name }, value }) => `'${name}' ('${value.slice(0, 60)}')`).join(', ')}`;
	return [
		...(set.length === 0
			? []
			: [
					{
						effect: 'write' as const,
						about: called,
						plural,
						repeatable: true,
						confirmed: crm.done,
						request: ({ id }: RecordFound) => ({
							...post`/contacts/${id!}/attributes/batch`,
							body: {
								attributesValues: set.map(({ definition, value }) => ({
									attributeId: definition.id,
									value,
								})),
							},
						}),
						done: () => `${called} ${plural ? 'are' : 'is'} set`,
					},
				]),
		...all.filter(({ value }) => value === '').map(emptying),
	];
}

const emptying = ({
	definition: { id: attributeId, name },
}: AttributeValue): Step<RecordFound> => ({
	effect: 'write',
	about: `the removal of its attribute '${name}'`,
	repeatable: true,
	confirmed: crm.done,
	nothingFound: (failure) => crm.refusals.gone(failure),
	request: ({ id }) => del`/contacts/${id!}/attributes/${attributeId}`,
	done: () => `its attribute '${name}' is empty`,
});

/** CRM API, "Update contact attribute": for a value that is there. */
const replacing = ({
	definition: { id: attributeId, name },
	value,
}: AttributeValue): Step<RecordFound> => ({
	effect: 'write',
	about: `its attribute '${name}' ('${value.slice(0, 60)}')`,
	repeatable: true,
	confirmed: crm.done,
	request: ({ id }) => ({ ...put`/contacts/${id!}/attributes/${attributeId}`, body: { value } }),
	done: () => `its attribute '${name}' is set`,
});

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/**
 * CRM API, "Update contact": names and responsible person, of which it wants all three. Where none differs there is
 * nothing to send.
 */
function naming(data: ContactData, record: IDataObject): Array<Step<RecordFound>> {
	const { keepExisting } = data;
	const now = {
		responsibleId: Number(record.responsibleId ?? NOBODY) || NOBODY,
		firstName: textOf(record.firstName),
		lastName: textOf(record.lastName),
	};
	const chosen = <T extends string | number>(given: T | undefined, has: T): T =>
		given === undefined || (keepExisting && Boolean(has)) ? has : given;
	const then = {
		responsibleId: chosen(data.responsibleId, now.responsibleId),
		firstName: chosen(data.firstName, now.firstName),
		lastName: chosen(data.lastName, now.lastName),
	};
	if (JSON.stringify(now) === JSON.stringify(then)) return [];
	return [
		{
			effect: 'write',
			about: 'its name and responsible person',
			plural: true,
			repeatable: true,
			confirmed: crm.done,
			request: ({ id }) => ({ ...put`/contacts/${id!}`, body: then }),
			done: () => 'its name and responsible person are there',
		},
	];
}
