import type { Resource } from '../../../engine/run/catalogue';
import { add } from './add';
import { remove } from './delete';
import { get } from './get';
import { updateVariables } from './updateVariables';

export const phoneNumber: Resource = {
	option: {
		name: 'Phone Number',
		value: 'phoneNumber',
		description: 'Phone numbers of a mailing list',
	},
	defaultOperation: 'add',
	operations: [add, get, updateVariables, remove],
};
