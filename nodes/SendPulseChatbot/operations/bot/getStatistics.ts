import { read } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { channelField, inChannel, readChannel } from '../../fields/channelField';
import { botId, readChatbotId } from '../../fields/ids';
import { get } from '../../product';

/** Chatbot services' APIs, GET /bots/statistics. */
export const getStatistics = read({
	option: {
		name: 'Get Statistics',
		value: 'getStatistics',
		action: 'Get the statistics of a bot',
		description: 'Get how many subscribers a bot has, and how many messages it has sent',
	},
	fields: [channelField, botId],
	prepare: (item) => ({ channel: readChannel(item), botId: readChatbotId(item, 'botId') }),
	request: ({ channel, botId }) =>
		inChannel(channel, { ...get`/bots/statistics`, query: { bot_id: botId } }),
	output: (body, { channel, botId }) => ({ channel, botId, ...asRecords(body)[0] }),
});
