import { change } from '../../../engine/run/thing';
import { readUrl, saysDone, url } from '../../fields/webhookRows';
import { put } from '../../product';
import { oneWebhook } from './webhook';

/** Bulk Email Service API, "Update a webhook". */
export const update = change(oneWebhook, {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a webhook',
		description: 'Change the URL that a webhook calls',
	},
	fields: [url],
	says: (item) => ({ url: readUrl(item) }),
	request: ({ webhookId, url }) => ({
		...put`/v2/email-service/webhook/${webhookId}`,
		body: { url },
	}),
	confirmed: saysDone,
	repeatable: true,
});
