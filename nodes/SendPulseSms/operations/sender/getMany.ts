import { listing } from '../../../engine/run/operation';
import { withStatusName, type Names } from '../../../fields/statusName';
import { get } from '../../product';

/** Bulk SMS API, "Get a list of senders". */
const STATUS: Names = { 0: 'onModeration', 1: 'active', 2: 'rejected' };

/** Bulk SMS API, "Get a list of senders", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many sender names',
		description: 'Get many sender names, with the country and the status of each',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/sms/senders`,
	paged: false,
	// A name is there once for each country, and may be so twice for one.
	identify: ({ id }) => id,
	output: (record) => withStatusName(record, STATUS),
});
