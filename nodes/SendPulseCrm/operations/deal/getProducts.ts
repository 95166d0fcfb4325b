import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { read } from '../../../engine/run/operation';
import { dealId, readDealId } from '../../fields/dealId';
import { recordsIn } from '../../fields/records';
import { get } from '../../product';

/** CRM API, "Get deal products": `{ "totalAmount", "currency", "items": [ … ] }`. */
export const getProducts = read({
	option: {
		name: 'Get Products',
		value: 'getProducts',
		action: 'Get the products of a deal',
		description: 'Get the products that a deal holds, one item for each',
	},
	fields: [dealId],
	prepare: async (item) => ({ dealId: await readDealId(item) }),
	request: ({ dealId: id }) => get`/products/deals/${id}`,
	output: (body, { dealId: id }) => itemsIn(body).map((item) => ({ ...item, dealId: id })),
});

const itemsIn = (body: unknown): IDataObject[] =>
	isRecord(body) && 'items' in body ? recordsIn(body.items) : recordsIn(body);
