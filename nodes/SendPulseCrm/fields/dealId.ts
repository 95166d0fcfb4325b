import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Sends } from '../../engine/api/client';
import { found, type LookUp } from '../../engine/parameters/lookUp';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import { hits } from '../../engine/run/lists';
import { dealPages, get, post } from '../product';
import { byText, locator } from './locator';
import { asLookUp, type Kind } from './matching';
import { alike } from './names';
import { BY_ID, recordsIn } from './records';

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

/** One condition of the filter of POST /deals/get-list. */
export const condition = (name: string, expression: string, value: unknown): IDataObject =>
	({ name, expression, value }) as IDataObject;

/** CRM API, "Get deals list". */
const dealsWith = async (sends: Sends, filter: IDataObject, what: string) =>
	await hits(
		sends,
		{ ...post`/deals/get-list`, body: { ...filter, sortBy: { ...BY_ID } } },
		{ identify: ({ id }) => id, paged: dealPages, records: recordsIn },
		what,
	);

/** How deals are found, those that are deleted left out. */
export const deals = {
	noun: 'deal',
	plural: 'deals',
	read: (id) => get`/deals/${id}`,
	ways: {
		sourceId: {
			called: 'the source ID',
			searches: (sourceId) => [
				async (sends) =>
					await dealsWith(
						sends,
						{ filter: [condition('sourceId', 'eq', Number(sourceId))] },
						`the source ID ${sourceId}`,
					),
			],
			has: (deal, sourceId) => Number(deal.sourceId) === Number(sourceId) && !isDeleted(deal),
		},
	},
} satisfies Kind;

/** Likewise, by their whole name within a pipeline. */
export const dealsOf = (pipelineId: number) =>
	({
		...deals,
		ways: {
			...deals.ways,
			name: {
				called: 'the name',
				searches: (name) => [
					async (sends) =>
						await dealsWith(
							sends,
							{ pipelineIds: [pipelineId], filter: [condition('name', 'eq', name)] },
							`the name '${name}'`,
						),
				],
				has: (deal, name) =>
					alike(deal.name, name) && Number(deal.pipelineId) === pipelineId && !isDeleted(deal),
				same: (name) => `${pipelineId} ${name.toLowerCase()}`,
			},
		},
	}) satisfies Kind;

/** The API takes a whole number (OpenAPI of the CRM, "Create a new deal"). */
export function readSourceId(values: Values, name: string): number {
	return values.whole(name, 1, Infinity);
}

const dealLookUp: LookUp = {
	noun: 'deal',
	plural: 'deals',
	by: {
		sourceId: asLookUp(
			deals,
			'sourceId',
			(item, name) => String(readSourceId(item, name)),
			({ name }) => String(name ?? ''),
		),
	},
};

/** @throws InputProblem for what is no ID, and for a source ID that none or several have */
export const readDealId = async (item: ItemParameters): Promise<number> =>
	Number(await found(item, 'dealId', dealLookUp));
