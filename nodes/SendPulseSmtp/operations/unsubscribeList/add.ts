import { batched } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { post } from '../../product';
import { distinct, entries, readEntry } from './entries';

/** SMTP service API, "Unsubscribe an email". */
export const add = batched<{ email: string; comment: string }>({
	...entries,
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add an address to the unsubscribe list',
		description:
			'Add addresses to the unsubscribe list, up to 100 per request: the SMTP service sends them nothing more',
	},
	fields: [
		...entries.fields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Comment',
					name: 'comment',
					type: 'string',
					default: '',
					placeholder: 'e.g. Asked by phone',
					description: 'Why the address is unsubscribed. SendPulse shows it on its own pages.',
				},
			],
		},
	],
	prepare: (item) => ({
		...readEntry(item),
		// Data, which some addresses don't have.
		comment: item.options.hasValue('comment') ? item.options.text('comment') : '',
	}),
	request: (inputs) => ({
		...post`/smtp/unsubscribe`,
		body: {
			emails: distinct(inputs).map(({ email, comment }) => ({
				email,
				...(comment ? { comment } : {}),
			})),
		},
	}),
	outputs: (_, inputs) => inputs.map(({ email }) => succeeded({ email })),
	counts: { noun: 'addresses', done: 'unsubscribed' },
});
