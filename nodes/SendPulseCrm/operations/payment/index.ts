import type { Resource } from '../../../engine/run/catalogue';
import { approve } from './approve';
import { cancel } from './cancel';
import { create } from './create';
import { getMany } from './getMany';

export const payment: Resource = {
	option: {
		name: 'Payment',
		value: 'payment',
		description: 'A payment of a deal or a contact that was made by hand',
	},
	defaultOperation: 'create',
	operations: [create, getMany, approve, cancel],
};
