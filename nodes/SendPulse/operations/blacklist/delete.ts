import type { ApiFailure } from '../../../engine/api/failures';
import { batched } from '../../../engine/run/operation';
import { removed } from '../../../engine/run/outcome';
import { del } from '../../product';
import { entries } from './entries';

/** Service REST API, "Error codes": 502, the address can't be found. */
const isUnknown = ({ kind, code }: ApiFailure) => kind === 'refused' && code === 502;

/** Bulk Email Service API, "Delete an email address from the blacklist". */
export const remove = batched({
	...entries,
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete an address from the blacklist',
		description: 'Delete addresses from the blacklist, up to 100 per request',
	},
	prepare: (item) => ({ email: item.email('email') }),
	nothingFound: (failure, inputs) => inputs.length === 1 && isUnknown(failure),
	// One address that is not on the blacklist may be enough: the others are deleted without it.
	elementAtFault: isUnknown,
	group: () => ({}),
	request: (inputs) => ({ ...del`/blacklist`, body: { emails: entries.emails(inputs) } }),
	outputs: (body, inputs) => inputs.map(({ email }) => removed(body, { email })),
	counts: {
		noun: 'addresses',
		done: 'handed over to be deleted',
		unsaid: 'SendPulse does not say which of them were on the blacklist.',
	},
});
