import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { pick } from '../../engine/run/pickLists';
import { tagsIn, tagsRequest } from '../fields/tagIds';

/** Tags of contacts to pick one from, searched by SendPulse itself. */
export async function searchTags(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const search = filter?.trim();
	const tags = tagsIn(await pick(this, tagsRequest(search ? { search } : {})));
	return { results: tags.map(({ id, name }) => ({ name: String(name), value: String(id) })) };
}
