import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import type { ApiRequest } from '../../engine/api/request';
import { found, type LookUp } from '../../engine/parameters/lookUp';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import { asRecords, elementsOf } from '../../engine/run/outcome';
import { post } from '../product';
import { byText, locator, optional } from './locator';

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

/** CRM API, "Get a list of companies": by a part of a name, an address or a number. */
export const companiesWith = (filter: IDataObject): ApiRequest => ({
	...post`/companies/list`,
	body: { ...filter, limit: 100, offset: 0 },
});

export const companyRecords = (body: unknown): IDataObject[] => asRecords(elementsOf(body));

/** Companies of exactly this name. */
export const namedSo = (body: unknown, name: string): IDataObject[] =>
	companyRecords(body).filter(
		({ companyName }) => sameName(String(companyName ?? '')) === sameName(name),
	);

const lookUp: LookUp = {
	noun: 'company',
	plural: 'companies',
	by: {
		name: {
			called: 'the name',
			read: (values, name) => values.text(name),
			find: async (client: Client, name: string) => {
				const request = companiesWith({ companyName: name });
				const records = namedSo(await client.send(request, { repeatable: true }), name);
				return records.map(({ id }) => ({ id: Number(id) }));
			},
		},
	},
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
