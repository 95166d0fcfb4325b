import { listing } from '../../../engine/run/operation';
import { mailingListRecord } from '../../fields/records';
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
	output: mailingListRecord,
});
