import { listing } from '../../../engine/run/operation';
import { botRecord } from '../../fields/bot';
import {
	anyChannelField,
	inAllChannels,
	inChannel,
	readAnyChannel,
	withChannel,
} from '../../fields/channelField';
import { listOf } from '../../fields/list';
import { chatbots, get } from '../../product';

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
	paged: ({ channel }) => (channel === 'all' ? false : chatbots.pager),
	fields: [anyChannelField],
	prepare: (item) => {
		const channel = readAnyChannel(item);
		const request = channel === 'all' ? inAllChannels(get`/bots`) : inChannel(channel, get`/bots`);
		return { channel, request };
	},
	request: ({ request }) => request,
	output: (record, { channel }) => withChannel(botRecord(record), channel),
});
