import { CHANNEL_PATHS } from '../../../fields/chatbots';
import { refuseCaption, type Channel } from './channel';
import { textAndButtons } from './textAndButtons';

const NAME = 'Live Chat';

/** Live chat service API, "Send a message". It has no campaigns. */
export const liveChat: Channel = {
	name: NAME,
	path: CHANNEL_PATHS.liveChat,
	service: 'livechat',
	member: 'messages',
	shapes: {
		...textAndButtons(NAME, { pages: true }),
		image: ({ url, caption }) => {
			refuseCaption(NAME, caption);
			return { type: 'image', image: { file: { path: url } } };
		},
		file: ({ url, caption }) => {
			refuseCaption(NAME, caption);
			return { type: 'document', document: { file: { path: url } } };
		},
	},
};
