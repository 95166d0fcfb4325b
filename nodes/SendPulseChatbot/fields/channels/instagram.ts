import { CHANNEL_PATHS } from '../../../fields/chatbots';
import type { IDataObject } from 'n8n-workflow';
import { linked, refuseCaption, type Channel, type Shapes } from './channel';

const NAME = 'Instagram';

/** Instagram service API, "Send a message" (the examples; the list of required fields is a slip). */
const shapes: Shapes = {
	text: ({ text }) => ({ type: 'text', message: { text } }),
	image: ({ url, caption }) => {
		refuseCaption(NAME, caption);
		const payload = { is_external_attachment: true, url };
		return { type: 'image', message: { attachment: { type: 'image', payload } } };
	},
	buttons: ({ text, buttons }) => {
		const element = {
			title: text,
			buttons: buttons.map((button) =>
				linked<IDataObject>(NAME, button, {
					page: (url) => ({ type: 'web_url', title: button.text, url }),
					flow: (flowId) => ({
						type: 'postback',
						title: button.text,
						data: { to_chain_id: flowId },
					}),
				}),
			),
		};
		return {
			type: 'generic_template',
			message: { attachment: { payload: { elements: [element] } } },
		};
	},
};

export const instagram: Channel = {
	name: NAME,
	// Instagram Messaging API, Send API.
	longest: { text: 1000 },
	path: CHANNEL_PATHS.instagram,
	service: 'instagram',
	member: 'messages',
	shapes,
	campaigns: shapes,
};
