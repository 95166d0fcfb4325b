import type { Resource } from '../../../engine/run/catalogue';
import { send } from './send';

export const event: Resource = {
	option: {
		name: 'Automation Event',
		value: 'event',
		description: 'What starts automations (Automation 360)',
	},
	defaultOperation: 'send',
	operations: [send],
};
