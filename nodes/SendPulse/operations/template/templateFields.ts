import type { INodeProperties } from 'n8n-workflow';
import { LANGUAGE_OPTIONS } from '../../../fields/language';

export const templateHtml: INodeProperties = {
	displayName: 'HTML',
	name: 'html',
	type: 'string',
	typeOptions: { editor: 'htmlEditor', rows: 10 },
	default: '',
	required: true,
	description:
		"Content of the template as HTML. SendPulse's own placeholders like {{name}} are kept in Fixed mode.",
};

export const language: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: LANGUAGE_OPTIONS,
	default: 'en',
	description: 'Language of the template',
};
