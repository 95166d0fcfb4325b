/** Which of its parameters does an operation read? Told by reading them with every choice that there is. */
import { fieldsOf, productOf } from './actionNodes.mts';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Client } from '../nodes/engine/api/client';
import type { Operation } from '../nodes/engine/run/operation';
import { prepareItems } from '../nodes/engine/run/prepare';
import { Progress } from '../nodes/engine/run/progress';
import type { ApiRequest } from '../nodes/engine/api/request';
import { HOST } from './api.mts';

type Values = Record<string, unknown>;

/** For fields that neither take anything of their type nor show an example. */
const SAMPLES: Values = {
	filesBinaryProperties: 'data',
	eventUrl: 'https://events.sendpulse.com/events/id/0123456789abcdef/7043663',
	// Another than that to copy from.
	targetMailingListId: { __rl: true, mode: 'list', value: '6' },
	templateParameters: { mappingMode: 'defineBelow', value: { body_1: 'Ann' }, schema: [] },
};

/** The example that a field shows to users, itself or in a mode of it. */
const exampleOf = ({ placeholder, modes = [] }: INodeProperties): string | undefined =>
	[placeholder, ...modes.map((mode) => mode.placeholder)]
		.map((text = '') => /^(?:e\.g\. (?=[^…]+$)|(?=name@))(.+)$/.exec(text)?.[1])
		.find(Boolean);

/** Something that could stand in the field. */
export function sample(field: INodeProperties): unknown {
	const { name, type, options, typeOptions, default: initial } = field;
	if (name in SAMPLES) return SAMPLES[name];
	const example = exampleOf(field);
	switch (type) {
		case 'boolean':
			return true;
		case 'number':
			return initial || 1;
		case 'json':
			return { text: 'value' };
		case 'resourceLocator':
			// Look-ups of the tests that fill fields in know the number 5.
			return { __rl: true, mode: 'list', value: /\D/.test(example ?? '') ? example : '5' };
		case 'dateTime':
			return '2199-01-01 10:00:00';
		case 'string':
			return example ?? 'text';
		case 'resourceMapper':
			return { mappingMode: 'defineBelow', value: { name: 'Ann' }, schema: [{ id: 'name' }] };
		case 'options':
			return initial || (options?.[0] as { value?: unknown } | undefined)?.value || '5';
		case 'color':
			return '#FF0000';
		case 'multiOptions':
			return [(options?.[0] as { value?: unknown } | undefined)?.value ?? 5];
		case 'fixedCollection':
			return Object.fromEntries(
				groupsOf({ options }).map(({ name, values }) => [
					name,
					typeOptions?.multipleValues ? [filledIn(values)] : filledIn(values),
				]),
			);
		case 'collection':
			return filledIn(entriesOf({ options }));
		default:
			return 'text';
	}
}

export const filledIn = (fields: INodeProperties[]): Values =>
	Object.fromEntries(fields.map((field) => [field.name, sample(field)]));

/** The groups of rows of a fixed collection. */
export const groupsOf = ({ options }: Pick<INodeProperties, 'options'>) =>
	(options ?? []) as Array<{ name: string; values: INodeProperties[] }>;

export const entriesOf = ({ options }: Pick<INodeProperties, 'options'>) =>
	(options ?? []) as INodeProperties[];

/** What else a field may hold, as far as an operation could go another way then. */
function alternatives({ type, options }: INodeProperties): unknown[] {
	if (type === 'boolean') return [false];
	if (type === 'collection') return [{}];
	if (type === 'options')
		return (options ?? []).map((option) => (option as { value: unknown }).value);
	return [];
}

/** The fields filled in completely, then with two other choices at a time, then with one option at a time. */
function* fillings(fields: INodeProperties[]): Generator<Values> {
	const all = filledIn(fields);
	yield all;
	const choices = fields.map((field) => [field.name, alternatives(field)] as const);
	for (const [name, values] of choices) {
		for (const value of values) {
			for (const [other, itsValues] of choices) {
				for (const its of itsValues) yield { ...all, [other]: its, [name]: value };
			}
		}
	}
	for (const field of fields) {
		if (field.type !== 'collection') continue;
		for (const entry of entriesOf(field)) {
			yield { ...all, [field.name]: { [entry.name]: sample(entry) } };
			for (const value of alternatives(entry)) {
				yield { ...all, [field.name]: { ...(all[field.name] as Values), [entry.name]: value } };
			}
		}
	}
}

/** Of the input item: a file whose columns are called as the placeholders of parameters are. */
export const FILE = Buffer.from('email,First name,mobile\nann@example.com,Ann,+380632727700\n');

export interface ReadParameters {
	/** `email`, `options.phone` … */
	names: Set<string>;
	/** How many of the fillings were accepted. */
	accepted: number;
}

/**
 * What look-ups give: of lists and of the CRM, the variable or attribute that the sample of a mapping fills in; of the
 * file manager, that nothing is there.
 */
const found = ({ path }: ApiRequest) => {
	if (path.endsWith('/variables')) return [{ name: 'name', type: 'string' }];
	if (path.endsWith('/file/exist')) return { result: false };
	if (path.endsWith('/v1/directory')) return { tree: {} };
	return path.endsWith('/attributes') ? [{ id: 5, name: 'name', type: 0 }] : [];
};

export async function readParameters(operation: Operation): Promise<ReadParameters> {
	const fields = fieldsOf(operation);
	const names = new Set<string>();
	let accepted = 0;
	for (const values of fillings(fields)) {
		const client = { baseUrl: HOST, send: async (request: ApiRequest) => found(request) };
		const progress = new Progress({ info: () => {} }, '', '');
		await prepareItems(
			recordingContext(values, fields, names),
			operation,
			productOf(operation),
			client as Client,
			progress,
			{
				prepared: () => void accepted++,
				failed: () => {},
			},
		);
	}
	return { names, accepted };
}

function recordingContext(values: Values, fields: INodeProperties[], names: Set<string>) {
	const isCollection = (name: string) =>
		fields.some((field) => field.name === name && field.type === 'collection');
	const file = { fileName: 'a.txt', data: FILE.toString('base64'), mimeType: 'text/plain' };
	return {
		getInputData: () => [{ json: {}, binary: { text: file } }],
		getExecutionCancelSignal: () => undefined,
		getTimezone: () => 'UTC',
		helpers: {
			assertBinaryData: () => file,
			getBinaryDataBuffer: async () => FILE,
		},
		getNodeParameter(name: string, _item: number, _fallback: unknown, how: IDataObject) {
			// As if each parameter held an expression: it is read for each item then.
			if (how.rawExpressions) return '={{ $json }}';
			if (!isCollection(name)) {
				names.add(name);
				return values[name];
			}
			return new Proxy(values[name] as Values, {
				get(entries, entry) {
					names.add(`${name}.${String(entry)}`);
					return entries[String(entry)];
				},
			});
		},
	} as unknown as IExecuteFunctions;
}
