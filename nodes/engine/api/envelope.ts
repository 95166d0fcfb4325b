import { isRecord } from './record';

/** What stands around a result in the answers of a product. */
export interface Envelope {
	/** The result in an answer that is none of a refusal. */
	open(body: unknown): unknown;
	/**
	 * Does an answer with a good status say that nothing was done?
	 *
	 * @param isWrite to a write; a record that was read may have a field named like an error
	 */
	refuses(body: Record<string, unknown>, isWrite: boolean): boolean;
	/** Whether a good status without a body is a result (204, or a 200 that says nothing), and not a loss. */
	emptyIsDone: boolean;
}

/** The API's own code in an answer: `error_code`, or `code` within `data` of a refusal. */
export function codeOf(body: unknown, refused = false): number | undefined {
	if (!isRecord(body)) return undefined;
	const within = refused && isRecord(body.data) ? body.data.code : undefined;
	const code = Number(body.error_code ?? within);
	return Number.isInteger(code) && code > 0 ? code : undefined;
}

export const isNo = (value: unknown) => [false, 0, 'false', '0'].includes(value as boolean);
export const isYes = (value: unknown) => [true, 1, 'true', '1'].includes(value as boolean);

/** Is there something in it? PHP writes "no errors" as an empty list. */
const isSaid = (value: unknown): boolean =>
	typeof value === 'object' && value !== null
		? Object.keys(value).length > 0
		: Boolean(value) && !isNo(value);

/** The forms in which SendPulse says no with status 200: `result`, `success`, a code, errors by name. */
const saysNo: Envelope['refuses'] = (body, isWrite) =>
	isNo(body.result) ||
	isNo(body.success) ||
	isYes(body.failure) ||
	isYes(body.is_error) ||
	codeOf(body) !== undefined ||
	(isWrite && (isSaid(body.errors) || isSaid(body.error)));

/** Answers that are the result themselves. */
export const bare: Envelope = { open: (body) => body, refuses: saysNo, emptyIsDone: false };

/**
 * Answers as `{ "success": true, "data": … }`, of which `data` is the result. One without `data` is the
 * result itself.
 */
export const inData: Envelope = {
	// A record that comes without an envelope (a message of live chat, a note) may have `data` of its own.
	open: (body) => (isRecord(body) && 'data' in body && !('id' in body) ? body.data : body),
	refuses: saysNo,
	emptyIsDone: false,
};
