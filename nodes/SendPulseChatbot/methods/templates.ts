import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { elementsOf } from '../../engine/outcome';
import { openForPerson } from '../../engine/pickLists';
import { get } from '../../engine/request';
import { inChannel } from '../../fields/chatbot/channelField';
import { chosenBots } from './chosen';

/** The WhatsApp templates of the picked bot, or of all WhatsApp bots. */
export const templatesOf = async (context: ILoadOptionsFunctions): Promise<IDataObject[]> =>
	await openForPerson(context, async (client) => {
		const bots = await chosenBots(context, client, 'whatsapp');
		const ofOne = async ({ id }: { id: string }) => {
			const request = inChannel('whatsapp', { ...get`/templates`, query: { bot_id: id } });
			return elementsOf(await client.send(request)) as IDataObject[];
		};
		return (await Promise.all(bots.map(ofOne))).flat();
	});
