import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matchingOptions } from '../../engine/run/pickLists';
import { getFlows } from './getFlows';

/** Flows to pick one from. */
export async function searchFlows(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return matchingOptions(await getFlows.call(this), filter);
}
