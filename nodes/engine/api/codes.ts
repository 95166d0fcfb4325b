/** What SendPulse said when it refused, wherever in its answer that stood. */
export interface Refusal {
	/** HTTP status; undefined where no answer came. */
	status?: number;
	code?: number;
	words: string;
	/** Is it SendPulse's own answer, by its form, and not that of a proxy or a page that is not there? */
	own: boolean;
}

/** What a code of the API means for the user, and what to do. */
export interface CodeText {
	meaning: string;
	remedy: string | (() => string);
}

/** Request limits of all pricing plans, and what to do about them (Service REST API, "General quota limits"). */
export const QUOTAS =
	"It allows 10 a second, and depending on the plan 1,000 to 3,000 a minute and 500,000 to 3,000,000 a day, for the whole account. Wait a minute and run this again; if it goes on, the day's quota may be used up.";

/** A text without the stops, which the message sets. */
export const codeText = (meaning: string, remedy: CodeText['remedy']): CodeText => ({
	meaning,
	remedy,
});

/** Upgrading is what helps with a plan that is too small. */
export const UPGRADE = 'Upgrade the plan in SendPulse, or use less of it';

type Codes = Readonly<Record<number, CodeText>>;

/** What means the same in every product (REST API introduction, "Error codes"). */
export const GENERAL_CODES: Codes = {
	1: codeText('The ID or Secret is wrong', 'Copy both again from SendPulse (Settings > API)'),
	403: codeText('Access is not allowed', 'Check what the API key or the account may do'),
	422: codeText('A value was not accepted', 'Correct the value that SendPulse names'),
	2020202020: codeText(
		'There were more than 10 requests in a second',
		'Wait a moment and try again',
	),
	3030303030: codeText('The pricing plan does not include this', UPGRADE),
};

/** Texts by the code of a refusal: a product's own, before those that all products have. */
export const byCode =
	(own: Codes) =>
	({ code }: Refusal): CodeText | undefined =>
		code === undefined ? undefined : (own[code] ?? GENERAL_CODES[code]);

/**
 * Likewise for products that may give the HTTP status as a code: of those only one says more than the
 * words beside it.
 */
export const byCodeOrStatus =
	(own: Codes) =>
	(refusal: Refusal): CodeText | undefined => {
		const told = refusal.code ?? refusal.status;
		if (told === undefined || told < 400 || told >= 600) return byCode(own)(refusal);
		return own[told] ?? (told === 422 ? GENERAL_CODES[told] : undefined);
	};

/** What a product says without a code, where its own words leave the user alone. */
export type Phrases = ReadonlyArray<CodeText & { says: RegExp }>;

export const byPhrase =
	(phrases: Phrases) =>
	({ words }: Refusal): CodeText | undefined =>
		phrases.find(({ says }) => says.test(words));
