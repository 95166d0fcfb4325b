import { write } from '../../../engine/run/operation';
import { post } from '../../product';
import { assignment } from './assignment';

/** OpenAPI, bulk e-mail: POST /tags/unpin/email and /tags/unpin/phone. */
export const unassign = write({
	...assignment,
	option: {
		name: 'Unassign',
		value: 'unassign',
		action: 'Unassign tags from a contact',
		description: 'Take tags away from a contact. SendPulse queues this.',
	},
	request: ({ contact, tags }) => ({
		...post`/tags/unpin/${Object.keys(contact)[0]}`,
		body: { ...contact, tags },
	}),
	counts: { noun: 'contacts', done: 'untagged' },
});
