import { byCode, byPhrase, type Refusal } from '../engine/api/codes';
import { saysResult } from '../engine/api/confirmed';
import { bare } from '../engine/api/envelope';
import { inQuery } from '../engine/api/pager';
import type { Product } from '../engine/api/product';
import { requests } from '../engine/api/request';
import { CODES, NO_EVENT, PHRASES } from './codes';

const textForPhrase = byPhrase(PHRASES);
const textForCode = byCode(CODES);

/** Codes that speak of an address or of data: 17, 906 and 21356 (REST API introduction; OpenAPI). */
const ELEMENT_CODES = [17, 906, 21356];

/**
 * A validation error (422) speaks of single elements when it names addresses, variables or phones, but
 * not when it names the sender or their number.
 */
function elementAtFault({ code, words }: Refusal): boolean {
	if (code !== undefined && ELEMENT_CODES.includes(code)) return true;
	return (
		code === 422 &&
		/email|variable|phone|address/i.test(words) &&
		!/sender|active|more than|limit|missing|must be array/i.test(words)
	);
}

/** Bulk Email Service API: mailing lists, contacts, campaigns, templates, senders and what belongs to them. */
export const emailService: Product = {
	name: 'E-mail service',
	base: '',
	done: saysResult,
	envelope: bare,
	refusals: {
		textFor: (refusal, path) =>
			refusal.status === 404 && path.startsWith('/events/name/')
				? NO_EVENT
				: (textForPhrase(refusal) ?? textForCode(refusal)),
		elementAtFault,
		gone: ({ status, own }) => status === 404 && own,
	},
	// 100 is documented for some lists and unknown for the others.
	pager: inQuery('limit', 'offset', { fewest: 10 }),
	// So many addresses may be deleted or unsubscribed; for the others no limit is named.
	largestBatch: 100,
};

export const { get, post, put, patch, del } = requests(emailService);
