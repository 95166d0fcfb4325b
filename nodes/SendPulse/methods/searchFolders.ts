import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matching, pick } from '../../engine/run/pickLists';
import { foldersIn, treeRequest } from '../fields/folders';
import { written } from '../fields/paths';

/** Folders of the file manager to pick one from, the uppermost first. */
export async function searchFolders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const folders = foldersIn(await pick(this, treeRequest)).map(written);
	return matching(
		['/', ...folders].map((path) => ({ name: path, value: path })),
		filter,
	);
}
