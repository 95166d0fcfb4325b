import type { Resource } from '../../../engine/run/catalogue';
import { getMany } from './getMany';

export const ipAddress: Resource = {
	option: {
		name: 'IP Address',
		value: 'ipAddress',
		description: 'Where the SMTP service sends from',
	},
	defaultOperation: 'getMany',
	operations: [getMany],
};
