import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../../engine/run/pickLists';
import { inChannel } from '../fields/channelField';
import { personName } from '../../fields/chatbots';
import { get } from '../product';
import { chosenBots, chosenChannel, named } from './chosen';

/** Contacts to pick from: those of the chats, since no channel can search its contacts. */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const channel = chosenChannel(this);
	return await searchPages(
		this,
		async (client) => {
			const bots = await chosenBots(this, client, channel);
			return bots.map((bot) => ({
				request: inChannel(channel, { ...get`/chats`, query: { bot_id: bot.id } }),
				entry: ({ contact }: IDataObject) => {
					const { id, channel_data: data } = (contact ?? {}) as IDataObject;
					const name = personName(data as IDataObject | undefined) || String(id);
					return { name: named(name, bot, bots), value: String(id) };
				},
			}));
		},
		filter,
		paginationToken,
	);
}
