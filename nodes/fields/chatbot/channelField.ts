import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ItemParameters } from '../../engine/parameters';
import type { ApiRequest } from '../../engine/request';
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

/** For what one channel alone can do: there is nothing to choose. */
export const whatsAppField: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'hidden',
	default: 'whatsapp',
	description: 'The messenger of the bot and its contacts',
};

export const readChannel = (item: ItemParameters, ids: readonly ChannelId[] = CHANNEL_IDS) =>
	item.choice('channel', ids) as ChannelId;

/** A request to the channel's part of the API, whose answers are `{ success, data }`. */
export const inChannel = (channel: ChannelId, request: ApiRequest): ApiRequest => ({
	...request,
	path: `${channelOf(channel).path}${request.path}`,
	wrapped: true,
});

/** A request about all channels together. */
export const inAllChannels = (request: ApiRequest): ApiRequest => ({
	...request,
	path: `/chatbots${request.path}`,
	wrapped: true,
});

/** For lists that SendPulse has across channels as well. */
export const anyChannelField: INodeProperties = {
	...channelField,
	options: [{ name: 'All Channels', value: 'all' }, ...channelOptions(CHANNEL_IDS)],
	default: 'all',
};

export const readAnyChannel = (item: ItemParameters) =>
	item.choice('channel', ['all', ...CHANNEL_IDS]) as ChannelId | 'all';
