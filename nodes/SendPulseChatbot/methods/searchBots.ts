import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matching, openForPerson } from '../../engine/run/pickLists';
import { botsOf, chosenChannel } from './chosen';

/** Bots of the channel to pick from. */
export async function searchBots(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const channel = chosenChannel(this);
	const bots = await openForPerson(this, async (client) => await botsOf(client, channel));
	return matching(
		bots.map(({ id, name }) => ({ name, value: id })),
		filter,
	);
}
