import { inQuery, totalAt } from '../../../engine/api/pager';
import { listing } from '../../../engine/run/operation';
import { recordsUnder } from '../../../engine/run/outcome';
import { get } from '../../product';
import { summary } from './summary';

/** Email Verifier API, "Get a list of verified mailing lists". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many verified mailing lists',
		description: 'Get many mailing lists that were verified, with what was found',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/check-list`,
	paged: inQuery('count', 'start', { total: totalAt('total') }),
	records: recordsUnder('list'),
	identify: ({ id }) => id,
	output: summary,
});
