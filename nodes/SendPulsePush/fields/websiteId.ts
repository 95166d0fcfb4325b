import type { INodeProperties } from 'n8n-workflow';

export const websiteId: INodeProperties = {
	displayName: 'Website',
	name: 'websiteId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The website to work with, which was added to SendPulse for web push',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a website...',
			typeOptions: { searchListMethod: 'searchWebsites', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4512',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'The ID is a whole number' },
				},
			],
		},
	],
};
