import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { get } from '../product';
import { ofBots } from './ofBots';

/** Tags of contacts to choose from, by their names. */
export async function getTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await ofBots(this, get`/tags`, ({ name }) => ({
		name: String(name),
		value: String(name),
	}));
}
