import { byCode, byPhrase, type Refusal } from '../engine/api/codes';
import { saysResult } from '../engine/api/confirmed';
import { bare } from '../engine/api/envelope';
import { inQuery } from '../engine/api/pager';
import type { Product } from '../engine/api/product';
import { requests } from '../engine/api/request';
import { CODES } from './codes';
import { PHRASES } from './phrases';

const textForPhrase = byPhrase(PHRASES);
const textForCode = byCode(CODES);

/** A validation error that names addresses, and not the sender, a plan or a number of them. */
const elementAtFault = ({ code, words }: Refusal) =>
	code === 422 &&
	/email|address/i.test(words) &&
	!/sender|missing|empty|blocked|quota|limit|must be/i.test(words);

/** SMTP service API: single e-mails, what became of them, and who wants none. */
export const smtp: Product = {
	name: 'SMTP service',
	// Its domains are in another part of the API.
	base: '',
	done: saysResult,
	envelope: bare,
	refusals: {
		// Its 422 has many meanings, and its 14 three, which only the words tell apart.
		textFor: (refusal) => textForPhrase(refusal) ?? textForCode(refusal),
		elementAtFault,
		gone: () => false,
	},
	// 100 is what the vendor's client for Python names; a client in production reads pages of 50.
	pager: inQuery('limit', 'offset', { fewest: 10 }),
	// No number is documented for addresses; that of the IDs is said where they are asked for.
	largestBatch: 100,
};

export const { get, post, del } = requests(smtp);
