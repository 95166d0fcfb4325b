import { sameAddress } from '../../../engine/parameters/email';
import { batched } from '../../../engine/run/operation';
import { isUnknown } from '../../fields/unknown';
import { address, checksIn, isVerified, resultRecord, resultRequest } from './result';

/** Email Verifier API, "Get email address verification results". */
export const getResult = batched({
	option: {
		name: 'Get Result',
		value: 'getResult',
		action: 'Get the result of an e-mail address',
		description:
			'Get what is known of an address that was verified before. It costs nothing; of an address that was not verified, finished is false.',
	},
	fields: [address],
	effect: 'read',
	repeatable: true,
	prepare: (item) => ({ email: item.email('email') }),
	// One address a request: the same one is asked for once.
	group: ({ email }) => ({ email: sameAddress(email) }),
	element: ({ email }) => sameAddress(email),
	largest: 1,
	request: ([{ email }]) => resultRequest(email),
	nothingFound: isUnknown,
	outputs: (body, inputs) => {
		const checks = checksIn(body);
		const finished = checks !== undefined && isVerified(checks);
		return inputs.map(({ email }) => ({ ...resultRecord(email, checks), finished }));
	},
	counts: { noun: 'addresses', done: 'looked up' },
});
