import { removal } from '../../../engine/run/thing';
import { saysDone } from '../../fields/webhookRows';
import { del } from '../../product';
import { oneWebhook } from './webhook';

/** Bulk Email Service API, "Delete a webhook". */
export const remove = removal(oneWebhook, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a webhook',
		description: 'Delete a webhook for good',
	},
	request: ({ webhookId }) => del`/v2/email-service/webhook/${webhookId}`,
	confirmed: saysDone,
});
