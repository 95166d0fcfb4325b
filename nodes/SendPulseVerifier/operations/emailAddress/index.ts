import type { Resource } from '../../../engine/run/catalogue';
import { getResult } from './getResult';

export const emailAddress: Resource = {
	option: {
		name: 'Email Address',
		value: 'emailAddress',
		description: 'A single address, or the addresses of the input items',
	},
	defaultOperation: 'getResult',
	operations: [getResult],
};
