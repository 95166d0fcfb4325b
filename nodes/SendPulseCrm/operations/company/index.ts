import type { Resource } from '../../../engine/run/catalogue';
import { addContact } from './addContact';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { removeContact } from './removeContact';
import { update } from './update';
import { upsert } from './upsert';

export const company: Resource = {
	option: {
		name: 'Company',
		value: 'company',
		description: 'Firms, and the contacts that belong to them',
	},
	defaultOperation: 'upsert',
	operations: [addContact, create, upsert, remove, get, getMany, removeContact, update],
};
