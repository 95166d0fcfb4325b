import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import { found, type LookUp } from '../../engine/parameters/lookUp';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import { dealPages, post } from '../product';
import { byText, locator } from './locator';
import { idOf, recordsIn } from './records';

export const dealId: INodeProperties = locator({
	displayName: 'Deal',
	name: 'dealId',
	description: 'The deal to work with',
	noun: 'deal',
	searchListMethod: 'searchDeals',
	by: [
		{
			...byText('By Source ID', 'sourceId', 'e.g. 100245'),
			hint: 'The number that another system knows the deal by, like the order number of a shop',
		},
	],
});

/** Statuses of deals by the words under which they are stored (OpenAPI of the CRM, DealStatusProperty). */
export const STATUSES = { inactive: 0, active: 1, unsuccessful: 2, successful: 3 } as const;

export const isDeleted = ({ status }: IDataObject): boolean => Number(status) === STATUSES.inactive;

/** So many of one number or name are looked at: there should be one. */
const MOST_ALIKE = 100;

/** One condition of the filter of POST /deals/get-list. */
export const condition = (name: string, expression: string, value: unknown): IDataObject =>
	({ name, expression, value }) as IDataObject;

/** By ID, so that what is added meanwhile comes last. */
export const BY_ID = { fieldName: 'id', direction: 'asc' } as const;

/** Asks for the deals that have this, the oldest first. */
export const dealsAlike = (body: IDataObject) =>
	dealPages.page(
		{ ...post`/deals/get-list`, body: { ...body, sortBy: { ...BY_ID } } },
		MOST_ALIKE,
		0,
	);

/** Those of an answer that are not deleted and have exactly this number, in whatever form it comes. */
export const withSourceId = (body: unknown, sourceId: number): IDataObject[] =>
	recordsIn(body).filter((deal) => Number(deal.sourceId) === sourceId && !isDeleted(deal));

/** Asks for deals by the number of another system. */
export const dealsBySourceId = (sourceId: number) =>
	dealsAlike({ filter: [condition('sourceId', 'eq', sourceId)] });

/** The API takes a whole number (OpenAPI of the CRM, "Create a new deal"). */
export function readSourceId(values: Values, name: string): number {
	return values.whole(name, 1, Infinity);
}

const dealLookUp: LookUp = {
	noun: 'deal',
	plural: 'deals',
	by: {
		sourceId: {
			called: 'the source ID',
			read: (item, name) => String(readSourceId(item, name)),
			find: async (client: Client, value) => {
				const answer = await client.send(dealsBySourceId(Number(value)), { repeatable: true });
				return withSourceId(answer, Number(value)).map((deal) => ({
					id: idOf(deal),
					name: String(deal.name ?? ''),
				}));
			},
		},
	},
};

/** @throws InputProblem for what is no ID, and for a source ID that none or several have */
export const readDealId = async (item: ItemParameters): Promise<number> =>
	Number(await found(item, 'dealId', dealLookUp));
