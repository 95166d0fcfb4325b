import type { Resource } from '../../../engine/run/catalogue';
import { get } from './get';
import { getMany } from './getMany';

export const sender: Resource = {
	option: {
		name: 'Sender Name',
		value: 'sender',
		description: 'Names that Viber messages come from. They are registered in SendPulse.',
	},
	defaultOperation: 'getMany',
	operations: [get, getMany],
};
