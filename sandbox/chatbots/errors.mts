import { ApiError } from '../errors.mts';

/**
 * A refusal of the chatbots' services, which have a form of their own: texts by field. Both forms were seen in
 * logs of users, none is documented.
 */
export class ChatbotError extends ApiError {
	constructor(
		status: number,
		private readonly fields: Readonly<Record<string, readonly string[]>>,
		private readonly form: 'envelope' | 'framework',
		code = status,
	) {
		super(status, code, 'The given data was invalid.');
	}

	override get body(): Record<string, unknown> {
		return this.form === 'framework'
			? { message: this.message, errors: this.fields }
			: { success: false, data: null, errors: this.fields, error_code: this.code };
	}
}

/** Something in the request is missing or has the wrong form. */
export const malformed = (field: string, text: string) =>
	new ChatbotError(422, { [field]: [text] }, 'framework');

/** What Telegram itself says, and its code in the envelope. */
export const blocked = (field: string) =>
	new ChatbotError(422, { [field]: ['Forbidden: bot was blocked by the user'] }, 'envelope', 403);

/** The request was understood, and can't be done. */
export const refused = (field: string, text: string) =>
	new ChatbotError(400, { [field]: [text] }, 'envelope');

/** Assumption: no document says how a record is missed. */
export const missing = (field: string, what: string) =>
	new ChatbotError(404, { [field]: [`${what} not found`] }, 'envelope');
