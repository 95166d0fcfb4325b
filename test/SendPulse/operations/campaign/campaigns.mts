/** What the tests of campaigns share. */
import { refuses } from '../../../api.mts';
import type { Failing, IdParameter, Refusal } from '../../suites.mts';

/** The campaign of all samples, and one that SendPulse does not know. */
export const CAMPAIGN = 14973974;
const UNKNOWN_CAMPAIGN = 404404;

export const CAMPAIGN_ID: IdParameter = { name: 'campaignId', label: 'Campaign', id: CAMPAIGN };

export const CAMPAIGN_NOT_FOUND: Refusal = [
	404,
	802,
	'Campaign not found',
	'There is no such campaign. Pick the campaign again, or check its ID.',
];

export const unknownCampaign: Failing = {
	name: 'campaignId',
	values: { good: CAMPAIGN, wrong: 'abc', refused: UNKNOWN_CAMPAIGN },
	isRefused: ({ path }) => path.includes(`/${UNKNOWN_CAMPAIGN}`),
	refusal: refuses(404, 802, 'Campaign not found'),
	texts: {
		wrong: "'Campaign' has to be an ID, a whole number like 123456, not 'abc'.",
		refused:
			'There is no such campaign. Pick the campaign again, or check its ID. SendPulse says: Campaign not found (code 802).',
	},
};

/** GET /campaigns/{id} as documented. */
export const documentedCampaign = {
	id: CAMPAIGN,
	name: 'test check link',
	is_sms: false,
	is_viber: false,
	message: {
		sender_name: 'test',
		sender_email: 'e.b@sendpulse.com',
		subject: 'test check link',
		body: '<!DOCTYPE html><html>...</html>',
		preheader: '',
		attachments: '',
		list_id: 89311111,
	},
	external_stat: { check_open_email: true, check_redirect_link: true },
	status: 3,
	all_email_qty: 2,
	tariff_email_qty: 2,
	paid_email_qty: 0,
	overdraft_price: 0,
	company_price: '0.05',
	overdraft_currency: 'UAH',
	send_date: '2021-09-01 10:55:39',
	permalink: 'http://archive.sendpulse.com//u/NzA0MzY2sdghM34w==/8wxdgwz43q/',
	statistics: {
		general: [
			{ code: 0, count: 0, explain: 'In queue' },
			{ code: 1, count: 2, explain: 'Sent' },
			{ code: 2, count: 2, explain: 'Delivered' },
			{ code: 3, count: 2, explain: 'Opened' },
			{ code: 4, count: 2, explain: 'Link redirected' },
			{ code: 5, count: 0, explain: 'User unsubscribe' },
			{ code: 20, count: 0, explain: 'Already unsubscribed' },
		],
		clicks: [
			{ url: 'https://s7043663.sendpul.se/views/ru/{{CampaignId}}/{{EmailCode}}/h/e5', count: 0 },
			{ url: 'https://habr.com/ru/all/', count: 3 },
		],
	},
};
