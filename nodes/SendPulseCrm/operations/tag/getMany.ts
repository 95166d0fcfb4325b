import type { INodeProperties } from 'n8n-workflow';
import { listing } from '../../../engine/run/operation';
import { tagsIn, tagsRequest } from '../../fields/tagIds';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. VIP',
			description: 'The whole name of the tag',
		},
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. vip',
			description: 'A part of the name',
		},
	],
};

/** CRM API, "Get contact tags": all of them at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many tags',
		description: 'Get many tags of contacts',
	},
	fields: [filters],
	prepare: ({ filters: given }) => ({
		...(given.has('name') ? { name: given.text('name') } : {}),
		...(given.has('search') ? { search: given.text('search') } : {}),
	}),
	request: tagsRequest,
	paged: false,
	identify: ({ id }) => id,
	records: tagsIn,
});
