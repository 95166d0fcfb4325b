import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const template: Resource = {
	option: { name: 'Template', value: 'template', description: 'Content for campaigns' },
	defaultOperation: 'getMany',
	operations: [create, update, get, getMany],
};
