import { listing } from '../../../engine/run/operation';
import { isRecord } from '../../../engine/api/record';
import {
	anyChannelField,
	inAllChannels,
	inChannel,
	readAnyChannel,
	withChannel,
} from '../../fields/channelField';
import { contactRecord } from '../../fields/contact';
import { botId, readChatbotId } from '../../fields/ids';
import { listOf } from '../../fields/list';
import { get } from '../../product';

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
		if (channel === 'all') return { channel, request: inAllChannels(get`/dialogs`) };
		const query = { bot_id: readChatbotId(item, 'botId') };
		return { channel, request: inChannel(channel, { ...get`/chats`, query }) };
	},
	request: ({ request }) => request,
	// Dialogs come as `{ list, total … }`.
	records: (body) => listOf.records(isRecord(body) ? (body.list ?? body) : body),
	identify: ({ contact, _id }) => _id ?? (isRecord(contact) ? contact.id : undefined),
	output: (record, { channel }) => {
		const { contact } = record;
		const known = isRecord(contact) ? { ...record, contact: contactRecord(contact) } : record;
		return withChannel(known, channel);
	},
});
