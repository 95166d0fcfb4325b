/** Contacts as the CRM answers them (OpenAPI of the CRM), for tests of what is done with them. */
import type { IDataObject } from 'n8n-workflow';
import type { Arrived } from '../api.mts';
import { gives } from './sales.mts';

export const CONTACT = 501;

export const mail = (email: string, id = 61): IDataObject => ({ id, email, isMain: id === 61 });
export const number = (phone: string, id = 71): IDataObject => ({ id, phone, isMain: id === 71 });

/** A whole contact. */
export const person = (more: IDataObject = {}): IDataObject => ({
	id: CONTACT,
	userId: 7100001,
	sourceType: 'public_api',
	responsibleId: 12,
	firstName: 'Ann',
	lastName: 'Lee',
	dealsQty: 1,
	externalContactId: null,
	comments: [],
	tags: [],
	phones: [],
	emails: [],
	messengers: [],
	attributes: [],
	history: [],
	tasks: [],
	createdAt: '2026-01-05 10:00:00.000000+00:00',
	updatedAt: '2026-01-06 11:00:00.000000+00:00',
	attachments: [],
	...more,
});

/** The same, as the node gives it. */
export const simplePerson = (more: IDataObject = {}): IDataObject => ({
	id: CONTACT,
	firstName: 'Ann',
	lastName: 'Lee',
	email: null,
	phone: null,
	emails: [],
	phones: [],
	tags: [],
	responsibleId: 12,
	externalContactId: null,
	sourceType: 'public_api',
	dealsQty: 1,
	attributes: {},
	createdAt: '2026-01-05 10:00:00.000000+00:00',
	updatedAt: '2026-01-06 11:00:00.000000+00:00',
	...more,
});

export const found = (...list: IDataObject[]) => gives({ list, total: list.length });

/** Attributes of the account, one of each type. */
export const DEFINITIONS = [
	{ id: 901, name: 'City', type: 0, status: 1, mandatory: false, options: [] },
	{ id: 902, name: 'Seats', type: 1, status: 1, options: [] },
	{ id: 903, name: 'Birthday', type: 2, status: 1, options: [] },
	{ id: 904, name: 'Plan', type: 4, status: 1, mandatory: true, options: ['Free', 'Pro'] },
	{ id: 905, name: 'Interests', type: 5, status: 1, options: ['Coffee', 'Tea, green'] },
	{ id: 906, name: 'Old one', type: 0, status: 0, options: [] },
];

/** An attribute of a record, with its value. */
export const valued = (id: number, value: string): IDataObject => {
	const { name, type } = DEFINITIONS.find((one) => one.id === id)!;
	return { id, name, type, options: [], value: { type: String(type), value } };
};

/** What operations ask beside their own work. */
export const peopleAside = ({ method, path }: Arrived) => {
	switch (`${method} ${path}`) {
		case 'GET /crm/v1/contacts/attributes':
			return gives(DEFINITIONS);
		case 'GET /crm/v1/contact-tags':
			return gives([
				{ id: 31, name: 'vip' },
				{ id: 32, name: 'Lead' },
			]);
		case 'GET /crm/v1/users':
			return gives([{ id: 12, firstname: 'Eva', lastname: 'Holm', email: 'eva@shop.example' }]);
		default:
			return undefined;
	}
};

export const mapping = (value: IDataObject): IDataObject => ({
	mappingMode: 'defineBelow',
	value,
	schema: [],
});
