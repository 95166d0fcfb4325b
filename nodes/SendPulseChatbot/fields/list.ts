import type { IDataObject } from 'n8n-workflow';
import type { Listing } from '../../engine/run/operation';
import { asRecords, elementsOf } from '../../engine/run/outcome';
import type { ItemParameters } from '../../engine/parameters/parameters';
import type { ApiRequest } from '../../engine/api/request';
import { channelField, inChannel, readChannel } from './channelField';
import type { ChannelId } from './channels';
import { botId, readChatbotId } from './ids';

/** What the lists of the chatbots' API have in common. */
export const listOf = {
	identify: ({ id }: IDataObject) => id,
	// The specifications say an object, real answers are lists.
	records: (body: unknown) => asRecords(elementsOf(body)),
} satisfies Partial<Listing<unknown>>;

/** Likewise, of one bot. */
export const listOfBot = (request: ApiRequest) => ({
	...listOf,
	fields: [channelField, botId],
	prepare: (item: ItemParameters) => ({
		channel: readChannel(item),
		botId: readChatbotId(item, 'botId'),
	}),
	request: ({ channel, botId }: { channel: ChannelId; botId: string }) =>
		inChannel(channel, { ...request, query: { bot_id: botId } }),
});
