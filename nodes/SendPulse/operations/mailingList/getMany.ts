import { listing } from '../../../engine/run/operation';
import { get } from '../../../engine/api/request';
import { withIds } from '../../fields/records';
import { MAILING_LIST_STATUS, withStatusName } from '../../../fields/statuses';

/** Bulk Email Service API, "Get a list of mailing lists". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many mailing lists',
		description: 'Get many mailing lists of the account',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/addressbooks`,
	paged: 'limitOffset',
	identify: ({ id }) => id,
	output: (record) =>
		withIds(withStatusName(record, MAILING_LIST_STATUS), { mailingListId: record.id }),
});
