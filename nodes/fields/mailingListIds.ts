import type { INodeProperties } from 'n8n-workflow';

export const mailingListIds: INodeProperties = {
	displayName: 'Mailing List Names or IDs',
	name: 'mailingListIds',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getMailingLists',
		// n8n asks once before a node just added has its credential, and again only when one of these changes.
		loadOptionsDependsOn: ['recipients', 'senderEmail.value'],
	},
	default: [],
	required: true,
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};
