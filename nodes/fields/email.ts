import type { INodeProperties } from 'n8n-workflow';

export const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	placeholder: 'name@email.com',
	default: '',
	required: true,
	description: 'The e-mail address of the contact',
};
