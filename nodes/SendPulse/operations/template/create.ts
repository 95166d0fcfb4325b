import { has } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { base64Text } from '../../../engine/api/request';
import { LANGUAGES } from '../../../fields/language';
import { post } from '../../product';
import { language, templateHtml } from './templateFields';
import type { IDataObject } from 'n8n-workflow';

/** Bulk Email Service API, "Create a template". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a template',
		description: 'Create a template from HTML',
	},
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Spring newsletter',
			description: 'Name of the template, different from those of the others',
		},
		templateHtml,
		{ ...language, required: true },
	],
	prepare: (item) => ({
		name: item.text('name'),
		html: item.message('html'),
		lang: item.choice('language', LANGUAGES),
	}),
	repeatable: false,
	confirmed: has('real_id'),
	request: ({ name, html, lang }) => ({
		...post`/template`,
		body: { name, body: base64Text(html), lang },
	}),
	output: (body, { name }) => succeeded({ real_id: (body as IDataObject).real_id, name }),
	counts: { noun: 'templates', done: 'created' },
});
