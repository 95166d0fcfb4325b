import type { INodeProperties } from 'n8n-workflow';

export const phone: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	placeholder: 'e.g. +380632727700',
	default: '',
	description: 'The phone number of the contact, in international form',
};
