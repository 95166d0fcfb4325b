import type { INodeProperties } from 'n8n-workflow';

export const popupId: INodeProperties = {
	displayName: 'Pop-Up',
	name: 'popupId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The pop-up to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a pop-up...',
			typeOptions: { searchListMethod: 'searchPopups', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. af1b0e2a-bff9-4d09-a7d9-99d61d2b4310',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\s*$',
						errorMessage: 'The ID looks like af1b0e2a-bff9-4d09-a7d9-99d61d2b4310',
					},
				},
			],
		},
	],
};
