import type { Resource } from '../../../engine/run/catalogue';
import { get } from './get';
import { getMany } from './getMany';

export const subscriber: Resource = {
	option: {
		name: 'Subscriber',
		value: 'subscriber',
		description: 'Who has left an address or a number in a pop-up',
	},
	defaultOperation: 'getMany',
	operations: [get, getMany],
};
