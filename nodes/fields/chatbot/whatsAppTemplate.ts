import type { IDataObject, INodeProperties, ResourceMapperField } from 'n8n-workflow';
import { shown, type ItemParameters } from '../../engine/parameters';

/** A template's name and language in one value: one name may exist in several languages. */
export const templateKey = (name: string, language: string) => `${name}:${language}`;

export const templateFields: INodeProperties[] = [
	{
		displayName: 'Template',
		name: 'template',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The template, approved by WhatsApp',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a template...',
				typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				hint: 'Name and language, with a colon between them',
				placeholder: 'e.g. order_shipped:en',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^\\s*[^:\\s]+:[A-Za-z_]+\\s*$',
							errorMessage: 'Name and language are needed, like order_shipped:en',
						},
					},
				],
			},
		],
	},
	{
		displayName: 'Template Parameters',
		name: 'templateParameters',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		description: 'What stands in the places that the template leaves open',
		typeOptions: {
			loadOptionsDependsOn: ['template.value'],
			resourceMapper: {
				resourceMapperMethod: 'mapTemplate',
				mode: 'map',
				fieldWords: { singular: 'parameter', plural: 'parameters' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: false,
				valuesLabel: 'Parameters',
				noFieldsError: 'This template has no parameters',
			},
		},
	},
];

/** For the collection `options`. */
export const componentsOption: INodeProperties = {
	displayName: 'Components (JSON)',
	name: 'componentsJson',
	type: 'json',
	default: '[]',
	placeholder: 'e.g. [{"type": "body", "parameters": [{"type": "text", "text": "Ann"}]}]',
	description: "All components in WhatsApp's own form, instead of the template parameters",
};

const MEDIA = ['image', 'video', 'document'];

const textOf = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The places that a text leaves open: `{{1}}`, or `{{first_name}}` in templates with names. */
const placesIn = (text: unknown) => [
	...new Set([...textOf(text).matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, place]) => place)),
];

const field = (id: string, displayName: string, required = true): ResourceMapperField => ({
	id,
	displayName,
	required,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
	type: 'string',
});

/**
 * The fields of a template's open places (WhatsApp service API, GET /templates; the components are
 * WhatsApp's own). Their ids say where a value belongs, so that nothing has to be looked up to send.
 */
export function parametersOf(components: readonly IDataObject[]): ResourceMapperField[] {
	return components.flatMap((component) => {
		switch (textOf(component.type).toUpperCase()) {
			case 'HEADER': {
				const format = textOf(component.format).toLowerCase();
				if (MEDIA.includes(format)) return [field(`header_${format}`, `Header ${format} (URL)`)];
				return placesIn(component.text).map((place) =>
					field(`header_${place}`, `Header {{${place}}}`),
				);
			}
			case 'BODY':
				return placesIn(component.text).map((place) => field(`body_${place}`, `Body {{${place}}}`));
			case 'BUTTONS':
				return ((component.buttons ?? []) as IDataObject[]).flatMap(buttonField);
			default:
				return [];
		}
	});
}

function buttonField({ type, text, url }: IDataObject, index: number): ResourceMapperField[] {
	const label = `Button '${textOf(text)}'`;
	switch (textOf(type).toUpperCase()) {
		case 'QUICK_REPLY':
			return [field(`button_${index}_flow`, `${label}: ID of the flow to start`, false)];
		case 'URL':
			return placesIn(url).length > 0
				? [field(`button_${index}_url`, `${label}: end of the URL`)]
				: [];
		default:
			return [];
	}
}

interface Mapping {
	value?: IDataObject | null;
	schema?: ResourceMapperField[];
}

/** The template in the form of the API: `{ name, language: { code }, components }`. */
export function readTemplate(item: ItemParameters): IDataObject & { name: string } {
	const [, name, code] = /^([^:\s]+):([A-Za-z_]+)$/.exec(item.text('template')) ?? [];
	if (name === undefined) {
		return item.fail(
			'template',
			`has to be name and language like order_shipped:en, not ${shown(item.text('template'))}`,
		);
	}
	const own = item.options.has('componentsJson') ? item.options.objects('componentsJson') : [];
	const components = own.length > 0 ? own : componentsFrom(item);
	return { name, language: { code }, components };
}

function componentsFrom(item: ItemParameters): IDataObject[] {
	const { value, schema = [] } = (item.raw('templateParameters') ?? {}) as Mapping;
	const values = Object.entries(value ?? {}).filter(([, given]) => textOf(given) !== '');
	const missing = schema.find(
		({ id, required, removed }) => required && !removed && !values.some(([given]) => given === id),
	);
	if (missing) item.fail('templateParameters', `lacks '${missing.displayName}'. Fill it in`);
	const given = values.map(([id, value]) => placed(item, id, textOf(value)));
	const inPart = (wanted: string) => given.filter(({ part }) => part === wanted);
	const parameters = (part: string) =>
		inPart(part)
			.sort((one, other) => one.place - other.place)
			.map(({ made }) => made);
	const [header, body] = [parameters('header'), parameters('body')];
	return [
		...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
		...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
		...parameters('button'),
	];
}

interface Placed {
	part: string;
	/** Numbered places go out in their order; the order of those with names does not matter. */
	place: number;
	made: IDataObject;
}

/** The value of a field of {@link parametersOf}, in the API's form and with its place. */
function placed(item: ItemParameters, id: string, text: string): Placed {
	const [, part, place] = /^(header|body)_(\w+)$/.exec(id) ?? [];
	if (part !== undefined) {
		const made =
			part === 'header' && MEDIA.includes(place) ? media(place, text) : words(place, text);
		return { part, place: Number(place) || 0, made };
	}
	const [, index, kind] = /^button_(\d+)_(flow|url)$/.exec(id) ?? [];
	if (index !== undefined) {
		return { part: 'button', place: Number(index), made: button(Number(index), kind, text) };
	}
	return item.fail('templateParameters', `has no place for ${shown(id)}. Refresh the parameters`);
}

const words = (place: string, text: string): IDataObject =>
	/^\d+$/.test(place) ? { type: 'text', text } : { type: 'text', parameter_name: place, text };

function media(type: string, link: string): IDataObject {
	if (type !== 'document') return { type, [type]: { link } };
	// People see a document under its name.
	const filename = /([^/?#]+)(?:[?#]|$)/.exec(link.replace(/^.*\//, ''))?.[1] ?? 'document';
	return { type, document: { link, filename } };
}

const button = (index: number, kind: string, text: string): IDataObject =>
	kind === 'flow'
		? {
				type: 'button',
				sub_type: 'quick_reply',
				index,
				parameters: [{ type: 'payload', payload: { to_chain_id: text } }],
			}
		: { type: 'button', sub_type: 'url', index, parameters: [{ type: 'text', text }] };
