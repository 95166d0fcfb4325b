import { optionsField } from '../../../engine/run/commonFields';
import { batched } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { defaultCountryCode, distinctPhones, requiredPhone } from '../../../fields/phone';
import { entries, post, readEntry } from './phoneExceptions';

/** Viber API, "Add phone number to the blacklist". */
export const add = batched<{ phone: string; description: string }>({
	...entries,
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add a phone number to the blacklist',
		description:
			'Add phone numbers to the blacklist, up to 100 per request: they get no more Viber messages',
	},
	fields: [
		requiredPhone,
		{
			...optionsField,
			options: [
				defaultCountryCode,
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Asked by phone',
					description:
						'Why the number is on the blacklist. Numbers with the same one share a request.',
				},
			],
		},
	],
	prepare: (item) => ({
		...readEntry(item),
		// Data, which some numbers don't have.
		description: item.options.hasValue('description') ? item.options.text('description') : '',
	}),
	group: ({ description }) => ({ description }),
	request: (inputs) => {
		const [{ description }] = inputs;
		return {
			...post``,
			body: { phones: distinctPhones(inputs), ...(description ? { description } : {}) },
		};
	},
	outputs: (_, inputs) => inputs.map(({ phone }) => succeeded({ phone })),
	counts: { noun: 'phone numbers', done: 'blacklisted' },
});
