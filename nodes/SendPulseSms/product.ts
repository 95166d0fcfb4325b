import { byCode, byPhrase } from '../engine/api/codes';
import { saysResult } from '../engine/api/confirmed';
import { inData, type Envelope } from '../engine/api/envelope';
import { inQuery } from '../engine/api/pager';
import type { Product } from '../engine/api/product';
import { isRecord } from '../engine/api/record';
import { requests } from '../engine/api/request';
import { CODES } from './codes';
import { PHRASES } from './phrases';

/**
 * The OpenAPI description has some answers in a list of one (`[{ "result": true, … }]`), of which the
 * vendor's clients have seen the element alone.
 */
const outOfList = (body: unknown): unknown => {
	const [first, ...others] = Array.isArray(body) ? (body as unknown[]) : [];
	return isRecord(first) && 'result' in first && others.length === 0 ? first : body;
};

const envelope: Envelope = { ...inData, open: (body) => inData.open(outOfList(body)) };

/** "Error codes" of the REST API: the campaign does not exist. */
const NO_CAMPAIGN = 802;

const textForPhrase = byPhrase(PHRASES);
const textForCode = byCode(CODES);

/** Bulk SMS API: campaigns, phone numbers of mailing lists, the blacklist and sender names. */
export const sms: Product = {
	name: 'SMS',
	// Some of its endpoints are among those of the mailing lists.
	base: '',
	done: (body) => saysResult(outOfList(body)),
	envelope,
	refusals: {
		// Words say more than 422, the code of every value that was not accepted.
		textFor: (refusal) => textForPhrase(refusal) ?? textForCode(refusal),
		// Messages are not sent again without the numbers at fault: which operations may, says each.
		elementAtFault: () => false,
		gone: ({ status, code, own }) => (status === 404 && own) || code === NO_CAMPAIGN,
	},
	// None of its lists has pages.
	pager: inQuery('limit', 'offset'),
	// No number is documented; a client in production adds up to 500 at once.
	largestBatch: 100,
};

export const { get, post, put, del } = requests(sms);
