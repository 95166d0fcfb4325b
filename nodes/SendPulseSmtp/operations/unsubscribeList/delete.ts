import { batched } from '../../../engine/run/operation';
import { deleted } from '../../../engine/run/outcome';
import { del } from '../../product';
import { distinct, entries, readEntry } from './entries';

/** SMTP service API, "Remove an email from the unsubscribe list". */
export const remove = batched({
	...entries,
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete an address from the unsubscribe list',
		description: 'Delete addresses from the unsubscribe list, up to 100 per request',
	},
	prepare: readEntry,
	request: (inputs) => ({
		...del`/smtp/unsubscribe`,
		body: { emails: distinct(inputs).map(({ email }) => email) },
	}),
	outputs: (_, inputs) => inputs.map(({ email }) => deleted({ email })),
	counts: {
		noun: 'addresses',
		done: 'handed over to be deleted',
		unsaid: 'SendPulse does not say which of them were on the list.',
	},
});
