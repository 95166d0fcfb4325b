import type { Resource } from '../../../engine/run/catalogue';
import { send } from './send';

export const campaign: Resource = {
	option: {
		name: 'Chatbot Campaign',
		value: 'campaign',
		description: 'A message to all subscribers of a bot',
	},
	defaultOperation: 'send',
	operations: [send],
};
