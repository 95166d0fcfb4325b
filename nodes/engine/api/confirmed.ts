import { isRecord } from './record';

/**
 * Whether an answer (the whole of it, envelope included) says that a write was done. Each write names
 * the mark that its document gives: without it nobody knows what became of it.
 */
export type Mark = (body: unknown) => boolean;

const isYes = (value: unknown) => [true, 1, 'true', '1'].includes(value as boolean);

/** `{ "result": true }`: most of the bulk e-mail API. */
export const saysResult: Mark = (body) => isRecord(body) && isYes(body.result);

/** `{ "success": true, … }`: tags, webhooks, chatbots. */
export const saysSuccess: Mark = (body) => isRecord(body) && isYes(body.success);

/** A record that has this field, with more in it than nothing. */
export const has =
	(field: string): Mark =>
	(body) =>
		isRecord(body) && body[field] !== undefined && body[field] !== null && body[field] !== '';

/** What was made is answered with its ID. */
export const hasId = has('id');

/** For what is answered in one of several forms. */
export const either =
	(...marks: Mark[]): Mark =>
	(body) =>
		marks.some((mark) => mark(body));

/** An answer without a body (204), where the document gives none. Only products that answer so have it. */
export const nothing: Mark = (body) => body === undefined;
