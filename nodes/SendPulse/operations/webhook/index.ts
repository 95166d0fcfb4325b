import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const webhook: Resource = {
	option: {
		name: 'Webhook',
		value: 'webhook',
		description: 'Addresses that SendPulse calls when something happens',
	},
	defaultOperation: 'getMany',
	operations: [create, get, getMany, update, remove],
};
