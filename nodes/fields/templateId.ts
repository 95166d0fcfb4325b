import type { INodeProperties } from 'n8n-workflow';
import { shown, type Values } from '../engine/parameters/parameters';

/** The template may also be named by its slug, where the API takes one. */
export const templateIdOrSlug: INodeProperties = {
	displayName: 'Template',
	name: 'templateId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The template to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a template...',
			typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1153018',
			hint: 'The number (real_id) stays the same; the text ID changes with each edit',
		},
		{
			displayName: 'By Slug',
			name: 'slug',
			type: 'string',
			placeholder: 'e.g. sweet-valentines-day',
			hint: 'The system name (name_slug) that Get Many shows',
		},
	],
};

export const templateId: INodeProperties = {
	...templateIdOrSlug,
	modes: templateIdOrSlug.modes?.filter(({ name }) => name !== 'slug'),
};

/**
 * A template's `real_id` as number, or its changing hash as text; the API takes both.
 *
 * @throws InputProblem
 */
export function readTemplateId(values: Values, name = 'templateId'): number | string {
	const text = values.text(name);
	if (/^[0-9a-f]{32}$/i.test(text)) return text;
	const id = Number(text);
	if (/^\d+$/.test(text) && id > 0 && Number.isSafeInteger(id)) return id;
	return values.fail(
		name,
		`has to be an ID, a whole number like 1153018 (real_id) or the 32 characters of the text ID, not ${shown(text)}`,
	);
}
