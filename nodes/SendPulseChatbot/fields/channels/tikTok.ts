import { CHANNEL_PATHS } from '../../../fields/chatbots';
import type { Channel } from './channel';
import { textAndButtons } from './textAndButtons';

const NAME = 'TikTok';
const shapes = textAndButtons(NAME, { pages: false });

/** TikTok service API, "Send a message". */
export const tikTok: Channel = {
	name: NAME,
	path: CHANNEL_PATHS.tiktok,
	service: 'tiktok',
	member: 'messages',
	shapes,
	// "Send a campaign" shows nothing but text.
	campaigns: { text: shapes.text },
};
