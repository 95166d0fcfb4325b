import type { Resource } from '../../../engine/run/catalogue';
import { activate } from './activate';
import { add } from './add';
import { remove } from './delete';
import { getMany } from './getMany';
import { requestActivationCode } from './requestActivationCode';

export const sender: Resource = {
	option: { name: 'Sender', value: 'sender', description: 'Addresses that campaigns come from' },
	defaultOperation: 'getMany',
	operations: [add, getMany, requestActivationCode, activate, remove],
};
