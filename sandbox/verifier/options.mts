import { errorForms, type ErrorForm } from '../errorForm.mts';
import { count, oneOf, type OptionPart } from '../optionPart.mts';

/** Switches of the verifier. */
export interface VerifierOptions {
	/** How refusals are worded. Assumption: only 401 and 403 are described. */
	verifierErrors: ErrorForm;
	/** What GET …/check says of a list that was never verified: the document speaks of "a `false` error". */
	verifierNever: 'false' | 'resultFalse' | 'notFound';
	/** What GET …/get-progress says of such a list. Assumption. */
	verifierNoProgress: 'resultFalse' | 'zeros' | 'null';
	/** What GET …/get-single-result says of an address that was never submitted. */
	verifierSingleUnknown: 'resultFalse' | 'notFound';
	/** Whether an address that has a result is checked anew, and paid for, when it is submitted again. Assumption. */
	verifierReverify: 'renews' | 'ignored';
	/** A malformed address that is submitted: refused, or taken, to be found invalid. Assumption. */
	verifierMalformed: 'refuse' | 'result';
	/** Most rows of a page, however many were asked for. Assumption. */
	verifierMostPerPage: number;
	/** Language of `status_text`: the account's. Russian was seen. */
	verifierStatusLanguage: 'ru' | 'en';
	/** GET …/get-report without a report. Assumption. */
	verifierReportNotReady: 'json' | 'empty' | 'notFound';
	/** `status` of POST …/make-report: numbers (OpenAPI description), or text, as a client for Go sends it. */
	verifierReportStatus: 'ints' | 'text' | 'any';
	/** Addresses that may be verified in thirty days. There is a quota, its number depends on the plan. */
	verifierQuota: number;
}

export const verifierOptions: OptionPart<VerifierOptions> = {
	defaults: {
		verifierErrors: 'native',
		verifierNever: 'false',
		verifierNoProgress: 'resultFalse',
		verifierSingleUnknown: 'resultFalse',
		verifierReverify: 'renews',
		verifierMalformed: 'refuse',
		verifierMostPerPage: 100,
		verifierStatusLanguage: 'ru',
		verifierReportNotReady: 'json',
		verifierReportStatus: 'ints',
		verifierQuota: 1_000,
	},
	schema: {
		verifierErrors: oneOf(...errorForms),
		verifierNever: oneOf('false', 'resultFalse', 'notFound'),
		verifierNoProgress: oneOf('resultFalse', 'zeros', 'null'),
		verifierSingleUnknown: oneOf('resultFalse', 'notFound'),
		verifierReverify: oneOf('renews', 'ignored'),
		verifierMalformed: oneOf('refuse', 'result'),
		verifierMostPerPage: count,
		verifierStatusLanguage: oneOf('ru', 'en'),
		verifierReportNotReady: oneOf('json', 'empty', 'notFound'),
		verifierReportStatus: oneOf('ints', 'text', 'any'),
		verifierQuota: { type: 'integer', minimum: 0 },
	},
};
