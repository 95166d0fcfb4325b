import type { Resource } from '../../../engine/run/catalogue';
import { activate } from './activate';
import { count } from './count';
import { deactivate } from './deactivate';
import { getMany } from './getMany';

export const subscriber: Resource = {
	option: {
		name: 'Subscriber',
		value: 'subscriber',
		description: 'Browsers whose owners have allowed notifications of a website',
	},
	defaultOperation: 'getMany',
	operations: [getMany, count, activate, deactivate],
};
