import { NodeOperationError, type IDataObject, type ILoadOptionsFunctions } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import { allPages } from '../../engine/run/pickLists';
import { isRecord } from '../../engine/api/record';
import type { ApiRequest } from '../../engine/api/request';
import { botName } from '../../fields/chatbots';
import { inChannel } from '../fields/channelField';
import { isChannel, type ChannelId } from '../fields/channels';
import { isChatbotId } from '../fields/ids';
import { get } from '../product';

/** A bot, as far as pick lists need it. */
export interface Bot {
	id: string;
	name: string;
}

/**
 * The channel that is chosen in the editor.
 *
 * @throws NodeOperationError where it is an expression that n8n can't work out yet
 */
export function chosenChannel(context: ILoadOptionsFunctions): ChannelId {
	const channel = context.getCurrentNodeParameter('channel');
	if (isChannel(channel)) return channel;
	throw new NodeOperationError(
		context.getNode(),
		"Choose a channel to see what can be picked. Where 'Channel' is an expression, enter IDs and names yourself.",
	);
}

/** All records of one of the chatbots' lists. */
export const allOf = async (client: Client, request: ApiRequest): Promise<IDataObject[]> =>
	await allPages(client, request, ({ id }) => id);

export async function botsOf(client: Client, channel: ChannelId): Promise<Bot[]> {
	const bots = await allOf(client, inChannel(channel, get`/bots`));
	return bots.map((bot) => ({ id: String(bot.id), name: botName(bot) }));
}

/**
 * What is picked in the editor, '' where nothing is. n8n's own `extractValue` would throw for a field
 * that the operation has not.
 */
export function picked(context: ILoadOptionsFunctions, name: string): string {
	const stored: unknown = context.getCurrentNodeParameter(name);
	const value = isRecord(stored) ? stored.value : stored;
	return typeof value === 'string' ? value.trim() : '';
}

/** The bot that is picked in the node; all of the channel where it has no bot, or none yet. */
export async function chosenBots(
	context: ILoadOptionsFunctions,
	client: Client,
	channel: ChannelId,
): Promise<Bot[]> {
	const id = picked(context, 'botId');
	if (isChatbotId(id)) return [{ id, name: '' }];
	return await botsOf(client, channel);
}

/** An entry of one of several bots says whose it is. */
export const named = (name: string, bot: Bot, bots: readonly Bot[]) =>
	bots.length > 1 ? `${name} (${bot.name})` : name;
