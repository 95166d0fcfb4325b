import type { IDataObject } from 'n8n-workflow';
import { listing } from '../../../engine/operation';
import { elementsOf } from '../../../engine/outcome';
import { get } from '../../../engine/request';
import {
	anyChannelField,
	inAllChannels,
	inChannel,
	readAnyChannel,
} from '../../../fields/chatbot/channelField';
import { botId, readChatbotId } from '../../../fields/chatbot/ids';
import { listOf } from '../../../fields/chatbot/list';

/** Of one bot GET /chats, across channels GET /chatbots/dialogs (chatbot services' APIs). */
export const getMany = listing({
	...listOf,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many chats',
		description: 'Get many chats of one bot, or of all channels together',
	},
	fields: [anyChannelField, { ...botId, displayOptions: { hide: { channel: ['all'] } } }],
	prepare: (item) => {
		const channel = readAnyChannel(item);
		if (channel === 'all') return inAllChannels(get`/dialogs`);
		return inChannel(channel, { ...get`/chats`, query: { bot_id: readChatbotId(item, 'botId') } });
	},
	request: (request) => request,
	// Dialogs come as `{ list, total … }`.
	records: (body) => elementsOf((body as IDataObject | null)?.list ?? body) as IDataObject[],
	identify: ({ contact, _id }) => (contact as IDataObject | undefined)?.id ?? _id,
});
