import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { get } from '../product';
import { ofBots } from './ofBots';

// Chatbot services' APIs, schema Flow.
const INACTIVE = 2;

/** Flows to choose from. */
export async function getFlows(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await ofBots(this, get`/flows`, ({ id, name, status }, named) => ({
		name: named(`${String(name)}${status === INACTIVE ? ' [inactive]' : ''}`),
		value: String(id),
	}));
}
