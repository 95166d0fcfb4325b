import { ApiError } from '../errors.mts';

/** How the CRM words what it does not accept, see `crmErrors`. */
export const crmErrorForms = ['errors', 'data'] as const;

export type CrmErrorForm = (typeof crmErrorForms)[number];

/**
 * A refusal of the CRM. Its document describes the body of one, "Record not found", and that for nothing: the
 * forms of the others are assumptions.
 */
export class CrmError extends ApiError {
	constructor(
		status: number,
		message: string,
		private readonly fields: Readonly<Record<string, readonly string[]>> = {},
		private readonly form: CrmErrorForm = 'errors',
	) {
		super(status, status, message);
	}

	override get body(): Record<string, unknown> {
		const fields = Object.entries(this.fields);
		if (this.form === 'errors' && fields.length > 0)
			return { message: this.message, errors: this.fields };
		const texts = fields.map(([field, words]) => `${field}: ${words.join(' ')}`);
		return { data: { code: this.code, message: [this.message, ...texts].join(' ') } };
	}

	/** The same in the other form. */
	in(form: CrmErrorForm): CrmError {
		return new CrmError(this.status, this.message, this.fields, form);
	}
}

/** The one refusal whose body is described (OpenAPI, components/responses). */
export const notFound = () => new CrmError(404, 'Record not found');

/** Something in the request is missing, has the wrong form, or names what is not there. */
export const refused = (field: string, text: string) =>
	new CrmError(422, 'The given data was invalid.', { [field]: [text] });
