/** Records of Viber campaigns, as fixtures of a client show them. */
import type { IDataObject } from 'n8n-workflow';
import { operationOf, says } from '../api.mts';

export const viberOperation = operationOf('SendPulseViber');

export const CAMPAIGN = 90241;
export const SENDER = 4501;

/** POST /viber. */
export const created = (more: IDataObject = {}) =>
	says({
		result: true,
		data: {
			task_id: CAMPAIGN,
			task_name: 'Spring',
			address_book_id: null,
			message: 'Hi!',
			message_live_time: '86400',
			message_type: 2,
			sender_id: SENDER,
			send_date: '2019-03-26 12:40:05',
			button_text: null,
			button_link: null,
			image_link: null,
			resend_sms: 0,
			sms_text: null,
			sms_sender_name: null,
			...more,
		},
	});

/** GET /viber/task. */
export const campaign = (more: IDataObject = {}): IDataObject => ({
	id: CAMPAIGN,
	name: 'Spring',
	message: 'Hi!',
	button_text: 'Shop',
	button_link: 'https://example.com',
	image_link: 'https://example.com/rose.jpg',
	address_book: 850852,
	sender_name: 'Foxkids',
	sender_id: SENDER,
	message_live_time: 60,
	send_date: '2017-06-23 08:54:01',
	status: 'send',
	created: '2017-06-23 08:53:38',
	...more,
});

export const sender = (more: IDataObject = {}): IDataObject => ({
	id: SENDER,
	status: 'verified',
	name: 'Foxkids',
	service_type: 'Shop',
	web_site: 'example.com',
	description: 'Toys',
	countries: ['UA'],
	traffic_type: 'promo',
	admin_comment: 'Fine',
	owner: 'you',
	...more,
});
