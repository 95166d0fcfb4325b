import { write } from '../../../engine/run/operation';
import { deleted } from '../../../engine/run/outcome';
import { webhookId } from '../../fields/webhookId';
import { saysDone } from '../../fields/webhookRows';
import { del } from '../../product';

/** Bulk Email Service API, "Delete a webhook". */
export const remove = write({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a webhook',
		description: 'Delete a webhook for good',
	},
	fields: [webhookId],
	prepare: (item) => ({ webhookId: item.id('webhookId') }),
	repeatable: true,
	confirmed: saysDone,
	// Not documented: only where an attempt before may have worked, and SendPulse itself says so.
	alreadyDone: ({ status, own }) => status === 404 && own,
	concerns: ({ webhookId }) => String(webhookId),
	request: ({ webhookId }) => del`/v2/email-service/webhook/${webhookId}`,
	output: (_, input) => deleted(input),
	counts: { noun: 'webhooks', done: 'deleted' },
});
