import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matchingOptions } from '../../engine/run/pickLists';
import { getVariables } from './getVariables';

/** Variables to pick one from. */
export async function searchVariables(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return matchingOptions(await getVariables.call(this), filter);
}
