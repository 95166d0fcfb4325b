import type { FastifyInstance } from 'fastify';
import {
	arrayOf,
	asArguments,
	hasAtMost,
	isObject,
	isText,
	isValid,
	required,
	type Arguments,
	type Rule,
} from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import type { MailingList } from '../../email/lists.mts';
import { refusals } from '../../errors.mts';
import type { SandboxOptions } from '../../options.mts';

/** An answer that the OpenAPI description of the SMS service puts into an array of one. */
export const wrapped = <T,>(answer: T, { smsWrapped }: Pick<SandboxOptions, 'smsWrapped'>) =>
	smsWrapped === 'array' ? [answer] : answer;

/** `phones`: texts, as many as a request may have. What is no number among them is no mistake of the request. */
export const phonesRules = ({ smsMostNumbers }: SandboxOptions): Rule[] => [
	required('phones'),
	isValid('phones', Array.isArray),
	...(smsMostNumbers === null ? [] : [hasAtMost('phones', smsMostNumbers)]),
	isValid('phones', arrayOf(isText)),
];

export const listRules: readonly Rule[] = [
	required('addressBookId'),
	isValid('addressBookId', Number.isSafeInteger),
];

/** The list that the body names, or 404 with code 213. */
export function listIn({ addressBookId }: Arguments, { state }: SandboxContext): MailingList {
	const list = state.lists.get(Number(addressBookId));
	if (!list) throw refusals.listNotFound();
	return list;
}

/** Digits of a number in the query or path: text of an ID, or undefined. */
export const idIn = (value: unknown): number | undefined =>
	/^\d{1,15}$/.test(String(value)) ? Number(value) : undefined;

/**
 * A number with a plus before it brings the service down: an HTML page with status 500 was seen in its place (issue
 * 23 of the vendor's client for Node.js).
 */
export function addFallOverPlus(api: FastifyInstance): void {
	api.addHook('preHandler', async (request, reply) => {
		const { phones, phone } = asArguments(request.body);
		const named = isObject(phones) ? Object.keys(phones) : [phones, phone].flat();
		if (!named.some((one) => typeof one === 'string' && one.startsWith('+'))) return;
		return reply.code(500).type('text/html; charset=utf-8').send(PAGE);
	});
}

const PAGE =
	'<!DOCTYPE html>\n<html>\n<head><title>500 Internal Server Error</title></head>\n<body><h1>Whoops, looks like something went wrong.</h1></body>\n</html>\n';
