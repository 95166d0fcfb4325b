import type { IDataObject } from 'n8n-workflow';
import type { DeliveredEvent } from '../../nodes/SendPulseTrigger/event';

const email = 'ann@example.com';
const reading = {
	open_device: 'Desktop',
	open_platform: 'Windows 10',
	browser_name: 'Chrome',
	browser_ver: '126.0',
};
const bounce = {
	timestamp: 1_700_000_000,
	email,
	task_id: 9_200_001,
	smtp_server_response_code: 550,
	smtp_server_response_subcode: '5.1.1',
	smtp_server_response: 'User unknown',
};
const TIME = '1700000000';

/** Each event as the knowledge base shows it ("How to connect webhooks in an email service"). */
export const SAMPLES: Record<string, DeliveredEvent> = {
	new_emails: {
		timestamp: TIME,
		event: 'new_emails',
		email,
		book_id: '89300001',
		variables: { name: 'Ann' },
		source: 'subscription form',
	},
	delete: { timestamp: TIME, event: 'delete', email, book_id: '89300001' },
	unsubscribe: {
		timestamp: TIME,
		event: 'unsubscribe',
		email,
		task_id: '9200001',
		book_id: '89300001',
		from_all: '0',
		reason: null,
		categories: '',
	},
	task_status_update: {
		timestamp: TIME,
		event: 'task_status_update',
		task_id: '9200001',
		book_id: '89300001',
		status: 'sending',
		status_explain: 'Campaign is being sent',
	},
	open: { timestamp: TIME, event: 'open', email, task_id: '9200001', ...reading },
	redirect: {
		timestamp: TIME,
		event: 'redirect',
		email,
		task_id: '9200001',
		...reading,
		link_url: 'https://shop.example/spring',
		link_id: '1',
	},
	spam: { timestamp: TIME, event: 'spam', email, task_id: '9200001' },
	delivered: { timestamp: 1_700_000_000, event: 'delivered', email, task_id: 9_200_001 },
	hard_bounces: { event: 'hard_bounces', ...bounce },
	soft_bounces: { event: 'soft_bounces', ...bounce },
};

export const EVENTS = Object.keys(SAMPLES);

/** An event of that kind with other fields. */
export const event = (name: string, fields: IDataObject = {}): DeliveredEvent => ({
	...(SAMPLES[name] as DeliveredEvent),
	...fields,
});

/** All numbers as text, or all digits as numbers: SendPulse does both. */
export const withIds = (sample: DeliveredEvent, as: 'text' | 'number'): DeliveredEvent =>
	Object.fromEntries(
		Object.entries(sample).map(([name, value]) => {
			if (!/^(timestamp|book_id|task_id)$/.test(name)) return [name, value];
			return [name, as === 'text' ? String(value) : Number(value)];
		}),
	) as DeliveredEvent;
