import { write } from '../../../engine/run/operation';
import { post } from '../../product';
import { assignment } from './assignment';

/** OpenAPI, bulk e-mail: POST /tags/pin/email and /tags/pin/phone. */
export const assign = write({
	...assignment,
	option: {
		name: 'Assign',
		value: 'assign',
		action: 'Assign tags to a contact',
		description: 'Give tags to a contact. SendPulse queues this.',
	},
	request: ({ contact, tags }) => ({
		...post`/tags/pin/${Object.keys(contact)[0]}`,
		body: { ...contact, tags },
	}),
	counts: { noun: 'contacts', done: 'tagged' },
});
