import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matchingOptions } from '../../engine/run/pickLists';
import { getCategories } from './getCategories';

/** Categories of products to pick one from. */
export async function searchCategories(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return matchingOptions(await getCategories.call(this), filter);
}
