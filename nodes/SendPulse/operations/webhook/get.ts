import { read } from '../../../engine/run/operation';
import { webhookId } from '../../fields/webhookId';
import { rowsOf } from '../../fields/webhookRows';
import { get as GET } from '../../product';

/** Bulk Email Service API, "Get a webhook by ID". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a webhook',
		description: 'Get the URL and the event of a webhook',
	},
	fields: [webhookId],
	prepare: (item) => ({ webhookId: item.id('webhookId') }),
	request: ({ webhookId }) => GET`/v2/email-service/webhook/${webhookId}`,
	output: (body) => rowsOf(body),
});
