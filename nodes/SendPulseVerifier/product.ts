import { byCode, byPhrase, type Refusal } from '../engine/api/codes';
import { saysResult } from '../engine/api/confirmed';
import { bare } from '../engine/api/envelope';
import { inQuery } from '../engine/api/pager';
import type { Product } from '../engine/api/product';
import { requests } from '../engine/api/request';
import { CODES } from './codes';
import { PHRASES, UNSAID } from './phrases';

const textForPhrase = byPhrase(PHRASES);
const textForCode = byCode(CODES);

const saysNothing = ({ code, words, status = 0 }: Refusal) =>
	code === undefined && words === '' && status < 300;

/** Email Verifier API: whether addresses exist, those of mailing lists and single ones. */
export const verifier: Product = {
	name: 'Email Verifier',
	base: '/verifier-service',
	done: saysResult,
	envelope: bare,
	refusals: {
		textFor: (refusal) =>
			saysNothing(refusal) ? UNSAID : (textForPhrase(refusal) ?? textForCode(refusal)),
		// Each of its writes is about one address or one list.
		elementAtFault: () => false,
		gone: () => false,
	},
	// No largest page is documented; 100 is what its pages of lists are known to give elsewhere.
	pager: inQuery('count', 'start'),
	largestBatch: 100,
};

export const { get, post } = requests(verifier);
