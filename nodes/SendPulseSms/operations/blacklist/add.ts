import { withOptions } from '../../../engine/run/commonFields';
import { batched } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { defaultCountryCode, distinctPhones, requiredPhone } from '../../../fields/phone';
import { post } from '../../product';
import { entries, readEntry } from './entries';

/** Bulk SMS API, "Add phone numbers to the blacklist". */
export const add = batched<{ phone: string; description: string }>({
	...entries,
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add a phone number to the blacklist',
		description:
			'Add phone numbers to the blacklist, up to 100 per request: they get no more text messages',
	},
	fields: withOptions(
		[
			requiredPhone,
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Asked by phone',
				description:
					'Why the number is on the blacklist. Numbers with the same one share a request.',
			},
		],
		[defaultCountryCode],
	),
	prepare: (item) => ({ ...readEntry(item), description: item.text('description') }),
	group: ({ description }) => ({ description }),
	request: (inputs) => ({
		...post`/sms/black_list`,
		body: { phones: distinctPhones(inputs), description: inputs[0].description },
	}),
	outputs: (_, inputs) => inputs.map(({ phone }) => succeeded({ phone })),
	counts: { noun: 'phone numbers', done: 'blacklisted' },
});
