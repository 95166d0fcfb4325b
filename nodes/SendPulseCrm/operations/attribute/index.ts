import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { getMany } from './getMany';

export const attribute: Resource = {
	option: {
		name: 'Attribute',
		value: 'attribute',
		description: 'What your account has made up to know of contacts, companies, deals and tasks',
	},
	defaultOperation: 'getMany',
	operations: [create, getMany],
};
