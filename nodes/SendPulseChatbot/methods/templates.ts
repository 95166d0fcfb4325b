import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { elementsOf } from '../../engine/run/outcome';
import { openForPerson } from '../../engine/run/pickLists';
import { isRecord } from '../../engine/api/record';
import { inChannel } from '../fields/channelField';
import { templateKey } from '../fields/whatsAppTemplate';
import { get } from '../product';
import { chosenBots } from './chosen';

/** A template, as far as pick lists need it. */
export interface Template {
	key: string;
	name: string;
	language: string;
	/** WhatsApp sends no others. */
	approved: boolean;
	/** In SendPulse's words. */
	status: string;
	record: IDataObject;
}

/** The WhatsApp templates of the picked bot, or of all WhatsApp bots: those that can be sent first. */
export async function templatesOf(context: ILoadOptionsFunctions): Promise<Template[]> {
	const records = await openForPerson(context, async (client) => {
		const lists: unknown[][] = [];
		for (const { id } of await chosenBots(context, client, 'whatsapp')) {
			const request = inChannel('whatsapp', { ...get`/templates`, query: { bot_id: id } });
			lists.push(elementsOf(await client.send(request)));
		}
		return lists.flat().filter(isRecord);
	});
	const templates = records.map(templateIn);
	const inOrder = [
		...templates.filter(({ approved }) => approved),
		...templates.filter(({ approved }) => !approved),
	];
	// Bots may share a template; it is name and language that count.
	return inOrder.filter(
		({ key }, index) => inOrder.findIndex((other) => other.key === key) === index,
	);
}

function templateIn(record: IDataObject): Template {
	const [name, language, status] = [record.name, record.language, record.status].map(String);
	return {
		key: templateKey(name, language),
		name,
		language,
		approved: status === 'APPROVED',
		status: status.toLowerCase().replace(/_/g, ' '),
		record,
	};
}
