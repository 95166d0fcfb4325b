import type { Resource } from '../../../engine/run/catalogue';
import { send } from './send';
import { sendByPhone } from './sendByPhone';
import { sendTemplate } from './sendTemplate';
import { sendTemplateByPhone } from './sendTemplateByPhone';

export const message: Resource = {
	option: {
		name: 'Message',
		value: 'message',
		description: 'What a bot says to a contact',
	},
	leads: true,
	defaultOperation: 'send',
	operations: [send, sendTemplate, sendTemplateByPhone, sendByPhone],
};
