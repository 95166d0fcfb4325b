import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ItemParameters } from '../../engine/parameters/parameters';
import type { ApiRequest } from '../../engine/api/request';
import { withName } from '../../fields/statusName';
import { CHANNEL_IDS, channelOf, type ChannelId } from './channels';

/** Channels to choose from, in the order that n8n wants for options. */
export const channelOptions = (ids: readonly ChannelId[]): INodePropertyOptions[] =>
	ids
		.map((value) => ({ name: channelOf(value).name, value }))
		.sort((one, other) => one.name.localeCompare(other.name, 'en'));

export const channelField: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'options',
	options: channelOptions(CHANNEL_IDS),
	default: 'telegram',
	description: 'The messenger of the bot and its contacts',
};

/**
 * For what WhatsApp alone can do. It is shown, though there is nothing to choose: n8n keeps the channel
 * when the operation is changed, and puts back only what an options field has not.
 */
export const whatsAppField: INodeProperties = {
	...channelField,
	options: channelOptions(['whatsapp']),
	default: 'whatsapp',
};

/** @throws InputProblem for a channel that is none of these */
export const readChannel = (item: ItemParameters, ids: readonly ChannelId[] = CHANNEL_IDS) =>
	item.choice('channel', ids) as ChannelId;

export const readWhatsApp = (item: ItemParameters) => readChannel(item, ['whatsapp']);

/** A request to the channel's part of the API, whose answers are `{ success, data }`. */
export const inChannel = (channel: ChannelId, request: ApiRequest): ApiRequest => ({
	...request,
	path: `${channelOf(channel).path}${request.path}`,
});

/** A request about all channels together. */
export const inAllChannels = (request: ApiRequest): ApiRequest => ({
	...request,
	path: `/chatbots${request.path}`,
});

/** For lists that SendPulse has across channels as well. */
export const anyChannelField: INodeProperties = {
	...channelField,
	options: [{ name: 'All Channels', value: 'all' }, ...channelOptions(CHANNEL_IDS)],
	default: 'all',
};

export const readAnyChannel = (item: ItemParameters) =>
	item.choice('channel', ['all', ...CHANNEL_IDS]) as ChannelId | 'all';

/** How records of all channels together name theirs (Chatbots service API, schema Account). */
const SERVICES: Record<number, ChannelId> = {
	1: 'messenger',
	3: 'telegram',
	4: 'whatsapp',
	5: 'instagram',
	6: 'viber',
	7: 'liveChat',
	8: 'tiktok',
};

/** Services whose bots have no part of the API that this node could use. */
const OTHER_SERVICES: Record<number, string> = {
	1000: 'Bridge',
	1001: 'Telegram (personal account)',
};

/**
 * The record and its channel, as the other operations want that. Records of services that are no channel
 * of this node have `serviceName` instead.
 */
export function withChannel(record: IDataObject, asked: ChannelId | 'all'): IDataObject {
	const channel = asked === 'all' ? SERVICES[Number(record.service)] : asked;
	if (channel) return { channel, ...record };
	return OTHER_SERVICES[Number(record.service)]
		? withName(record, 'service', 'serviceName', OTHER_SERVICES)
		: record;
}
