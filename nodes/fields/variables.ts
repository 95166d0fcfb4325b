import type { IDataObject, INodeProperties, ResourceMapperField } from 'n8n-workflow';
import type { Client } from '../engine/client';
import { InputProblem } from '../engine/inputProblem';
import { elementsOf } from '../engine/outcome';
import { shown, type ItemParameters } from '../engine/parameters';
import { isRecord } from '../engine/record';
import { get } from '../engine/request';
import { asDate } from './dates';

/** A variable's type in SendPulse (Bulk Email Service API, "Get a list of variables"). */
export type VariableType = 'string' | 'number' | 'date';

export interface ListVariable {
	name: string;
	type: VariableType;
}

export type VariableValue = string | number;

export const variables: INodeProperties = {
	displayName: 'Variables',
	name: 'variables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: "The contact's values for the variables of the mailing list",
	typeOptions: {
		loadOptionsDependsOn: ['mailingListId.value'],
		resourceMapper: {
			resourceMapperMethod: 'mapListVariables',
			mode: 'map',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: true,
			valuesLabel: 'Variables',
			// `mapListVariables` says why there are none.
			hideNoDataError: true,
		},
	},
};

/** The address and the phone number have parameters of their own. */
const OWN_PARAMETER = /^(e-?mail|phone)$/i;

const isVariable = (value: unknown): value is ListVariable & IDataObject =>
	isRecord(value) && typeof value.name === 'string';

/** The variables of a mailing list that a contact has beside address and phone number. */
export async function listVariables(
	client: Client,
	mailingListId: number,
): Promise<ListVariable[]> {
	// PHP writes a list as an object at times; what else may come has no variables.
	const all = elementsOf(await client.send(get`/addressbooks/${mailingListId}/variables`));
	return all.filter(isVariable).filter(({ name }) => !OWN_PARAMETER.test(name));
}

interface Mapping {
	mappingMode?: string;
	value?: IDataObject | null;
	schema?: ResourceMapperField[];
}

const MAPPER_TYPES: Record<string, VariableType> = { dateTime: 'date', number: 'number' };

/**
 * The values of the resource mapper, typed as the list's variables are: numbers stay numbers,
 * dates become YYYY-MM-DD, null and undefined are left out.
 *
 * @param clearing keep '' for text variables: it empties them
 * @throws InputProblem naming the variable
 */
export async function readVariables(
	item: ItemParameters,
	mailingListId: number,
	{ clearing = false } = {},
): Promise<Record<string, VariableValue>> {
	const raw = item.raw('variables');
	const mapping = (typeof raw === 'object' && raw !== null ? raw : {}) as Mapping;
	const automatic = mapping.mappingMode === 'autoMapInputData';
	// A whole object from an expression or an AI agent is the mapping itself.
	const given = automatic
		? item.input.json
		: ((mapping.mappingMode ? mapping.value : item.object('variables')) ?? {});
	const types = new Map<string, VariableType>(
		(mapping.schema ?? [])
			.filter(({ id, removed }) => !removed && !OWN_PARAMETER.test(id))
			.map(({ id, type }) => [id, MAPPER_TYPES[type ?? ''] ?? 'string']),
	);
	const untyped = automatic
		? types.size === 0
		: Object.keys(given).some((name) => !types.has(name));
	if (untyped) {
		const known = await item.lookUp(
			`variables of ${mailingListId}`,
			async (client) => await listVariables(client, mailingListId),
		);
		for (const { name, type } of known) types.set(name, type);
	}
	const values: Record<string, VariableValue> = {};
	for (const [name, value] of Object.entries(given)) {
		if (OWN_PARAMETER.test(name) || (automatic && !types.has(name))) continue;
		const typed = typedValue(name, value, types.get(name), item.timeZone);
		if (typed === undefined || (typed === '' && !clearing)) continue;
		setOwn(values, name, typed);
	}
	return values;
}

/**
 * Variables as a JSON object, for those that the list does not have yet.
 *
 * @throws InputProblem naming the variable
 */
export function freeVariables(
	entries: IDataObject,
	timeZone: string,
): Record<string, VariableValue> {
	const values: Record<string, VariableValue> = {};
	for (const [name, value] of Object.entries(entries)) {
		const typed = typedValue(name, value, undefined, timeZone);
		if (typed !== undefined && typed !== '') setOwn(values, name, typed);
	}
	return values;
}

/** `__proto__` is a legal key of JSON input; assigning it would change the object instead. */
function setOwn(values: Record<string, VariableValue>, name: string, value: VariableValue): void {
	Object.defineProperty(values, name, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}

function typedValue(
	name: string,
	value: unknown,
	type: VariableType | undefined,
	timeZone: string,
): VariableValue | undefined {
	if (value === undefined || value === null) return undefined;
	if (value === '') return type === 'number' || type === 'date' ? undefined : '';
	if (type === 'number') return asNumber(name, value);
	if (type === 'date') {
		return asDate(value, timeZone) ?? wrong(name, value, 'a date like 2019-02-01');
	}
	if (typeof value === 'string') return value;
	if (typeof value === 'number' && Number.isFinite(value)) return type ? String(value) : value;
	if (typeof value === 'boolean') return String(value);
	if (value instanceof Date || isDateTime(value))
		return asDate(value, timeZone) ?? wrong(name, value, 'text');
	return wrong(name, value, 'text or a number');
}

const isDateTime = (value: unknown) =>
	typeof (value as { toISO?: unknown } | null)?.toISO === 'function';

function asNumber(name: string, value: unknown): number {
	const number = typeof value === 'string' ? Number(value.trim() || NaN) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	return wrong(name, value, 'a number');
}

function wrong(name: string, value: unknown, expected: string): never {
	throw new InputProblem(`The variable '${name}' wants ${expected}, not ${shown(value)}.`);
}
