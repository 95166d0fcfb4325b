import { read } from '../../../engine/run/operation';
import { senderId } from '../../fields/senderId';
import { get as GET } from '../../product';

/** Viber API, "Get a sender name profile". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a sender name',
		description: 'Get a sender name with its status and what SendPulse says of it',
	},
	fields: [{ ...senderId, description: 'The sender name to look up' }],
	prepare: (item) => ({ senderId: item.id('senderId') }),
	request: ({ senderId: id }) => GET`/viber/senders/${id}`,
});
