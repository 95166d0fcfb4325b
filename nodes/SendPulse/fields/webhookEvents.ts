import type { INodePropertyOptions } from 'n8n-workflow';

/** Events of the e-mail service (Bulk Email Service API, "Create a webhook"). */
export const WEBHOOK_EVENTS: INodePropertyOptions[] = [
	{ name: 'Campaign Delivered', value: 'delivered', description: 'An e-mail reached a mailbox' },
	{
		name: 'Campaign Opened',
		value: 'open',
		description: 'A recipient opened an e-mail',
	},
	{
		name: 'Campaign Status Changed',
		value: 'task_status_update',
		description: 'A campaign was approved, rejected or started',
	},
	{
		name: 'Contact Added',
		value: 'new_emails',
		description: 'An address was added to a mailing list',
	},
	{
		name: 'Contact Deleted',
		value: 'delete',
		description: 'An address was deleted from a mailing list',
	},
	{
		name: 'Contact Unsubscribed',
		value: 'unsubscribe',
		description: 'A recipient unsubscribed',
	},
	{
		name: 'Hard Bounce',
		value: 'hard_bounces',
		description: 'An e-mail can not be delivered for good',
	},
	{ name: 'Link Clicked', value: 'redirect', description: 'A recipient followed a link' },
	{
		name: 'Marked as Spam',
		value: 'spam',
		description: 'A recipient reported an e-mail as spam',
	},
	{
		name: 'Soft Bounce',
		value: 'soft_bounces',
		description: 'An e-mail could not be delivered for now',
	},
];
