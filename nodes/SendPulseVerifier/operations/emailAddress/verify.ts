import type { INodeProperties } from 'n8n-workflow';
import { sameAddress } from '../../../engine/parameters/email';
import { settling } from '../../../engine/run/operation';
import { isUnknown } from '../../fields/unknown';
import { post, verifier } from '../../product';
import { address, checksIn, isVerified, resultRecord, resultRequest } from './result';

const paidFor: INodeProperties = {
	...address,
	description:
		'The e-mail address to check. One that was not verified before counts against the plan.',
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Verify Again',
			name: 'verifyAgain',
			type: 'boolean',
			default: false,
			description:
				'Whether to verify the address anew where there is a result already, which counts against the plan. SendPulse does not date results: the one that is there ten seconds later is taken for the new one.',
		},
	],
};

/** Seconds between looks. It takes some; two clients ask every second, and after three. */
const WAITS = [1, 1, 2, 3, 5];

/** The old result stays until the new one is there, and nothing tells them apart. */
const WAITS_FOR_A_NEW_ONE = [10, 5];

/** Email Verifier API, "Verify a single email address" and "Get email address verification results". */
export const verify = settling({
	option: {
		name: 'Verify',
		value: 'verify',
		action: 'Verify an e-mail address',
		description:
			"Find out whether an address exists: 'verdict' is valid, invalid, unconfirmed (it can not be told), or unverified (there is no result). What is known already costs nothing; each other address counts against the plan.",
	},
	fields: [paidFor, options],
	prepare: (item) => ({
		email: item.email('email'),
		again: item.options.flag('verifyAgain'),
	}),
	// However it is written, and whoever wants it anew: an address is paid for once in a run.
	subject: ({ email }) => sameAddress(email),
	submit: {
		request: ({ email }) => ({ ...post`/send-single-to-verify`, body: { email } }),
		// Each time it would be paid for.
		repeatable: false,
		confirmed: verifier.done,
		done: 'The address was submitted',
		unlessKnown: ({ again }) => !again,
	},
	look: ({ email }) => resultRequest(email),
	nothingFound: isUnknown,
	judge: (body) => {
		const checks = checksIn(body);
		if (!checks) return { state: 'unknown' };
		return { state: isVerified(checks) ? 'finished' : 'pending', seen: checks };
	},
	waits: ({ again }) => (again ? WAITS_FOR_A_NEW_ONE : WAITS),
	timeout: { default: 60, least: 5, most: 600 },
	output: (checks, { email }) => resultRecord(email, checks),
	counts: { noun: 'addresses', done: 'submitted' },
});
