import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { openForPerson } from '../../engine/pickLists';
import type { ApiRequest } from '../../engine/request';
import { inChannel } from '../../fields/chatbot/channelField';
import { allOf, chosenBots, chosenChannel, named, type Bot } from './chosen';

/** What the picked bot has of something, or every bot of the channel, to choose from. */
export async function ofBots(
	context: ILoadOptionsFunctions,
	request: ApiRequest,
	entry: (record: IDataObject, name: (text: string) => string) => INodePropertyOptions,
): Promise<INodePropertyOptions[]> {
	const channel = chosenChannel(context);
	return await openForPerson(context, async (client) => {
		const bots = await chosenBots(context, client, channel);
		const ofOne = async (bot: Bot) => {
			const query = { ...request.query, bot_id: bot.id };
			const records = await allOf(client, inChannel(channel, { ...request, query }));
			return records.map((record) => entry(record, (text) => named(text, bot, bots)));
		};
		const entries = (await Promise.all(bots.map(ofOne))).flat();
		// Bots may share a tag or variable of one name, and it is the name that counts.
		return [...new Map(entries.map((option) => [option.value, option])).values()];
	});
}
