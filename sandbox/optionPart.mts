/** The switches of one part of the sandbox: their values at the start, and what may be put in their place over HTTP. */
export interface OptionPart<Options extends object = object> {
	readonly defaults: Readonly<Options>;
	/** JSON schemas, by name. */
	readonly schema: Readonly<Record<keyof Options, object>>;
}

export const count = { type: 'integer', minimum: 1 };
export const countOrNull = { type: ['integer', 'null'], minimum: 1 };
export const status = { type: 'integer', minimum: 200, maximum: 599 };
export const wait = { type: 'integer', minimum: 0 };
export const flag = { type: 'boolean' };
export const oneOf = (...values: unknown[]) => ({ enum: values });
