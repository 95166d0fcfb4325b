import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { read } from '../../../engine/run/operation';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import type { ApiRequest } from '../../../engine/api/request';
import { LANGUAGE_OPTIONS, LANGUAGES } from '../../../fields/language';
import { readTemplateId, templateIdOrSlug } from '../../../fields/templateId';
import { get as GET } from '../../product';
import { withOpenBody } from '../../../fields/templateBody';
import { OWNERS } from './owner';
import { simplifyTemplate } from './simplifyTemplate';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: LANGUAGE_OPTIONS,
			default: 'en',
			description: 'Language in which the template is looked for',
		},
		{
			displayName: 'Owner',
			name: 'owner',
			type: 'options',
			options: OWNERS,
			default: 'me',
			description: "Whose template it is. Left out, the account's own ones are searched first.",
		},
	],
};

function byIdOrSlug(item: ItemParameters): ApiRequest {
	return item.mode('templateId') === 'slug'
		? GET`/template/slug/${item.text('templateId')}`
		: GET`/template/${readTemplateId(item)}`;
}

/** Bulk Email Service API, "Get information about a template" and "Get a template by name". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a template',
		description: 'Get a template by its ID or slug',
	},
	fields: [templateIdOrSlug, options],
	prepare: (item) => {
		const owner = item.options.has('owner')
			? item.options.choice('owner', ['me', 'sendpulse'])
			: '';
		const lang = item.options.has('language')
			? item.options.choice('language', LANGUAGES)
			: undefined;
		return { request: byIdOrSlug(item), owner, lang };
	},
	request: ({ request, owner, lang }) => ({ ...request, query: { owner: owner || 'me', lang } }),
	// The API looks among the account's own templates; without an owner a system template counts too.
	otherwise: ({ request, owner, lang }, failure) =>
		owner === '' && failure.status === 404
			? { ...request, query: { owner: 'sendpulse', lang } }
			: undefined,
	output: (body) => withOpenBody(body as IDataObject),
	simplify: (template) => {
		const { body } = template;
		return { ...simplifyTemplate(template), ...(body === undefined ? {} : { body }) };
	},
});
