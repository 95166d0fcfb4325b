import type { IDataObject, INodeProperties, ResourceMapperField } from 'n8n-workflow';
import { elementsOf } from '../../engine/run/outcome';
import { shown, type ItemParameters } from '../../engine/parameters/parameters';
import { isRecord } from '../../engine/api/record';
import { isChatbotId } from './ids';
import { isAddress } from './message';

/** A template's name and language in one value: one name may exist in several languages. */
export const templateKey = (name: string, language: string) => `${name}:${language}`;

export const templateFields: INodeProperties[] = [
	{
		displayName: 'Template',
		name: 'template',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The template to send. WhatsApp has to have approved it.',
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
							regex: '^\\s*[^:\\s]+:[^:\\s]+\\s*$',
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
		description: 'What to put in the places that the template leaves open',
		typeOptions: {
			loadOptionsDependsOn: ['template.value'],
			resourceMapper: {
				resourceMapperMethod: 'mapTemplate',
				mode: 'map',
				fieldWords: { singular: 'parameter', plural: 'parameters' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: false,
				valuesLabel: 'Template Parameters',
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
	description:
		"All components in WhatsApp's own form, for what Template Parameters don't offer. They are sent instead of those.",
};

const MEDIA = ['image', 'video', 'document'];

const textOf = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

const PLACE = /\{\{\s*(\w+)\s*\}\}/g;

/** The places that a text leaves open: `{{1}}`, or `{{first_name}}` in templates with names. */
const placesIn = (text: unknown) => [
	...new Set([...textOf(text).matchAll(PLACE)].map(([, place]) => place)),
];

/** Characters before and after a place: n8n shows about thirty of a label. */
const [BEFORE, AFTER] = [10, 7];

/** A place where it comes first, with the words around it, so that users see what belongs there. */
function inContext(text: unknown, wanted: string): string {
	const place = `{{${wanted}}}`;
	const found = [...textOf(text).matchAll(PLACE)].find(([, name]) => name === wanted);
	if (!found) return place;
	const inWords = (part: string) => [...part.replace(PLACE, '…').replace(/\s+/g, ' ')];
	const before = inWords(found.input.slice(0, found.index));
	const after = inWords(found.input.slice(found.index + found[0].length));
	// Cut between words, if there is one that ends.
	const cutStart = before
		.slice(-BEFORE)
		.join('')
		.replace(/^\S*\s+(?=\S)/, '');
	const cutEnd = after
		.slice(0, AFTER)
		.join('')
		.replace(/(?<=\S)\s+\S*$/, '');
	const start = before.length > BEFORE ? `…${cutStart}` : before.join('');
	const end = after.length > AFTER ? `${cutEnd}…` : after.join('');
	return `${start}${place}${end}`.replace(/…+/g, '…');
}

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
export function parametersOf(template: IDataObject): ResourceMapperField[] {
	return elementsOf(template.components).filter(isRecord).flatMap(fieldsOfComponent);
}

function fieldsOfComponent({ type, format, text, buttons }: IDataObject): ResourceMapperField[] {
	const placeFields = (part: string, label: string) =>
		placesIn(text).map((place) => field(`${part}_${place}`, `${label}: ${inContext(text, place)}`));
	switch (textOf(type).toUpperCase()) {
		case 'HEADER': {
			const medium = textOf(format).toLowerCase();
			return MEDIA.includes(medium)
				? [field(`header_${medium}`, `Header ${medium} (URL)`)]
				: placeFields('header', 'Header');
		}
		case 'BODY':
			return placeFields('body', 'Body');
		case 'BUTTONS':
			return elementsOf(buttons).filter(isRecord).flatMap(fieldsOfButton);
		default:
			return [];
	}
}

function fieldsOfButton({ type, text, url }: IDataObject, index: number): ResourceMapperField[] {
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

/** As n8n stores the fields of {@link parametersOf}. */
interface Mapping {
	value?: IDataObject | null;
	schema?: ResourceMapperField[];
}

/** Where a template goes: requests write the flow of a button in two ways. */
export type TemplateUse = 'message' | 'campaign';

/**
 * The template in the form of the API: `{ name, language: { code }, components }`.
 *
 * @throws InputProblem naming the field
 */
export function readTemplate(
	item: ItemParameters,
	use: TemplateUse = 'message',
): IDataObject & { name: string } {
	const key = item.text('template');
	const [, name, code] = /^([^:\s]+):([^:\s]+)$/.exec(key) ?? [];
	if (name === undefined) {
		return item.fail(
			'template',
			`has to be name and language like order_shipped:en, not ${shown(key)}`,
		);
	}
	const own = item.options.has('componentsJson') ? item.options.objects('componentsJson') : [];
	const components = own.length > 0 ? own : componentsFrom(item, use);
	return { name, language: { code }, components };
}

function componentsFrom(item: ItemParameters, use: TemplateUse): IDataObject[] {
	const { value, schema = [] } = (item.raw('templateParameters') ?? {}) as Mapping;
	const values = Object.entries(value ?? {})
		.map(([id, given]) => ({ id, text: textOf(given) }))
		.filter(({ text }) => text !== '');
	const missing = schema.find(
		({ id, required, removed }) => required && !removed && !values.some((given) => given.id === id),
	);
	if (missing) item.fail('templateParameters', `lacks '${missing.displayName}'. Fill it in`);
	const label = (id: string) => schema.find((field) => field.id === id)?.displayName ?? id;
	const placed = values.map(({ id, text }) => place(item, use, id, text, label(id)));
	const parametersIn = (wanted: Placed['part']) =>
		placed
			.filter(({ part }) => part === wanted)
			.sort((one, other) => one.position - other.position)
			.map(({ parameter }) => parameter);
	const texts = (['header', 'body'] as const)
		.map((type) => ({ type, parameters: parametersIn(type) }))
		.filter(({ parameters }) => parameters.length > 0);
	return [...texts, ...parametersIn('button')];
}

/** A value in the form of the API; that of a button is a component by itself. */
interface Placed {
	part: 'header' | 'body' | 'button';
	/** Numbered places go out in their order; the order of those with names does not matter. */
	position: number;
	parameter: IDataObject;
}

/** The value of a field of {@link parametersOf}. */
function place(
	item: ItemParameters,
	use: TemplateUse,
	id: string,
	text: string,
	label: string,
): Placed {
	const fail = (what: string): never => item.fail('templateParameters', what);
	const [, medium] = /^header_(image|video|document)$/.exec(id) ?? [];
	if (medium !== undefined) {
		if (!isAddress(text)) {
			fail(`has no web address for '${label}': ${shown(text)}. Begin with 'https://'`);
		}
		return { part: 'header', position: 0, parameter: media(medium, text) };
	}
	const [, part, name] = /^(header|body)_(\w+)$/.exec(id) ?? [];
	if (part === 'header' || part === 'body') {
		return { part, position: Number(name) || 0, parameter: words(name, text) };
	}
	const [, index, kind] = /^button_(\d+)_(flow|url)$/.exec(id) ?? [];
	if (index === undefined) return fail(`has no place for ${shown(id)}. Refresh the parameters`);
	if (kind === 'flow' && !isChatbotId(text)) {
		fail(`has no ID of a flow for '${label}': ${shown(text)}. Copy it from the list of flows`);
	}
	return {
		part: 'button',
		position: Number(index),
		parameter: { type: 'button', ...buttonParameter(use, kind, text), index: Number(index) },
	};
}

const words = (name: string, text: string): IDataObject =>
	/^\d+$/.test(name) ? { type: 'text', text } : { type: 'text', parameter_name: name, text };

const media = (type: string, link: string): IDataObject => ({
	type,
	[type]: type === 'document' ? { link, filename: fileName(link) } : { link },
});

/** People see a document under its name. */
function fileName(link: string): string {
	const last = new URL(link).pathname.split('/').pop() || 'document';
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}

/**
 * WhatsApp service API: POST /contacts/sendTemplate has the flow in an object `payload`. In POST
 * /campaigns/sendTemplate `payload` is a text, and the example has the flow beside `type`.
 */
const flowParameter = (use: TemplateUse, to_chain_id: string): IDataObject =>
	use === 'campaign'
		? { type: 'payload', to_chain_id }
		: { type: 'payload', payload: { to_chain_id } };

const buttonParameter = (use: TemplateUse, kind: string, text: string): IDataObject =>
	kind === 'flow'
		? { sub_type: 'quick_reply', parameters: [flowParameter(use, text)] }
		: { sub_type: 'url', parameters: [{ type: 'text', text }] };
