import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import { defaultCountryCode } from '../../fields/phone';
import { listMode, messengers, readAddressing } from './addresses';
import type { CompanyData } from './companySteps';
import { contactOption, readContactId } from './contactId';
import { readCurrency } from './money';
import { readResponsibleId, responsibleId } from './responsibleId';

/** The longest name (CRM API, "Create company"). */
const LONGEST_NAME = 100;

export const companyName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Holm & Sons',
	description: 'Name of the company, 100 characters at the most',
};

export const address: INodeProperties = {
	displayName: 'Address',
	name: 'address',
	type: 'string',
	default: '',
	placeholder: 'e.g. Hauptstr. 1, Berlin',
	description:
		'Where the company is. SendPulse takes it when the company is made, and never after.',
};

/** What a company may have beside its name and addresses; in the collection `options`. */
export const companyOptions: INodeProperties[] = [
	{
		displayName: 'Annual Business Volume',
		name: 'annualBusinessVolume',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Volume of a year in whole units of Currency, which has to be given with it',
	},
	{ ...contactOption, description: 'A contact that belongs to the company' },
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: '',
		placeholder: 'e.g. EUR',
		description: 'Currency of the volume, three letters',
	},
	defaultCountryCode,
	messengers,
	responsibleId,
];

export const companyListMode = listMode('e-mails, phones and messengers');

/** @throws InputProblem for none, and for one that is too long */
export function readCompanyName(values: Values): string {
	const name = values.text('name');
	if (name.length <= LONGEST_NAME) return name;
	return values.fail('name', `has ${name.length} characters, and SendPulse takes ${LONGEST_NAME}`);
}

/**
 * What all operations read of a company.
 *
 * @param at where name and addresses stand
 * @param has what the operation has beside what all of them have
 * @param mayLack whether a list may be empty for an item: data that some companies don't have
 */
export async function readCompanyData(
	item: ItemParameters,
	at: Values,
	has: ReadonlyArray<'address' | 'keepExisting' | 'listMode'>,
	{ mayLack = false } = {},
): Promise<CompanyData> {
	const { options } = item;
	const volume = options.has('annualBusinessVolume')
		? options.whole('annualBusinessVolume', 0, Number.MAX_SAFE_INTEGER)
		: undefined;
	return {
		companyName: at.has('name') ? readCompanyName(at) : undefined,
		responsibleId: await readResponsibleId(item),
		address:
			has.includes('address') && options.has('address') ? options.text('address') : undefined,
		annualBusinessVolume: volume,
		currency: options.has('currency') ? readCurrency(options) : undefined,
		contactId: options.has('contactId')
			? await readContactId(item, 'contactId', options)
			: undefined,
		...readAddressing(item, at, has, mayLack),
	};
}
