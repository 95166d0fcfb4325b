import type { IDataObject } from 'n8n-workflow';
import type { Step } from '../../engine/run/operation';
import { crm, del, get, post, put } from '../product';
import type { Addresses, ListMode } from './addresses';
import { hasContact, linking } from './companyLink';
import { recordIn } from './contactRecord';
import { givesRecord } from './records';
import { finalLook, partSteps, type PartCalls, type RecordFound } from './parts';

/** What an item says of a company; what is not given is none of its business. */
export interface CompanyData {
	companyName?: string;
	responsibleId?: number;
	/** Can only be given when the company is made. */
	address?: string;
	annualBusinessVolume?: number;
	currency?: string;
	contactId?: number;
	addresses: Addresses;
	mode: ListMode;
	/** A company that exists only gets what it lacks. */
	keepExisting: boolean;
}

/** CRM API, companies: the calls for several parts at once are the ones whose description is whole. */
export const companyCalls: PartCalls = {
	noun: 'company',
	read: (id) => get`/companies/${id}`,
	together: ['emails', 'phones', 'messengers'],
	add: (id, kind, rows) => ({ ...post`/companies/${id}/${kind}/batch`, body: { [kind]: rows } }),
	remove: (id, kind, partId) => del`/companies/${id}/${kind}/${partId}`,
};

const OWN = ['companyName', 'responsibleId', 'annualBusinessVolume', 'currency'] as const;

const given = (record: object, names: readonly string[]): IDataObject =>
	Object.fromEntries(
		names
			.map((name) => [name, (record as IDataObject)[name]] as const)
			.filter(([, value]) => value !== undefined && value !== null && value !== ''),
	);

/** What is to be done, and the record as it then is. */
const rest = (steps: Array<Step<RecordFound>>): Array<Step<RecordFound>> =>
	steps.length === 0 ? [] : [...steps, finalLook(companyCalls)];

const ofContact = ({ contactId }: CompanyData, there: IDataObject) =>
	contactId === undefined || hasContact(there, contactId)
		? []
		: [
				linking<RecordFound>(`its contact ${contactId}`, ({ id }) => ({
					contactId,
					companyId: id!,
				})),
			];

interface Creation {
	/** Looks whether it is there after all, by what it is found by. */
	recovered?: (Step<RecordFound> & { effect: 'write' })['recovered'];
	/** Told of the record that was made. */
	made?(id: number): void;
}

/** CRM API, "Create company", and the calls for its parts. */
export const creatingCompany = (
	data: CompanyData,
	{ recovered, made = () => {} }: Creation = {},
): Array<Step<RecordFound>> => [
	{
		effect: 'write',
		about: 'the company',
		repeatable: false,
		confirmed: givesRecord,
		whereToLook: 'with Company > Get Many',
		recovered,
		request: () => ({ ...post`/companies`, body: given(data, [...OWN, 'address']) }),
		learn: (body) => {
			const record = recordIn(body);
			const id = Number(record.id);
			made(id);
			return { id, record, created: true };
		},
		done: ({ id }) => `Company ${id} exists`,
	},
	{
		effect: 'further',
		steps: ({ record = {} }) =>
			rest([
				...partSteps<RecordFound>(companyCalls, data.addresses, record),
				...ofContact(data, record),
			]),
	},
	{
		effect: 'read',
		about: 'the company',
		// It was made, and its answer was lost.
		request: ({ id, record, final }) =>
			record === undefined && final === undefined && typeof id === 'number'
				? companyCalls.read(id)
				: undefined,
		learn: (body) => ({ final: recordIn(body) }),
	},
];

/** Brings a company that is there, and whose record is known, to what the item says. */
export const updatingCompany = (data: CompanyData): Array<Step<RecordFound>> => [
	{
		effect: 'further',
		steps: ({ record }) =>
			rest([
				...partSteps<RecordFound>(companyCalls, data.addresses, record!, data.mode),
				...ofContact(data, record!),
				...naming(data, record!),
			]),
	},
];

/** CRM API, "Update company": the whole set. Where none of it differs there is nothing to send. */
function naming(data: CompanyData, record: IDataObject): Array<Step<RecordFound>> {
	const now = given(record, OWN);
	const wanted = given(data, OWN);
	const then = data.keepExisting ? { ...wanted, ...now } : { ...now, ...wanted };
	const differs = OWN.some((name) => String(now[name] ?? '') !== String(then[name] ?? ''));
	return differs
		? [
				{
					effect: 'write',
					about: 'its name, volume and responsible person',
					plural: true,
					repeatable: true,
					confirmed: crm.done,
					request: ({ id }) => ({ ...put`/companies/${id!}`, body: then }),
					done: () => 'its name, volume and responsible person are there',
				},
			]
		: [];
}
