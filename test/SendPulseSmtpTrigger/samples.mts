import type { IDataObject } from 'n8n-workflow';

const common = {
	timestamp: 1_700_000_000,
	message_id: 1_149_317_311,
	recipient: 'ann@example.com',
	sender: 'shop@example.com',
	subject: 'Your order 1042',
};

const answered = (code: number | string, subcode: string, text: string) => ({
	smtp_server_response_code: code,
	smtp_server_response_subcode: subcode,
	smtp_server_response: text,
});

const bounced = (event: string, ...answer: Parameters<typeof answered>) => ({
	...answered(...answer),
	task_id: 17_076_325,
	timestamp: 1_700_000_090,
	event,
	email: 'gone@example.com',
});

/** An event of each kind, as the knowledge base ("SMTP webhooks") shows it. */
export const EVENTS: Record<string, IDataObject> = {
	delivered: { ...answered('250', '', 'ok'), ...common, event: 'delivered' },
	undelivered: { ...answered('451', '4.7.1', 'Try later'), ...common, event: 'undelivered' },
	opened: { ...common, event: 'opened', message_id: '1149317311' },
	clicked: { ...common, event: 'clicked', link_url: 'https://shop.example/orders/1042' },
	unsubscribed: { ...common, event: 'unsubscribed' },
	resubscribed: { ...common, event: 'resubscribed' },
	spam_by_user: { ...common, event: 'spam_by_user' },
	hard_bounces: bounced('hard_bounces', 550, '5.1.1', 'User unknown'),
	soft_bounces: bounced('soft_bounces', 452, '4.2.2', 'Mailbox full'),
};
