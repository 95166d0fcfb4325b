import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matchingOptions } from '../../engine/run/pickLists';
import { getUsers } from './getUsers';

/** Members of the team to pick one from. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return matchingOptions(await getUsers.call(this), filter);
}
