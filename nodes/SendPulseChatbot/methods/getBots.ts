import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { asRecords, elementsOf } from '../../engine/outcome';
import { openForPerson } from '../../engine/pickLists';
import { get } from '../../engine/request';
import { botName } from '../../fields/chatbot/bot';
import { inAllChannels } from '../../fields/chatbot/channelField';

/** The bots of all channels, to choose several from; this list has no pages (Chatbots service API, GET /bots). */
export async function getBots(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const bots = await openForPerson(this, async (client) =>
		asRecords(elementsOf(await client.send(inAllChannels(get`/bots`)))),
	);
	return bots.map((bot) => ({ name: botName(bot), value: String(bot.id) }));
}
