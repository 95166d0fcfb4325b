import { byCode, byPhrase } from '../engine/api/codes';
import { saysResult } from '../engine/api/confirmed';
import { bare } from '../engine/api/envelope';
import { inQuery } from '../engine/api/pager';
import type { Product } from '../engine/api/product';
import { requests } from '../engine/api/request';
import { CODES } from './codes';
import { PHRASES } from './phrases';

const textForPhrase = byPhrase(PHRASES);
const textForCode = byCode(CODES);

/** Web Push API: campaigns, websites, subscribers. */
export const push: Product = {
	name: 'web push',
	base: '/push',
	done: saysResult,
	envelope: bare,
	refusals: {
		// Words say more than 422, the code of every value that was not accepted.
		textFor: (refusal) => textForPhrase(refusal) ?? textForCode(refusal),
		elementAtFault: () => false,
		gone: ({ status, own }) => status === 404 && own,
	},
	// 100 at the most (OpenAPI, web push).
	pager: inQuery('limit', 'offset', { fewest: 10 }),
	largestBatch: 1,
};

export const { get, post } = requests(push);
