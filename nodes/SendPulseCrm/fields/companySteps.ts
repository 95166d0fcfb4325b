import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../engine/api/inputProblem';
import type { Step } from '../../engine/run/operation';
import { crm, del, post, put } from '../product';
import type { Addressing } from './addresses';
import { companies } from './companyId';
import { hasContact, linking } from './companyLink';
import { recordIn } from './contactRecord';
import type { Creation } from './foundOrMade';
import { givesRecord } from './records';
import { finalLook, lookUnlessShown, partSteps, type PartCalls, type RecordFound } from './parts';

/** What an item says of a company; what is not given is none of its business. */
export interface CompanyData extends Addressing {
	companyName?: string;
	responsibleId?: number;
	/** Can only be given when the company is made. */
	address?: string;
	annualBusinessVolume?: number;
	currency?: string;
	contactId?: number;
}

/** CRM API, companies: the calls for several parts at once are the ones whose description is whole. */
export const companyCalls: PartCalls = {
	...companies,
	together: ['emails', 'phones', 'messengers'],
	add: (id, kind, rows) => ({ ...post`/companies/${id}/${kind}/batch`, body: { [kind]: rows } }),
	remove: (id, kind, partId) => del`/companies/${id}/${kind}/${partId}`,
};

const OWN_ALONE = ['companyName', 'responsibleId'] as const;
const VOLUME = ['annualBusinessVolume', 'currency'] as const;
const OWN = [...OWN_ALONE, ...VOLUME];

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
	lookUnlessShown(companyCalls, data.addresses),
	{
		effect: 'further',
		steps: ({ record = {} }) =>
			rest([
				...partSteps<RecordFound>(companyCalls, data.addresses, record),
				...ofContact(data, record),
			]),
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

/**
 * Volume and currency as they are to be. A volume is an amount of its currency: the two stay, or change, together.
 *
 * @throws InputProblem for a volume in no currency (CRM API, "Create company": required with a volume)
 */
function volumeOf(data: CompanyData, record: IDataObject): IDataObject {
	const now = given(record, VOLUME);
	const wanted = given(data, VOLUME);
	const stays = data.keepExisting && now.annualBusinessVolume !== undefined;
	const then = stays ? now : { ...now, ...wanted };
	if (then.annualBusinessVolume === undefined || then.currency !== undefined) return then;
	if (!stays && wanted.annualBusinessVolume !== undefined) {
		throw new InputProblem(
			"The company has no currency yet, and SendPulse takes a volume only with one. Add 'Currency'.",
		);
	}
	// What is not sent stays; a volume without a currency can't be sent.
	return {};
}

/** CRM API, "Update company": the whole set. Where none of it differs there is nothing to send. */
function naming(data: CompanyData, record: IDataObject): Array<Step<RecordFound>> {
	const now = given(record, OWN);
	const own = given(record, OWN_ALONE);
	const wanted = given(data, OWN_ALONE);
	const then: IDataObject = {
		...(data.keepExisting ? { ...wanted, ...own } : { ...own, ...wanted }),
		...volumeOf(data, record),
	};
	const differs = Object.keys(then).some((name) => String(now[name] ?? '') !== String(then[name]));
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
