import type { Resource } from '../../../engine/run/catalogue';
import { getMany } from './getMany';

export const history: Resource = {
	option: {
		name: 'History',
		value: 'history',
		description: 'What happened to a contact, a deal, a task or a company',
	},
	defaultOperation: 'getMany',
	operations: [getMany],
};
