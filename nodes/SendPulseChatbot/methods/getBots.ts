import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { openForPerson } from '../../engine/pickLists';
import { get } from '../../engine/request';
import { botName } from '../../fields/chatbot/bot';
import { inAllChannels } from '../../fields/chatbot/channelField';
import { allOf } from './chosen';

/** The bots of all channels, to choose several from. */
export async function getBots(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const bots = await openForPerson(
		this,
		async (client) => await allOf(client, inAllChannels(get`/bots`)),
	);
	return bots.map((bot) => ({ name: botName(bot), value: String(bot.id) }));
}
