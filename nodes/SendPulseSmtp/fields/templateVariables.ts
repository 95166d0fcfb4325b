import type { IDataObject, INodeProperties, ResourceMapperField } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import { shown, type ItemParameters } from '../../engine/parameters/parameters';

export const templateVariables: INodeProperties = {
	displayName: 'Template Variables',
	name: 'templateVariables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		"What to put in place of the template's placeholders. What is left empty is not sent.",
	typeOptions: {
		loadOptionsDependsOn: ['templateId.value'],
		resourceMapper: {
			resourceMapperMethod: 'mapTemplateVariables',
			mode: 'map',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: false,
			valuesLabel: 'Variables',
			// `mapTemplateVariables` says why there are none.
			hideNoDataError: true,
		},
	},
};

/** For the collection `options`. */
export const additionalVariables: INodeProperties = {
	displayName: 'Additional Variables',
	name: 'additionalVariables',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"order": "1042", "total": "19.90"}',
	description:
		'Variables of the template that are not shown above, as a JSON object. They are sent instead of those of the same name.',
};

/** The fields of a template's placeholders, `{{name}}` or `{{ name | … }}`, each once. */
export function placeholdersIn(html: string): ResourceMapperField[] {
	const names = [...html.matchAll(/\{\{([^{}]*)\}\}/g)]
		.map(([, inner]) => inner.split('|')[0].trim())
		.filter((name) => /^[\p{L}_][\p{L}\p{N}_. -]*$/u.test(name));
	return [...new Set(names)].map((name) => ({
		id: name,
		displayName: name,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: 'string',
	}));
}

/** A value as text, which is what all of the documents' examples have; undefined for what is none. */
function textOf(value: unknown): string | undefined {
	if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
	// Dates write themselves, those of JavaScript and n8n's own.
	const { toJSON } = Object(value) as { toJSON?: () => unknown };
	const written = typeof toJSON === 'function' ? toJSON.call(value) : undefined;
	return typeof written === 'string' ? written : undefined;
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

/**
 * The variables by name. An object even where there are none: the API wants one (731 otherwise).
 *
 * @throws InputProblem naming the variable
 */
export function readTemplateVariables(item: ItemParameters): IDataObject {
	const mapping = item.raw('templateVariables');
	const mapped = isRecord(mapping) && isRecord(mapping.value) ? mapping.value : {};
	const texts = Object.entries(mapped)
		.filter(([, value]) => !isEmpty(value))
		.map(([name, value]) => [
			name,
			textOf(value) ??
				item.fail('templateVariables', `wants text for '${name}', not ${shown(value)}`),
		]);
	const { options } = item;
	// Data, which some items don't have.
	const additional = options.hasValue('additionalVariables')
		? options.object('additionalVariables')
		: {};
	return { ...(Object.fromEntries(texts) as IDataObject), ...additional };
}
