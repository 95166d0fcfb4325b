import type { INodeProperties } from 'n8n-workflow';
import { LANGUAGE_OPTIONS } from '../../../fields/language';
import { personalHtml } from '../../../fields/message';

export const templateHtml: INodeProperties = {
	...personalHtml,
	required: true,
	description: 'Content of the template as HTML',
};

export const language: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: LANGUAGE_OPTIONS,
	default: 'en',
	description: 'Language of the template',
};
