import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getDeals } from './getDeals';
import { getMany } from './getMany';
import { search } from './search';
import { update } from './update';
import { upsert } from './upsert';

export const contact: Resource = {
	option: {
		name: 'Contact',
		value: 'contact',
		description: 'People, with their e-mails, phones, tags and attributes',
	},
	leads: true,
	defaultOperation: 'upsert',
	operations: [create, upsert, remove, get, getDeals, getMany, search, update],
};
