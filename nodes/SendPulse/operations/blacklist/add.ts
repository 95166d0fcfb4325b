import { batched } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { post } from '../../product';
import { entries } from './entries';

/** Bulk Email Service API, "Add an email address to blacklist". */
export const add = batched<{ email: string; comment: string }>({
	...entries,
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add an address to the blacklist',
		description: 'Add addresses to the blacklist, up to 100 per request: they get no more e-mails',
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
					description: 'Why the address is on the blacklist',
				},
			],
		},
	],
	prepare: (item) => ({
		email: item.email('email'),
		// Data, which some addresses don't have.
		comment: item.options.hasValue('comment') ? item.options.text('comment') : '',
	}),
	group: ({ comment }) => ({ comment }),
	request: (inputs) => {
		const [{ comment }] = inputs;
		return {
			...post`/blacklist`,
			body: { emails: entries.emails(inputs), ...(comment ? { comment } : {}) },
		};
	},
	outputs: (_, inputs) => inputs.map(({ email }) => succeeded({ email })),
	counts: { noun: 'addresses', done: 'blacklisted' },
});
