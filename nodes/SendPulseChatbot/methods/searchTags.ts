import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matchingOptions } from '../../engine/run/pickLists';
import { getTags } from './getTags';

/** Tags to pick one from. */
export async function searchTags(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return matchingOptions(await getTags.call(this), filter);
}
