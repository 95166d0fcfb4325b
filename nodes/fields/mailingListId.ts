import type { INodeProperties } from 'n8n-workflow';

export const mailingListId: INodeProperties = {
	displayName: 'Mailing List',
	name: 'mailingListId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The mailing list to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a mailing list...',
			typeOptions: { searchListMethod: 'searchMailingLists', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 756589',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'The ID is a whole number' },
				},
			],
		},
	],
};
