import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const product: Resource = {
	option: {
		name: 'Product',
		value: 'product',
		description: 'Something that is sold in deals',
	},
	defaultOperation: 'getMany',
	operations: [create, get, getMany, update, remove],
};
