import type { Thing } from '../../../engine/run/thing';
import { webhookId } from '../../fields/webhookId';
import { emailService } from '../../product';

/** What is done with one webhook. */
export const oneWebhook: Thing<{ webhookId: number }> = {
	product: emailService,
	noun: 'webhooks',
	fields: [webhookId],
	read: (item) => ({ webhookId: item.id('webhookId') }),
};
