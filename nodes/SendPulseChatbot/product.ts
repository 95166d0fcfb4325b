import { byCodeOrStatus, byPhrase } from '../engine/api/codes';
import { saysSuccess } from '../engine/api/confirmed';
import { inData } from '../engine/api/envelope';
import { inQuery } from '../engine/api/pager';
import type { Product } from '../engine/api/product';
import { requests } from '../engine/api/request';
import { PHRASES } from './phrases';

const textForPhrase = byPhrase(PHRASES);
const textForCode = byCodeOrStatus({});

/** Chatbots service API, of each messenger and of all together. */
export const chatbots: Product = {
	name: 'Chatbots',
	// Each messenger has a part of its own.
	base: '',
	done: saysSuccess,
	envelope: inData,
	refusals: {
		textFor: (refusal) => textForPhrase(refusal) ?? textForCode(refusal),
		// Each of its requests is about one thing.
		elementAtFault: () => false,
		gone: () => false,
	},
	pager: inQuery('size', 'skip'),
	largestBatch: 1,
};

export const { get, post, put } = requests(chatbots);
