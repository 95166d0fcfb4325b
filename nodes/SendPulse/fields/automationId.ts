import type { INodeProperties } from 'n8n-workflow';

export const automationId: INodeProperties = {
	displayName: 'Automation',
	name: 'automationId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The flow of Automation 360 to look at',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an automation...',
			typeOptions: { searchListMethod: 'searchAutomations', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 14523',
			hint: 'The number is in the address of its page in SendPulse, after "flow"',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'The ID is a whole number' },
				},
			],
		},
	],
};
