import { count, flag, oneOf, status, type OptionPart } from './optionPart.mts';
import { products } from './products.mts';

/**
 * Switches that can be thrown while the sandbox runs: those of the account, to which each product adds its own.
 * Where the documents are silent or disagree, the default is the reading a client has to fear most; each such
 * switch says that it is an assumption.
 */
export interface SandboxOptions extends AccountOptions {}

interface AccountOptions {
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

	/** Plan of the account: tags need "pro" or more. */
	plan: 'free' | 'standard' | 'pro' | 'enterprise';
	/** Whether the plan has run out. */
	planEnded: boolean;
}

const accountOptions: OptionPart<AccountOptions> = {
	defaults: {
		perSecond: 10,
		perMinute: 1_000,
		perDay: 500_000,
		perSecondStatus: 429,
		retryAfter: null,
		countTokenRequests: false,
		countRefused: false,
		tokenLifetime: 3_600,

		plan: 'pro',
		planEnded: false,
	},
	schema: {
		perSecond: count,
		perMinute: count,
		perDay: count,
		perSecondStatus: status,
		retryAfter: { type: ['integer', 'null'], minimum: 0 },
		countTokenRequests: flag,
		countRefused: flag,
		tokenLifetime: count,
		plan: oneOf('free', 'standard', 'pro', 'enterprise'),
		planEnded: flag,
	},
};

const parts: OptionPart[] = [accountOptions, ...products.flatMap(({ options }) => options ?? [])];

export const defaultOptions: Readonly<SandboxOptions> = Object.assign(
	{},
	...parts.map(({ defaults }) => defaults),
);

/** JSON schema of a change of switches that comes in over HTTP. */
export const optionsSchema = {
	type: 'object',
	additionalProperties: false,
	properties: Object.assign({}, ...parts.map(({ schema }) => schema)),
};
