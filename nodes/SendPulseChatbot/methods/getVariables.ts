import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { get } from '../product';
import { ofBots } from './ofBots';

// Chatbot services' APIs, schema Variable.
const OF_BOT = 2;
const TRASHED = 2;

/** Variables of contacts to choose from, by their names. */
export async function getVariables(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await ofBots(this, get`/variables`, ({ name, description, type, status }) =>
		type === OF_BOT || status === TRASHED
			? undefined
			: {
					name: String(name),
					value: String(name),
					...(description ? { description: String(description) } : {}),
				},
	);
}
