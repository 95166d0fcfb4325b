/**
 * Switches that can be thrown while the sandbox runs. Where the documents are silent or disagree, the default
 * is the reading a client has to fear most; each such switch says that it is an assumption.
 */
export interface SandboxOptions {
	/** Requests in any second (Service REST API, code 2020202020). */
	perSecond: number;
	/** Requests in any minute (Service REST API, General quota limits: 1,000 on a free plan). */
	perMinute: number;
	/** Requests in a day (the same table: 500,000 on a free plan). */
	perDay: number;
	/** HTTP status that goes with code 2020202020. Assumption: not documented. */
	perSecondStatus: number;
	/** Seconds in a Retry-After header of refusals for pace; null sends none. Assumption: none is documented. */
	retryAfter: number | null;
	/** Whether fetching a token counts as a request. Assumption. */
	countTokenRequests: boolean;
	/** Whether a request refused for pace counts towards the next one. Assumption. */
	countRefused: boolean;
	/** Life of a token in seconds (Service REST API, OAuth 2.0: one hour). */
	tokenLifetime: number;

	/** A malformed address among those added: left out without a word, or the whole batch refused with 906. Assumption. */
	malformedAddress: 'drop' | 'refuse';
	/** Most addresses one request may add; null is no limit. Assumption: none is documented. */
	maxAddBatch: number | null;
	/** What `emails` gets that is not an array: the described refusal, code 21356, or a failure of the server (both were seen). */
	emailsNotArray: 'argument' | 'badlyFormed' | 'serverError';
	/** Whether double opt-in needs `message_lang`: the documents mark it required, the OpenAPI description does not. */
	messageLangRequired: boolean;
	/** Status of an address just added: 0 New, as the table of statuses describes it, or 1 Active. */
	newContactStatus: 0 | 1;

	/** A variable's value of the wrong type, a name that is not allowed: the request refused, or the value left out. Assumption for adding. */
	wrongVariable: 'refuse' | 'drop';
	/** Text such as "42" for a variable of type number. The documents accept only numbers, the OpenAPI description types all values as text. */
	numericText: 'refuse' | 'accept';
	/** Type of a variable that appears with a contact. Assumption. */
	newVariableType: 'inferred' | 'string';
	/** Whether `phone` is the system variable `Phone`, too. Assumption: the documents write `Phone`. */
	phoneVariable: 'exact' | 'anyCase';
	/** Most variables a list may have; null is no limit. A limit exists, its number is not documented. */
	maxVariables: number | null;
	/** Whether GET …/variables names `email`, as the documents' example does. */
	emailAmongVariables: boolean;

	/** `variables` of a contact without any, in lists of contacts: `[]` or `{}`. Assumption. */
	emptyVariables: 'array' | 'object';
	/** `phone` in lists of contacts, where there is one: the table says text, its example shows none, numbers were seen. */
	phoneInLists: 'text' | 'number' | 'absent';
	/** Booleans in a query: only 0 and 1, or also true and false. Assumption: the documents' example writes 1. */
	queryBooleans: 'digits' | 'words';
	/** `active` and `not_active` together. Assumption. */
	bothFilters: 'none' | 'all';
	/** HTTP status for an address that is not in the list, code 502. Described for changing variables (422), not for reading. */
	missingContactStatus: number;

	/** Plan of the account: tags need "pro" or more. */
	plan: 'free' | 'standard' | 'pro' | 'enterprise';
	/** Whether the plan has run out. */
	planEnded: boolean;
}

export const defaultOptions: Readonly<SandboxOptions> = {
	perSecond: 10,
	perMinute: 1_000,
	perDay: 500_000,
	perSecondStatus: 429,
	retryAfter: null,
	countTokenRequests: false,
	countRefused: false,
	tokenLifetime: 3_600,

	malformedAddress: 'drop',
	maxAddBatch: null,
	emailsNotArray: 'argument',
	messageLangRequired: true,
	newContactStatus: 0,

	wrongVariable: 'refuse',
	numericText: 'refuse',
	newVariableType: 'inferred',
	phoneVariable: 'exact',
	maxVariables: null,
	emailAmongVariables: true,

	emptyVariables: 'array',
	phoneInLists: 'text',
	queryBooleans: 'digits',
	bothFilters: 'none',
	missingContactStatus: 422,

	plan: 'pro',
	planEnded: false,
};

const count = { type: 'integer', minimum: 1 };
const countOrNull = { type: ['integer', 'null'], minimum: 1 };
const status = { type: 'integer', minimum: 200, maximum: 599 };
const flag = { type: 'boolean' };
const oneOf = (...values: unknown[]) => ({ enum: values });

/** JSON schema of a change of switches that comes in over HTTP. */
export const optionsSchema = {
	type: 'object',
	additionalProperties: false,
	properties: {
		perSecond: count,
		perMinute: count,
		perDay: count,
		perSecondStatus: status,
		retryAfter: { type: ['integer', 'null'], minimum: 0 },
		countTokenRequests: flag,
		countRefused: flag,
		tokenLifetime: count,
		malformedAddress: oneOf('drop', 'refuse'),
		maxAddBatch: countOrNull,
		emailsNotArray: oneOf('argument', 'badlyFormed', 'serverError'),
		messageLangRequired: flag,
		newContactStatus: oneOf(0, 1),
		wrongVariable: oneOf('refuse', 'drop'),
		numericText: oneOf('refuse', 'accept'),
		newVariableType: oneOf('inferred', 'string'),
		phoneVariable: oneOf('exact', 'anyCase'),
		maxVariables: countOrNull,
		emailAmongVariables: flag,
		emptyVariables: oneOf('array', 'object'),
		phoneInLists: oneOf('text', 'number', 'absent'),
		queryBooleans: oneOf('digits', 'words'),
		bothFilters: oneOf('none', 'all'),
		missingContactStatus: status,
		plan: oneOf('free', 'standard', 'pro', 'enterprise'),
		planEnded: flag,
	} satisfies Record<keyof SandboxOptions, object>,
};
