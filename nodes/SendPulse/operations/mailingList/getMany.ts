import { listing } from '../../../engine/run/operation';
import { withIds } from '../../../fields/withIds';
import { MAILING_LIST_STATUS } from '../../fields/statuses';
import { withStatusName } from '../../../fields/statusName';
import { get } from '../../product';

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
	identify: ({ id }) => id,
	output: (record) =>
		withIds(withStatusName(record, MAILING_LIST_STATUS), { mailingListId: record.id }),
});
