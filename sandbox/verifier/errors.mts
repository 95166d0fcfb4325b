import { invalid } from '../errors.mts';

/**
 * Refusals of the verifier. Its description has the rules and no words for them: status, code and these words are
 * assumptions.
 */
export const verifierRefusals = {
	running: () => invalid('The address book is already being verified'),
	used: () => invalid('The address book has been used in a campaign'),
	unchanged: () => invalid('There are no new emails to verify in the address book'),
	quota: () => invalid('Verification limit exceeded'),
	notVerified: () => invalid('The address book is not verified'),

	/** Of campaigns, which the e-mail service refuses. */
	listIsChecked: () => invalid('The address book is being verified'),
	listIsRed: () => invalid('The address book is blocked: too many invalid emails'),
};
