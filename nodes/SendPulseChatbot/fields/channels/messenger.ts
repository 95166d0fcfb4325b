import { CHANNEL_PATHS } from '../../../fields/chatbots';
import type { IDataObject } from 'n8n-workflow';
import type { Button } from '../messageContent';
import { cannot, linked, refuseCaption, type Channel, type Circumstances } from './channel';

const NAME = 'Messenger';

/** An answer within the 24-hour window, or a message with a reason to come later. */
const envelope = ({ messageTag }: Circumstances): IDataObject =>
	messageTag ? { type: 'MESSAGE_TAG', tag: messageTag } : { type: 'RESPONSE' };

const generic = (element: IDataObject): IDataObject => ({
	attachment: { type: 'template', payload: { template_type: 'generic', elements: [element] } },
});

const withButtons = (text: string, buttons: Button[]): IDataObject =>
	generic({
		title: text,
		buttons: buttons.map((button) =>
			linked<IDataObject>(NAME, button, {
				page: (url) => ({ type: 'web_url', title: button.text, url }),
				flow: (flowId) => ({ type: 'postback', title: button.text, data: { chain: flowId } }),
			}),
		),
	});

/** Facebook Messenger service API, "Send a message" and "Send a campaign". */
export const messenger: Channel = {
	name: NAME,
	// Messenger Platform, Send API.
	longest: { text: 2000 },
	path: CHANNEL_PATHS.messenger,
	service: 'messenger',
	member: 'message',
	shapes: {
		text: ({ text }, said) => ({ ...envelope(said), content_type: 'message', text }),
		image: ({ url, caption }, said) => {
			refuseCaption(NAME, caption);
			return { ...envelope(said), content_type: 'media_img', img: url };
		},
		file: ({ url, caption }, said) => {
			refuseCaption(NAME, caption);
			return { ...envelope(said), content_type: 'media_file', file: url };
		},
		buttons: ({ text, buttons }, said) => ({
			...envelope(said),
			content_type: 'template',
			data: withButtons(text, buttons),
		}),
	},
	campaigns: {
		text: ({ text }, said) => ({ ...envelope(said), content_type: 'message', data: { text } }),
		image: ({ url, caption }, said) => {
			// A picture is part of a card there, which has to have a title.
			if (caption === '') {
				cannot(NAME, 'an image without words in a campaign', "Fill in 'Caption'");
			}
			const data = generic({ title: caption, image_url: url });
			return { ...envelope(said), content_type: 'media_img', data };
		},
		buttons: ({ text, buttons }, said) => ({
			...envelope(said),
			content_type: 'template',
			data: withButtons(text, buttons),
		}),
	},
};
