import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { openForPerson } from '../../engine/run/pickLists';
import { recordsIn } from '../fields/records';
import { post } from '../product';
import { asEntry } from './options';

/** Tasks to pick from, searched by SendPulse itself; no document speaks of pages (CRM API, "Get tasks list"). */
export async function searchTasks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const name = filter?.trim();
	const request = { ...post`/tasks/list`, body: name ? { name } : {} };
	const tasks = await openForPerson(this, async (client) =>
		recordsIn(await client.send(request, { repeatable: true })),
	);
	return { results: tasks.map(asEntry) };
}
