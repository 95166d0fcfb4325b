import { saysResult } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { base64Text } from '../../../engine/api/request';
import { LANGUAGES } from '../../../fields/language';
import { readTemplateId, templateId } from '../../../fields/templateId';
import { post } from '../../product';
import { language, templateHtml } from './templateFields';

/** Bulk Email Service API, "Edit a template". */
export const update = write({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a template',
		description:
			"Replace the HTML of a template. Templates from SendPulse's layout editor can only be edited there.",
	},
	fields: [
		templateId,
		templateHtml,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{ ...language, description: 'Language of the template, the one that it was created with' },
			],
		},
	],
	prepare: (item) => ({
		templateId: readTemplateId(item),
		html: item.message('html'),
		lang: item.options.has('language') ? item.options.choice('language', LANGUAGES) : undefined,
	}),
	// The text ID changes with each edit: repeated, the request would not find the template again.
	repeatable: ({ templateId }) => typeof templateId === 'number',
	confirmed: saysResult,
	request: ({ templateId, html, lang }) => ({
		...post`/template/edit/${templateId}`,
		body: { body: base64Text(html), ...(lang ? { lang } : {}) },
	}),
	output: (_, { templateId }) => succeeded({ templateId }),
	counts: { noun: 'templates', done: 'updated' },
});
