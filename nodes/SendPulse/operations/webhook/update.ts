import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { webhookId } from '../../fields/webhookId';
import { readUrl, saysDone, url } from '../../fields/webhookRows';
import { put } from '../../product';

/** Bulk Email Service API, "Update a webhook". */
export const update = write({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a webhook',
		description: 'Change the URL that a webhook calls',
	},
	fields: [webhookId, url],
	prepare: (item) => ({ webhookId: item.id('webhookId'), url: readUrl(item) }),
	repeatable: true,
	confirmed: saysDone,
	concerns: ({ webhookId }) => String(webhookId),
	request: ({ webhookId, url }) => ({
		...put`/v2/email-service/webhook/${webhookId}`,
		body: { url },
	}),
	output: (_, input) => succeeded(input),
	counts: { noun: 'webhooks', done: 'updated' },
});
