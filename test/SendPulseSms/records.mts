/** Records of the SMS service, as its documents and fixtures of its clients show them. */
import type { IDataObject } from 'n8n-workflow';
import { operationOf, says } from '../api.mts';

export const smsOperation = operationOf('SendPulseSms');

export const CAMPAIGN = 7520226;

/** Bulk SMS API: `{ "result": true, "data": … }`. */
export const gives = (data: unknown) => says({ result: true, data });

/** The description of the API has some answers in a list of one. */
export const inList = (body: IDataObject) => says([{ result: true, ...body }]);

/** GET /sms/campaigns/info; the key with the Cyrillic letter as a client has recorded it. */
export const campaign = (more: IDataObject = {}): IDataObject => ({
	id: CAMPAIGN,
	address_book_id: 12345,
	currency: 'UAH',
	company_price: 0.54,
	send_date: '2021-07-01 08:10:08',
	date_created: '2021-07-01 08:05:00',
	sender_name: 'AFK',
	task_phones_info: [
		{
			phone: 380956045455,
			status: 2,
			status_explain: 'Delivered',
			['\u0441ountry_code']: 'UA',
			money_spent: 0.27,
		},
		{
			phone: 380956045456,
			status: 12,
			status_explain: 'Not delivered',
			country_code: 'UA',
			money_spent: 0.27,
		},
		{ phone: 380956045457, status: 1, status_explain: 'Sent', country_code: 'UA', money_spent: 0 },
	],
	...more,
});
