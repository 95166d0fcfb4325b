import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Sends } from '../../engine/api/client';
import { sameAddress, spellingsInAnyCase } from '../../engine/parameters/email';
import { found, type LookUp } from '../../engine/parameters/lookUp';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import { hits } from '../../engine/run/lists';
import { asRecords, elementsOf } from '../../engine/run/outcome';
import { companyPages, get, post } from '../product';
import { hasEmail, hasPhone, isBare } from './contactRecord';
import { byText, locator, optional } from './locator';
import { asLookUp, type Kind } from './matching';

export const companyId: INodeProperties = locator({
	displayName: 'Company',
	name: 'companyId',
	description: 'The company to work with',
	noun: 'company',
	searchListMethod: 'searchCompanies',
	by: [byText('By Name', 'name', 'e.g. Holm & Sons')],
});

/** For the collection `options`. */
export const companyOption = optional(companyId);

/** A name as people compare it. */
export const sameName = (name: string) =>
	name.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');

export const companyRecords = (body: unknown): IDataObject[] => asRecords(elementsOf(body));

/** The API can't sort by ID: so, what comes meanwhile comes last. */
export const BY_AGE = { fieldName: 'createdAt', direction: 'asc' };

/** CRM API, "Get a list of companies": by a part of a name, an address or a number. */
const companiesWith = async (sends: Sends, filter: IDataObject, what: string) =>
	await hits(
		sends,
		{ ...post`/companies/list`, body: { ...filter, sortBy: BY_AGE } },
		{ identify: ({ id }) => id, paged: companyPages, records: companyRecords },
		what,
	);

const byName = (companyName: string) => [
	async (sends: Sends) =>
		await companiesWith(sends, { companyName }, `a name with '${companyName}' in it`),
];

const hasName = ({ companyName }: IDataObject, name: string) =>
	sameName(String(companyName ?? '')) === sameName(name);

/** How companies are found. Their list has neither addresses nor numbers. */
export const companies = {
	noun: 'company',
	plural: 'companies',
	read: (id) => get`/companies/${id}`,
	ways: {
		name: { called: 'the name', searches: byName, has: hasName, same: sameName },
		/** One that was begun with this name, and has nothing else yet. */
		begunWith: {
			called: 'the name',
			searches: byName,
			has: (record, name) => hasName(record, name) && isBare(record),
		},
		email: {
			called: 'the e-mail address',
			searches: (address) =>
				spellingsInAnyCase(address).map(
					(email) => async (sends) =>
						await companiesWith(sends, { email }, `an address with '${email}' in it`),
				),
			has: hasEmail,
			same: sameAddress,
		},
		phone: {
			called: 'the phone number',
			searches: (digits) =>
				[digits, `+${digits}`].map(
					(phone) => async (sends) =>
						await companiesWith(sends, { phone }, `a phone number with '${phone}' in it`),
				),
			has: hasPhone,
		},
	},
} satisfies Kind;

const lookUp: LookUp = {
	noun: 'company',
	plural: 'companies',
	by: { name: asLookUp(companies, 'name', (values, name) => values.text(name)) },
	modeOf: (text) => (/^\d*$/.test(text) ? undefined : 'name'),
};

/**
 * The company that is named.
 *
 * @throws InputProblem for what names none, or several
 */
export const readCompanyId = async (
	item: ItemParameters,
	name = 'companyId',
	values: Values = item,
): Promise<number> => Number(await found(item, name, lookUp, values));
