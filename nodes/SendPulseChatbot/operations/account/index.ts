import type { Resource } from '../../../engine/run/catalogue';
import { get } from './get';

export const account: Resource = {
	option: {
		name: 'Account',
		value: 'account',
		description: 'Plan and limits of the chatbots',
	},
	defaultOperation: 'get',
	operations: [get],
};
