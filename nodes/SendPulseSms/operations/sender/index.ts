import type { Resource } from '../../../engine/run/catalogue';
import { getMany } from './getMany';

export const sender: Resource = {
	option: {
		name: 'Sender Name',
		value: 'sender',
		description: 'Names that messages come from. They are registered in SendPulse.',
	},
	defaultOperation: 'getMany',
	operations: [getMany],
};
