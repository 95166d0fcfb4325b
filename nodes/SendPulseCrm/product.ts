import { byCodeOrStatus, byPhrase } from '../engine/api/codes';
import { either, has, nothing, type Mark } from '../engine/api/confirmed';
import { inData, type Envelope } from '../engine/api/envelope';
import { inBody, totalAt } from '../engine/api/pager';
import type { Product } from '../engine/api/product';
import { isRecord } from '../engine/api/record';
import { requests } from '../engine/api/request';
import { CODES, textForUnknown } from './codes';
import { PHRASES } from './phrases';

const textForPhrase = byPhrase(PHRASES);
const textForCode = byCodeOrStatus(CODES);

/** `{ "data": … }`; contacts found by an ID of another system come in two of them (OpenAPI of the CRM). */
const envelope: Envelope = {
	...inData,
	open: (body) => {
		const once = inData.open(body);
		const isTwice = isRecord(once) && 'data' in once && Object.keys(once).length === 1;
		return isTwice ? once.data : once;
	},
	emptyIsDone: true,
};

/** An answer in which there is nothing: the document has no body for it, and PHP may write that as `[]` or `{}`. */
const isHollow: Mark = (body) =>
	typeof body === 'object' && body !== null && Object.keys(body).length === 0;

/**
 * Of what is answered without a body (57 calls, 21 of them with status 200 or 201): no document says what such
 * an answer holds, if anything, so that each form of nothing counts, and so does a record.
 */
const done = either(nothing, isHollow, has('data'));

/** CRM API: contacts, companies, deals, tasks, products and what belongs to them. */
export const crm: Product = {
	name: 'CRM',
	base: '/crm/v1',
	done,
	envelope,
	refusals: {
		// Words say more than 422, the status of every value that was not accepted.
		textFor: (refusal, path) =>
			textForPhrase(refusal) ?? textForCode(refusal) ?? textForUnknown(refusal, path),
		// Each of its requests is about one record.
		elementAtFault: () => false,
		// The code is what the document gives a record that is not found; any server may answer 404.
		gone: ({ status, code }) => status === 404 && code !== undefined,
	},
	// Each list tells its total in another place: see the pagers below.
	pager: inBody('limit', 'offset'),
	largestBatch: 1,
};

/** POST /contacts/get-list: 1 to 100 at once. */
export const contactPages = inBody('limit', 'offset', { total: totalAt('data', 'total') });

/** POST /deals/get-list: its largest page is not documented, ten come unasked. */
export const dealPages = inBody('limit', 'offset', { total: totalAt('meta', 'total') });

/** POST /companies/list. */
export const companyPages = inBody('limit', 'offset', { total: totalAt('metadata', 'total') });

export const { get, post, put, del } = requests(crm);
