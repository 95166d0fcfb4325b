import type { INodeProperties } from 'n8n-workflow';

export const mailingListName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	placeholder: 'e.g. Newsletter',
	default: '',
	required: true,
	description: 'Name of the mailing list, different from those of the others',
};
