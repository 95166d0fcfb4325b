import type { FastifyRequest } from 'fastify';
import { asArguments, type Arguments } from '../../arguments.mts';
import { malformed } from '../errors.mts';
import { eitherOf } from '../messages.mts';
import type { SandboxOptions } from '../../options.mts';

/** A JSON schema. */
export type Schema = Record<string, unknown>;

export const text = { type: 'string', minLength: 1 };
export const id = text;

/** A body with these members, all of them but the optional ones. */
export const bodyWith = (
	properties: Record<string, Schema>,
	optional: readonly string[] = [],
): Schema => ({
	type: 'object',
	properties,
	required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

export const aboutContact = (
	properties: Record<string, Schema> = {},
	optional: readonly string[] = [],
) => bodyWith({ contact_id: id, ...properties }, optional);

/** A variable by its id or its name, not by both. */
export const aVariable = (properties: Record<string, Schema>): Schema => ({
	...bodyWith({ variable_id: id, variable_name: text, ...properties }, [
		'variable_id',
		'variable_name',
	]),
	...eitherOf('variable_id', 'variable_name'),
});

/** What a variable can hold. */
export const value = { type: ['string', 'number', 'boolean'] };

/**
 * Checks the whole body, or what came under a name in it.
 *
 * @throws ChatbotError with the first complaint, under the name of its field
 */
export function valid(request: FastifyRequest, schema: Schema, came: unknown, name = ''): void {
	const validate = request.getValidationFunction(schema) ?? request.compileValidationSchema(schema);
	if (validate(came)) return;
	const [error] = validate.errors ?? [];
	const { missingProperty, additionalProperty } = (error?.params ?? {}) as Record<string, string>;
	const place = [...(name ? [name] : []), ...(error?.instancePath ?? '').split('/').slice(1)];
	if (missingProperty !== undefined) {
		throw malformed([...place, missingProperty].join('.'), requiredText(missingProperty));
	}
	if (additionalProperty !== undefined) {
		throw malformed(
			[...place, additionalProperty].join('.'),
			`The ${additionalProperty} field is unknown.`,
		);
	}
	const field = place.join('.') || 'body';
	throw malformed(field, `The ${place.at(-1) ?? field} ${error?.message ?? 'is invalid'}.`);
}

export const requiredText = (name: string) => `The ${name} field is required.`;

/** Text that has to be in the query. */
export function given(field: string, came: unknown): string {
	if (typeof came === 'string' && came !== '') return came;
	throw malformed(field, requiredText(field));
}

/** The digits of a phone number in international form. */
export function phoneIn({ phone }: Arguments): string {
	const digits = given('phone', phone);
	if (/^\d{5,15}$/.test(digits)) return digits;
	throw malformed('phone', 'The phone format is invalid.');
}

/** `size` and `skip` of a list; pages are smaller than asked for where the sandbox is told so. */
export function pageOf(
	{ size, skip }: Arguments,
	{ chatbotPage, chatbotMostPerPage }: SandboxOptions,
): { size: number; skip: number } {
	const wanted = wholeNumber('size', size, 1) ?? chatbotPage;
	return { size: Math.min(wanted, chatbotMostPerPage), skip: wholeNumber('skip', skip, 0) ?? 0 };
}

function wholeNumber(name: string, came: unknown, least: number): number | undefined {
	if (came === undefined) return undefined;
	if (typeof came !== 'string' || !/^\d+$/.test(came)) {
		throw malformed(name, `The ${name} must be an integer.`);
	}
	if (Number(came) < least) throw malformed(name, `The ${name} must be at least ${least}.`);
	return Number(came);
}

/** `order` of a list, the newest first if it is not said. */
export function orderOf({ order = 'desc' }: Arguments): 'asc' | 'desc' {
	if (order === 'asc' || order === 'desc') return order;
	throw malformed('order', 'The selected order is invalid.');
}

/** What comes after the record that `search_after` names. */
export function after<Entry>(
	entries: Entry[],
	{ search_after }: Arguments,
	idOf: (entry: Entry) => string,
): Entry[] {
	if (search_after === undefined) return entries;
	const wanted = given('search_after', search_after);
	const index = entries.findIndex((entry) => idOf(entry) === wanted);
	if (index < 0) throw malformed('search_after', 'The selected search_after is invalid.');
	return entries.slice(index + 1);
}

export const enveloped = (data: unknown) => ({ success: true, data });

export const queryOf = (request: FastifyRequest) => asArguments(request.query);
