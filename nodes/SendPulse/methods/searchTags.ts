import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matching } from '../../engine/pickLists';
import { getTags } from './getTags';

/** Tags to pick one from. */
export async function searchTags(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const tags = await getTags.call(this);
	return matching(
		tags.map(({ name, value }) => ({ name, value: String(value) })),
		filter,
	);
}
