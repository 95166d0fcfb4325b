import { ApiError } from '../errors.mts';

/** A refusal of pop-ups: status 400 and texts by field (OpenAPI description of pop-ups). */
export class PopupError extends ApiError {
	constructor(
		status: number,
		private readonly fields: Readonly<Record<string, string>>,
	) {
		super(status, status, Object.values(fields).join(', '));
	}

	override get body(): Record<string, unknown> {
		return { result: false, errors: this.fields };
	}
}

export const popupRefusals = {
	/** The document leaves such marks in its texts. */
	id: (field: string, id: string) => new PopupError(400, { [field]: `Invalid id {{'${id}'}}` }),
	fields: (fields: Record<string, string>) => new PopupError(400, fields),
	notFound: () => new PopupError(404, { id: 'Not found' }),
};
