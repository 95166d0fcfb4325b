import type { Resource } from '../../../engine/run/catalogue';
import { addContact } from './addContact';
import { addProduct } from './addProduct';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getContacts } from './getContacts';
import { getMany } from './getMany';
import { getProducts } from './getProducts';
import { move } from './move';
import { removeContact } from './removeContact';
import { update } from './update';
import { upsert } from './upsert';

export const deal: Resource = {
	option: {
		name: 'Deal',
		value: 'deal',
		description: 'A sale on its way through the stages of a pipeline',
	},
	leads: true,
	defaultOperation: 'create',
	operations: [
		create,
		upsert,
		update,
		move,
		get,
		getMany,
		remove,
		addContact,
		removeContact,
		getContacts,
		addProduct,
		getProducts,
	],
};
