import { isBase64 } from './encoding.mts';
import { invalid, type ApiError } from './errors.mts';
import { isEmailAddress } from './syntax.mts';

/** What came in the body or in the query, by name. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Says what is wrong with the arguments, if anything. */
export type Rule = (args: Arguments) => ApiError | undefined;

/** Throws the first complaint, in the order of the rules, which is that of the OpenAPI bulk-email description. */
export function check(args: Arguments, rules: readonly Rule[]): void {
	for (const rule of rules) {
		const complaint = rule(args);
		if (complaint) throw complaint;
	}
}

/** Anything but an object (an array, a text, no body) carries no arguments. */
export function asArguments(body: unknown): Arguments {
	return isObject(body) ? body : {};
}

/** Without the arguments that a client sends as `""` or null because it has nothing to say, as the vendor's own do. */
export function withoutEmpty(args: Arguments, names = Object.keys(args)): Arguments {
	return Object.fromEntries(
		Object.entries(args).filter(
			([name, value]) => !names.includes(name) || (value !== '' && value !== null),
		),
	);
}

/**
 * `emails` as a list also where it comes as JSON in a text, as the vendor's clients for Python and Ruby and its
 * node for n8n send it. What PHP serializes stays a text.
 */
export function withEmailsRead(args: Arguments, asText: boolean): Arguments {
	if (!asText || typeof args.emails !== 'string') return args;
	try {
		const emails: unknown = JSON.parse(args.emails);
		return Array.isArray(emails) ? { ...args, emails } : args;
	} catch {
		return args;
	}
}

/** A list in the query as PHP reads it: `name[]` and `name[0]`; undefined where there is none. */
export function queryList(query: Arguments, name: string): unknown[] | undefined {
	const members = Object.entries(query).filter(([key]) => {
		const index =
			key.startsWith(`${name}[`) && key.endsWith(']') ? key.slice(name.length + 1, -1) : 'none';
		return /^\d*$/.test(index);
	});
	return members.length === 0 ? undefined : members.flatMap(([, value]) => value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The argument has to be there, and not be empty. */
export const required =
	(name: string, complaint = invalid(`Argument ${name} missing`)): Rule =>
	(args) =>
		isMissing(args[name]) ? complaint : undefined;

/** Whether an argument counts as absent where one is required. */
export function isMissing(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		value === '' ||
		(Array.isArray(value) && value.length === 0)
	);
}

/** The argument, if it is there at all, has to pass the test. */
export const passes =
	(name: string, test: (value: unknown) => boolean, complaint: ApiError): Rule =>
	(args) =>
		args[name] === undefined || test(args[name]) ? undefined : complaint;

const types: Record<string, (value: unknown) => boolean> = {
	string: (value) => typeof value === 'string',
	array: (value) => Array.isArray(value),
	boolean: (value) => typeof value === 'boolean',
};

export const isType = (name: string, type: 'string' | 'array' | 'boolean'): Rule =>
	passes(name, types[type], invalid(`Argument ${name} must be ${type}`));

export const isValid = (name: string, test: (value: unknown) => boolean): Rule =>
	passes(name, test, invalid(`Argument ${name} is invalid`));

export const isOneOf = (name: string, values: readonly unknown[]): Rule =>
	isValid(name, (value) => values.includes(value));

export const isEmail = (name: string): Rule => isValid(name, isEmailAddress);

/** Base64, in the words of the OpenAPI bulk-email description for the body of a template. */
export const isBase64Text = (name: string): Rule =>
	passes(name, isBase64, invalid(`Argument ${name} is invalid string`));

/** Languages of templates and confirmation mails. */
export const LANGUAGES = ['en', 'ru', 'ua', 'tr', 'es', 'pt'];

export const isText = (value: unknown) => typeof value === 'string';

export const arrayOf = (test: (value: unknown) => boolean) => (value: unknown) =>
	Array.isArray(value) && value.every(test);

export const hasAtMost = (name: string, count: number): Rule =>
	passes(
		name,
		(value) => !Array.isArray(value) || value.length <= count,
		invalid(`Argument ${name} may not have more than ${count} items`),
	);

/** Text of a whole number in the query, within bounds. */
export const isQueryInteger = (
	name: string,
	{ min, max = Infinity }: { min: number; max?: number },
): Rule[] => [
	passes(
		name,
		(value) => typeof value === 'string' && /^-?\d+$/.test(value),
		invalid(`Argument ${name} must be integer`),
	),
	passes(
		name,
		(value) => Number(value) >= min,
		invalid(`Argument ${name} must be at least ${min}`),
	),
	passes(
		name,
		(value) => Number(value) <= max,
		invalid(`Argument ${name} may not be greater than ${max}`),
	),
];

/** A boolean in the query, where everything is text: 1 or 0, and `true` or `false` if words are taken. */
export const isQueryBoolean = (name: string, notation: 'digits' | 'words'): Rule =>
	isOneOf(name, notation === 'words' ? ['0', '1', 'false', 'true'] : ['0', '1']);

export const isTrue = (value: unknown): boolean => value === '1' || value === 'true';

/** `limit` (1 to 100, 100 if not given) and `offset` of a list (OpenAPI bulk-email, GET /addressbooks). */
export const pageRules: readonly Rule[] = [
	...isQueryInteger('limit', { min: 1, max: 100 }),
	...isQueryInteger('offset', { min: 0 }),
];

/** @param most records that a page of this list holds, however many were asked for */
export function pageOf(query: Arguments, most: number): { limit: number; offset: number } {
	return {
		limit: Math.min(Number(query.limit ?? 100), most),
		offset: Number(query.offset ?? 0),
	};
}
