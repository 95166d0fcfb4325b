import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { asRecords, elementsOf } from '../../engine/run/outcome';
import { openForPerson } from '../../engine/run/pickLists';
import { botName } from '../../fields/chatbots';
import { inAllChannels } from '../fields/channelField';
import { get } from '../product';

/** The bots of all channels, to choose several from; this list has no pages (Chatbots service API, GET /bots). */
export async function getBots(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const bots = await openForPerson(this, async (client) =>
		asRecords(elementsOf(await client.send(inAllChannels(get`/bots`)))),
	);
	return bots.map((bot) => ({ name: botName(bot), value: String(bot.id) }));
}
