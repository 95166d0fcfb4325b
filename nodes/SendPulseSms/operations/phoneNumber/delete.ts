import { withOptions } from '../../../engine/run/commonFields';
import { batched } from '../../../engine/run/operation';
import { deleted } from '../../../engine/run/outcome';
import { defaultCountryCode, distinctPhones } from '../../../fields/phone';
import { del } from '../../product';
import { namedBy, numberBatch, readListedNumber } from './listedNumbers';

/** Bulk SMS API, "Delete phone numbers from a mailing list". */
export const remove = batched({
	...numberBatch,
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a phone number from a mailing list',
		description: 'Delete phone numbers from a mailing list for good, up to 100 per request',
	},
	fields: withOptions(namedBy, [defaultCountryCode]),
	prepare: readListedNumber,
	group: ({ mailingListId }) => ({ mailingListId }),
	request: (inputs) => ({
		...del`/sms/numbers`,
		body: { addressBookId: inputs[0].mailingListId, phones: distinctPhones(inputs) },
	}),
	outputs: (_, inputs) =>
		inputs.map(({ phone, mailingListId }) => deleted({ phone, mailingListId })),
	counts: {
		noun: 'phone numbers',
		done: 'handed over to be deleted',
		unsaid: 'SendPulse does not say which of them were in the mailing list.',
	},
});
