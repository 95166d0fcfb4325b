/** Records of web push, as fixtures of a client for Go show them. */
import type { IDataObject } from 'n8n-workflow';
import { operationOf, says } from '../api.mts';

export const pushOperation = operationOf('SendPulsePush');

export const WEBSITE = 4512;
export const CAMPAIGN = 36704;
export const SUBSCRIBER = 1870341;

/** POST /push/tasks. */
export const created = (more: IDataObject = {}) => says({ result: true, id: CAMPAIGN, ...more });

/** GET /push/tasks/{id}: how many were sent is text. */
export const statistics = (more: IDataObject = {}): IDataObject => ({
	id: CAMPAIGN,
	message: { title: 'Roses', text: 'They are back', link: 'https://example.com/roses' },
	website: 'https://example.com',
	website_id: WEBSITE,
	status: 3,
	send: '21',
	delivered: 14,
	redirect: 13,
	...more,
});

/** GET /push/tasks. */
export const campaign = (more: IDataObject = {}): IDataObject => ({
	id: CAMPAIGN,
	title: 'Roses',
	body: 'They are back',
	website_id: WEBSITE,
	from: '2025-09-09 13:00:00',
	to: '2025-09-09 18:00:00',
	status: 13,
	...more,
});

/** GET /push/websites/{id}/subscriptions. */
export const subscriber = (more: IDataObject = {}): IDataObject => ({
	id: SUBSCRIBER,
	browser: 'Chrome',
	lang: 'en',
	os: 'Linux',
	country_code: 'UA',
	city: 'Kyiv',
	variables: [],
	subscription_date: '2025-05-11 11:00:00',
	status: 1,
	...more,
});
