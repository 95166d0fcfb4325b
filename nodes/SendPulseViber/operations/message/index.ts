import type { Resource } from '../../../engine/run/catalogue';
import { send } from './send';

export const message: Resource = {
	option: { name: 'Message', value: 'message', description: 'Viber messages to phone numbers' },
	defaultOperation: 'send',
	operations: [send],
};
