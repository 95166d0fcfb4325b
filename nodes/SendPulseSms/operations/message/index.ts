import type { Resource } from '../../../engine/run/catalogue';
import { send } from './send';

export const message: Resource = {
	option: { name: 'Message', value: 'message', description: 'Text messages to phone numbers' },
	leads: true,
	defaultOperation: 'send',
	operations: [send],
};
