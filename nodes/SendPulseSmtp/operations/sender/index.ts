import type { Resource } from '../../../engine/run/catalogue';
import { getMany } from './getMany';

export const sender: Resource = {
	option: {
		name: 'Sender',
		value: 'sender',
		description:
			'Addresses that e-mails come from. They are added and activated with the SendPulse node.',
	},
	defaultOperation: 'getMany',
	operations: [getMany],
};
