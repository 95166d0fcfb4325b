import { elementMayBeAtFault } from '../../../engine/batches';
import { batched } from '../../../engine/operation';
import { deleted } from '../../../engine/outcome';
import { del } from '../../../engine/request';
import { entries } from './entries';

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
	alreadyDone: ({ status }) => status === 404,
	// 502: one of the addresses is not on the blacklist.
	elementAtFault: (failure) => failure.code === 502 || elementMayBeAtFault(failure),
	group: () => ({}),
	request: (inputs) => ({ ...del`/blacklist`, body: { emails: entries.emails(inputs) } }),
	outputs: (_, inputs) => inputs.map(({ email }) => deleted({ email })),
	counts: { noun: 'addresses', done: 'deleted' },
});
