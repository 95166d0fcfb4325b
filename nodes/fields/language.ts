import type { INodePropertyOptions } from 'n8n-workflow';

/** Languages of templates and confirmation e-mails (Bulk Email Service API). */
export const LANGUAGE_OPTIONS: INodePropertyOptions[] = [
	{ name: 'English', value: 'en' },
	{ name: 'Portuguese', value: 'pt' },
	{ name: 'Russian', value: 'ru' },
	{ name: 'Spanish', value: 'es' },
	{ name: 'Turkish', value: 'tr' },
	{ name: 'Ukrainian', value: 'ua' },
];

export const LANGUAGES = LANGUAGE_OPTIONS.map(({ value }) => String(value));
