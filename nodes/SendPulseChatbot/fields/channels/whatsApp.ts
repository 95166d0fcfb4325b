import { CHANNEL_PATHS } from '../../../fields/chatbots';
import { cannot, type Channel, type Shapes } from './channel';

const NAME = 'WhatsApp';

const media = (link: string, caption: string) => (caption === '' ? { link } : { link, caption });

/** WhatsApp service API, "Send a message". A file is called `document`, as in its examples. */
const shapes: Shapes = {
	text: ({ text }) => ({ type: 'text', text: { body: text } }),
	image: ({ url, caption }) => ({ type: 'image', image: media(url, caption) }),
	file: ({ url, caption }) => ({ type: 'document', document: media(url, caption) }),
	buttons: ({ text, buttons }) => ({
		type: 'interactive',
		interactive: {
			type: 'button',
			body: { text },
			action: {
				buttons: buttons.map((button) => {
					if ('url' in button) {
						return cannot(
							NAME,
							'buttons that open a page',
							'Let them reply or start a flow, or send a template that has such a button',
						);
					}
					const reply = { type: 'reply', reply: { title: button.text } };
					return 'flowId' in button ? { ...reply, to_chain_id: button.flowId } : reply;
				}),
			},
		},
	}),
};

export const whatsApp: Channel = {
	name: NAME,
	// WhatsApp Cloud API, text messages; SendPulse's description says 1,024, which is not seen to be enforced.
	longest: { text: 4096, caption: 1024 },
	path: CHANNEL_PATHS.whatsapp,
	service: 'whatsapp',
	member: 'message',
	shapes,
	// "Send a campaign" has no interactive messages.
	campaigns: { text: shapes.text, image: shapes.image, file: shapes.file },
};
