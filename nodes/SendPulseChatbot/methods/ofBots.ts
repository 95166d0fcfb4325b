import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { openForPerson } from '../../engine/run/pickLists';
import type { ApiRequest } from '../../engine/api/request';
import { inChannel } from '../fields/channelField';
import { allOf, chosenBots, chosenChannel, named } from './chosen';

/**
 * What the picked bot has of something, or every bot of the channel, to choose from.
 *
 * @param entry what is shown of a record; undefined where it can't be chosen
 */
export async function ofBots(
	context: ILoadOptionsFunctions,
	request: ApiRequest,
	entry: (record: IDataObject, named: (text: string) => string) => INodePropertyOptions | undefined,
): Promise<INodePropertyOptions[]> {
	const channel = chosenChannel(context);
	return await openForPerson(context, async (client) => {
		const bots = await chosenBots(context, client, channel);
		// By its value: bots may share a tag or variable of one name, and it is the name that counts.
		const entries = new Map<INodePropertyOptions['value'], INodePropertyOptions>();
		// One bot after the other: many at once would wait for their turn for too long.
		for (const bot of bots) {
			const query = { ...request.query, bot_id: bot.id };
			for (const record of await allOf(client, inChannel(channel, { ...request, query }))) {
				const option = entry(record, (text) => named(text, bot, bots));
				if (option) entries.set(option.value, option);
			}
		}
		return [...entries.values()];
	});
}
