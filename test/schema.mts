import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { ActionNode } from './actionNodes.mts';

type Type = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';

/** The part of JSON Schema that n8n's output preview understands. */
export interface Schema {
	/** n8n shows the first of several. */
	type: Type | Type[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

export const schemaFolder = (node: ActionNode) =>
	join(__dirname, '../nodes', node, '__schema__/v1.0.0');

export const schemaPath = (node: ActionNode, resource: string, operation: string) =>
	join(schemaFolder(node), resource, `${operation}.json`);

export const schemaOf = (node: ActionNode, resource: string, operation: string) =>
	JSON.parse(readFileSync(schemaPath(node, resource, operation), 'utf8')) as Schema & {
		version: number;
	};

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'array';
	if (Number.isInteger(value)) return 'integer';
	return value === null ? 'null' : typeof value;
}

const has = (type: Schema['type'], value: unknown) =>
	[type].flat().includes(typeOf(value) as Type) || (type === 'number' && typeof value === 'number');

/**
 * Where these values and their schema disagree, either way: undeclared fields, and fields that none has.
 * Next to a value, null is one that is missing.
 */
export function disagreements(schema: Schema, all: unknown[], at = 'item'): string[] {
	const values = all.filter((value) => value !== null);
	if (values.length === 0 && all.length > 0) return [`${at} is never more than null`];
	const wrong = values.filter((value) => !has(schema.type, value));
	if (wrong.length > 0)
		return [`${at} is ${typeOf(wrong[0])}, not ${[schema.type].flat().join(' or ')}`];
	if (schema.items) {
		return disagreements(schema.items, (values as unknown[][]).flat(), `${at}[]`);
	}
	if (!schema.properties) return [];
	const declared = Object.entries(schema.properties);
	const records = values as IDataObject[];
	const present = new Set(records.flatMap((record) => Object.keys(record)));
	return [
		...[...present]
			.filter((key) => !(key in schema.properties!))
			.map((key) => `${at}.${key} is not declared`),
		...declared.filter(([key]) => !present.has(key)).map(([key]) => `${at}.${key} never comes`),
		...declared.flatMap(([key, inner]) =>
			disagreements(
				inner,
				records.filter((record) => key in record).map((record) => record[key]),
				`${at}.${key}`,
			),
		),
	];
}
