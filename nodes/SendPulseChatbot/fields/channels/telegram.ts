import { CHANNEL_PATHS } from '../../../fields/chatbots';
import type { IDataObject } from 'n8n-workflow';
import { linked, type Channel, type Circumstances, type Shapes } from './channel';

const NAME = 'Telegram';

const formatted = ({ html }: Circumstances) => (html ? { parse_mode: 'html' } : {});
const captioned = (caption: string, said: Circumstances) =>
	caption === '' ? {} : { caption, ...formatted(said) };

/** Telegram service API, "Send a message". */
const shapes: Required<Shapes> = {
	text: ({ text }, said) => ({ type: 'text', text, ...formatted(said) }),
	image: ({ url, caption }, said) => ({ type: 'photo', photo: url, ...captioned(caption, said) }),
	file: ({ url, caption }, said) => ({
		type: 'document',
		document: url,
		...captioned(caption, said),
	}),
	buttons: ({ text, buttons }, said) => ({
		type: 'text',
		text,
		...formatted(said),
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
	// Telegram Bot API, sendMessage and sendPhoto: after the tags were parsed.
	longest: { text: 4096, caption: 1024 },
	path: CHANNEL_PATHS.telegram,
	service: 'telegram',
	member: 'message',
	shapes,
	campaigns: {
		text: (message, said) => inCampaign(shapes.text(message, said)),
		image: (message, said) => inCampaign(shapes.image(message, said)),
		file: (message, said) => inCampaign(shapes.file(message, said)),
		buttons: (message, said) => inCampaign(shapes.buttons(message, said)),
	},
};
