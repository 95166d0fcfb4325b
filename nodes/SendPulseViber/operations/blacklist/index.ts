import type { Resource } from '../../../engine/run/catalogue';
import { add } from './add';
import { remove } from './delete';
import { getMany } from './getMany';

export const blacklist: Resource = {
	option: {
		name: 'Blacklist',
		value: 'blacklist',
		description: 'Phone numbers that get no Viber messages from the account',
	},
	defaultOperation: 'add',
	operations: [add, getMany, remove],
};
