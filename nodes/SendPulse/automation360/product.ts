import { byCodeOrStatus, codeText, type Refusal } from '../../engine/api/codes';
import { saysResult } from '../../engine/api/confirmed';
import { inData } from '../../engine/api/envelope';
import { inQuery, totalAt } from '../../engine/api/pager';
import type { Product } from '../../engine/api/product';
import { requests } from '../../engine/api/request';

/** Its description has no errors but 401 and 403, so that the status has to tell. */
const MEANINGS = {
	403: codeText(
		'The account may not read automations',
		'Automation 360 may be missing in the pricing plan, or the API key be limited (see Settings > API in SendPulse)',
	),
	404: codeText(
		'SendPulse knows no such automation, or no such element of this type',
		"Pick both again, and choose 'Element Type' as it is in the flow. Lists of recipients and of converted contacts are in no document of SendPulse: it may have given them up",
	),
};

const textForCode = byCodeOrStatus(MEANINGS);

/**
 * Automation 360 (OpenAPI, A360): flows, their elements, and what became of them. Some answers stand in `data`, some
 * do not; lists of converted contacts have `total` and `items`.
 */
export const automation360: Product = {
	name: 'Automation 360',
	base: '/a360',
	// It only reads.
	done: saysResult,
	envelope: inData,
	refusals: {
		textFor: (refusal: Refusal) => textForCode(refusal),
		elementAtFault: () => false,
		gone: () => false,
	},
	// 100 unless asked for another number is documented for flows, and nothing for the other lists.
	pager: inQuery('limit', 'offset', { fewest: 10, total: totalAt('total') }),
	largestBatch: 100,
};

export const { get } = requests(automation360);
