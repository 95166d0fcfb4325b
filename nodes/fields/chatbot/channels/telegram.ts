import type { IDataObject } from 'n8n-workflow';
import { linked, type Channel, type Shapes } from './channel';

const NAME = 'Telegram';

const formatted = (html: boolean) => (html ? { parse_mode: 'html' } : {});
const captioned = (caption: string, html: boolean) =>
	caption === '' ? {} : { caption, ...formatted(html) };

/** Telegram service API, "Send a message". */
const shapes: Shapes = {
	text: ({ text, html }) => ({ type: 'text', text, ...formatted(html) }),
	image: ({ url, caption, html }) => ({ type: 'photo', photo: url, ...captioned(caption, html) }),
	file: ({ url, caption, html }) => ({
		type: 'document',
		document: url,
		...captioned(caption, html),
	}),
	buttons: ({ text, buttons, html }) => ({
		type: 'text',
		text,
		...formatted(html),
		reply_markup: {
			inline_keyboard: buttons.map((button) => [
				linked<IDataObject>(NAME, button, {
					page: (url) => ({ text: button.text, type: 'web_url', url }),
					flow: (flowId) => ({
						text: button.text,
						type: 'postback',
						data: { to_chain_id: flowId },
					}),
				}),
			]),
		},
	}),
};

/** "Send a campaign": what a message holds stands one level deeper. */
const inCampaign = ({ type, ...message }: IDataObject): IDataObject => ({ type, message });

export const telegram: Channel = {
	name: NAME,
	path: '/telegram',
	service: 'telegram',
	member: 'message',
	shapes,
	campaigns: {
		text: (message, circumstances) => inCampaign(shapes.text(message, circumstances)),
		image: (message, circumstances) => inCampaign(shapes.image!(message, circumstances)),
		file: (message, circumstances) => inCampaign(shapes.file!(message, circumstances)),
		buttons: (message, circumstances) => inCampaign(shapes.buttons!(message, circumstances)),
	},
};
