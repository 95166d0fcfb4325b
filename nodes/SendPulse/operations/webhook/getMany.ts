import { listing } from '../../../engine/run/operation';
import { rowsOf } from '../../fields/webhookRows';
import { get } from '../../product';

/** Bulk Email Service API, "Get a list of webhooks", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many webhooks',
		description: 'Get many webhooks of the account',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/v2/email-service/webhook`,
	paged: false,
	identify: ({ id }) => id,
	records: rowsOf,
});
