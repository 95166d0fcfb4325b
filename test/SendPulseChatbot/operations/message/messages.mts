/** What the tests of messages share. */
import type { IDataObject } from 'n8n-workflow';

export const BOT = '5f1a2b3c4d5e6f7a8b9c0d01';
export const CONTACT = '5f1a2b3c4d5e6f7a8b9c0d02';
export const OTHER_CONTACT = '5f1a2b3c4d5e6f7a8b9c0d03';
export const FLOW = '5f1a2b3c4d5e6f7a8b9c0d04';

export const PICTURE = 'https://www.cdn.com/photo.png';
export const DOCUMENT = 'https://www.cdn.com/document.zip';

const ofAll = {
	id: '5f1a2b3c4d5e6f7a8b9c0d05',
	contact_id: CONTACT,
	bot_id: BOT,
	campaign_id: '5f1a2b3c4d5e6f7a8b9c0d06',
	data: { text: 'hello' },
	direction: 2,
	status: 1,
	created_at: '2020-12-11T21:00:00+00:00',
};

/** A message as Telegram's API gives it (schema Message, as the others). */
export const message = { ...ofAll, sent_by: { id: 7043663 }, type: 1, channel: 'api' };

/** WhatsApp tells the price as well. */
export const paidMessage = {
	...ofAll,
	is_paid: true,
	price_cbp: {
		price: 0.006,
		currency: 'USD',
		origin_type: 'user_initiated',
		is_free_conversation: false,
		country_code: 'TR',
	},
};

/** The messages of all channels: some have fields of their own. */
export const everyMessage: IDataObject[] = [
	message,
	{ ...paidMessage, id: '5f1a2b3c4d5e6f7a8b9c0d11' },
	{
		...ofAll,
		id: '5f1a2b3c4d5e6f7a8b9c0d12',
		delivered_at: '2020-12-11T21:00:01+00:00',
		opened_at: '2020-12-11T21:00:02+00:00',
		redirected_at: '2020-12-11T21:00:03+00:00',
	},
	{
		...ofAll,
		id: '5f1a2b3c4d5e6f7a8b9c0d13',
		type: 'text',
		campaign: { id: 1 },
		chain: { id: 2 },
		reject_reason: 'No',
	},
];

/** The fields of a message. */
export const content = {
	text: (text: string): IDataObject => ({ messageType: 'text', text }),
	image: (imageUrl: string, caption = ''): IDataObject => ({
		messageType: 'image',
		imageUrl,
		caption,
	}),
	file: (fileUrl: string, caption = ''): IDataObject => ({
		messageType: 'file',
		fileUrl,
		caption,
	}),
	buttons: (text: string, ...button: IDataObject[]): IDataObject => ({
		messageType: 'buttons',
		text,
		buttons: { button },
	}),
	json: (messageJson: unknown): IDataObject => ({
		messageType: 'json',
		messageJson: messageJson as IDataObject,
	}),
};

/** A button of each kind, as n8n stores it. */
export const opens = (label: string, url: string): IDataObject => ({ label, onClick: 'url', url });
export const starts = (label: string, flowId: string): IDataObject => ({
	label,
	onClick: 'flow',
	flowId,
});
export const replies = (label: string): IDataObject => ({ label, onClick: 'reply' });
