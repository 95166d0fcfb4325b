import { withOptions } from '../../../engine/run/commonFields';
import { batched } from '../../../engine/run/operation';
import { deleted } from '../../../engine/run/outcome';
import { defaultCountryCode, distinctPhones, requiredPhone } from '../../../fields/phone';
import { del } from '../../product';
import { entries, readEntry } from './entries';

/** Bulk SMS API, "Remove phone numbers from the blacklist". */
export const remove = batched({
	...entries,
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a phone number from the blacklist',
		description: 'Delete phone numbers from the blacklist, up to 100 per request',
	},
	fields: withOptions([requiredPhone], [defaultCountryCode]),
	prepare: readEntry,
	group: () => ({}),
	request: (inputs) => ({ ...del`/sms/black_list`, body: { phones: distinctPhones(inputs) } }),
	outputs: (_, inputs) => inputs.map(({ phone }) => deleted({ phone })),
	counts: {
		noun: 'phone numbers',
		done: 'handed over to be deleted',
		unsaid: 'SendPulse does not say which of them were on the blacklist.',
	},
});
