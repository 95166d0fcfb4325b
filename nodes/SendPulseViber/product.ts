import { byCode, byPhrase } from '../engine/api/codes';
import { saysResult } from '../engine/api/confirmed';
import { inData } from '../engine/api/envelope';
import { inQuery } from '../engine/api/pager';
import type { Product } from '../engine/api/product';
import { requests } from '../engine/api/request';
import { CODES } from './codes';
import { PHRASES } from './phrases';

const textForPhrase = byPhrase(PHRASES);
const textForCode = byCode(CODES);

/** Viber API: campaigns to phone numbers and mailing lists, senders. */
export const viber: Product = {
	name: 'Viber campaigns',
	// Its blacklist is in another part of the API.
	base: '',
	done: saysResult,
	envelope: inData,
	refusals: {
		// Words say more than 422, the code of every value that was not accepted.
		textFor: (refusal) => textForPhrase(refusal) ?? textForCode(refusal),
		// Messages are not sent again without the numbers at fault.
		elementAtFault: () => false,
		gone: ({ status, own }) => status === 404 && own,
	},
	// 100 is what other lists of SendPulse give at once.
	pager: inQuery('limit', 'offset', { fewest: 10 }),
	// No number is documented for the blacklist; that of recipients is said where messages are sent.
	largestBatch: 100,
};

export const { get, post } = requests(viber);
