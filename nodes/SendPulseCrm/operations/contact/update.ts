import type { INodeProperties } from 'n8n-workflow';
import { steps } from '../../../engine/run/operation';
import { emails, phones } from '../../fields/addresses';
import { attributesField } from '../../fields/attributes';
import {
	contactListMode,
	contactOptions,
	firstName,
	lastName,
	readContactData,
} from '../../fields/contactFields';
import { contactId, readContactId } from '../../fields/contactId';
import { simplifyContact } from '../../fields/contactRecord';
import { contactCalls, updatingContact, type ContactData } from '../../fields/contactSteps';
import { firstLook, type RecordFound } from '../../fields/parts';
import { concernsOfTags, NEW_TAG } from '../../fields/tagIds';

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'options',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		...contactOptions(['contactId.value']),
		contactListMode,
		emails,
		firstName,
		lastName,
		phones,
	],
};

interface Wanted extends ContactData {
	contactId: number;
}

const isEmpty = ({ firstName: first, lastName: last, responsibleId, companyId, ...data }: Wanted) =>
	[first, last, responsibleId, companyId].every((value) => value === undefined) &&
	Object.keys(data.addresses).length === 0 &&
	!data.hasTags &&
	data.attributes.length === 0;

/** CRM API, "Update contact", and the calls for its parts; what does not differ is not sent. */
export const update = steps<Wanted, RecordFound>({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a contact',
		description: 'Change a contact: only what differs is sent',
	},
	fields: [contactId, attributesField('mapContactAttributes', ['contactId.value']), updateFields],
	prepare: async (item) => {
		const data = await readContactData(item, item.options, ['listMode'], { clearing: true });
		const wanted = { contactId: await readContactId(item), ...data };
		if (isEmpty(wanted)) item.fail('options', 'has nothing to change. Add a field');
		return wanted;
	},
	concerns: ({ contactId: id, tags }) => [String(id), ...concernsOfTags(tags)],
	repeatable: true,
	steps: (data) => [firstLook<RecordFound>(contactCalls, data.contactId), ...updatingContact(data)],
	placeholders: { ...({ newTag: NEW_TAG } as object) },
	output: ({ final, record }) => final ?? record!,
	simplify: simplifyContact,
	counts: { noun: 'contacts', done: 'updated' },
});
