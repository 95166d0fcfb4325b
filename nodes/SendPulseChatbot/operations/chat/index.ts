import type { Resource } from '../../../engine/run/catalogue';
import { close } from './close';
import { getMany } from './getMany';
import { getMessages } from './getMessages';
import { markRead } from './markRead';
import { markUnread } from './markUnread';
import { open } from './open';

export const chat: Resource = {
	option: {
		name: 'Chat',
		value: 'chat',
		description: 'The conversation of a bot with a contact',
	},
	defaultOperation: 'getMessages',
	operations: [getMany, getMessages, open, close, markRead, markUnread],
};
