import { listing } from '../../../engine/operation';
import { get } from '../../../engine/request';
import { botRecord } from '../../../fields/chatbot/bot';
import {
	anyChannelField,
	inAllChannels,
	inChannel,
	readAnyChannel,
	withChannel,
} from '../../../fields/chatbot/channelField';
import { listOf } from '../../../fields/chatbot/list';

/** Chatbot services' APIs, GET /bots of a channel or of all of them. */
export const getMany = listing({
	...listOf,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many bots',
		description: 'Get many bots of one channel, or of all of them',
	},
	// The list of all channels together has no pages (Chatbots service API, GET /bots).
	paged: ({ channel }) => (channel === 'all' ? false : listOf.paged),
	fields: [anyChannelField],
	prepare: (item) => {
		const channel = readAnyChannel(item);
		const request = channel === 'all' ? inAllChannels(get`/bots`) : inChannel(channel, get`/bots`);
		return { channel, request };
	},
	request: ({ request }) => request,
	output: (record, { channel }) => withChannel(botRecord(record), channel),
});
