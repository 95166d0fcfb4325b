import { byCode } from '../engine/api/codes';
import { saysResult } from '../engine/api/confirmed';
import { inData } from '../engine/api/envelope';
import { inQuery, totalAt } from '../engine/api/pager';
import type { Product } from '../engine/api/product';
import { requests } from '../engine/api/request';

/** Pop-Ups API: projects (websites), their pop-ups, statistics, subscribers. */
export const popups: Product = {
	name: 'pop-ups',
	base: '/v2/pop-ups/public/api',
	done: saysResult,
	// A deletion may be answered without a body; its mark says so.
	envelope: { ...inData, emptyIsDone: true },
	refusals: {
		// It names the fields, and has no codes of its own.
		textFor: byCode({}),
		elementAtFault: () => false,
		gone: ({ status, own }) => status === 404 && own,
	},
	// Ten come unasked; how many at the most no document tells. `first` is their number, whatever its name.
	pager: inQuery('first', 'offset', { fewest: 10, total: totalAt('pageInfo', 'total') }),
	largestBatch: 1,
};

export const { get, post, del } = requests(popups);
