import type { Resource } from '../../../engine/run/catalogue';
import { getMany } from './getMany';

export const user: Resource = {
	option: {
		name: 'Team Member',
		value: 'user',
		description: 'Somebody of the team who works in the CRM',
	},
	defaultOperation: 'getMany',
	operations: [getMany],
};
