import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { get } from '../../engine/request';
import { ofBots } from './ofBots';

/** Chatbot services' APIs, schema Variable: 1 belongs to the contact, 2 to the bot. */
const OF_BOT = 2;

/** Variables of contacts to choose from, by their names. */
export async function getVariables(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const variables = await ofBots(this, get`/variables`, ({ name, description, type }) => ({
		name: String(name),
		value: type === OF_BOT ? '' : String(name),
		...(description ? { description: String(description) } : {}),
	}));
	return variables.filter(({ value }) => value !== '');
}
