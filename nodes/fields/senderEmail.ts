import type { INodeProperties } from 'n8n-workflow';

export const senderEmail: INodeProperties = {
	displayName: 'Sender',
	name: 'senderEmail',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The address that e-mails come from, activated in SendPulse',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a sender...',
			typeOptions: { searchListMethod: 'searchSenders', searchable: true },
		},
		{
			displayName: 'By Address',
			name: 'id',
			type: 'string',
			placeholder: 'name@email.com',
		},
	],
};
