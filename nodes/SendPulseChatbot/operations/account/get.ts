import { read } from '../../../engine/run/operation';
import { channelField, inChannel, readChannel } from '../../fields/channelField';
import { get as GET } from '../../product';

/** Chatbot services' APIs, GET /account. */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get the account of a channel',
		description: 'Get the plan of a channel with its limits, and how much of it is used',
	},
	fields: [channelField],
	prepare: (item) => ({ channel: readChannel(item) }),
	request: ({ channel }) => inChannel(channel, GET`/account`),
});
