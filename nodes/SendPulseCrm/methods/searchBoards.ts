import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matching, openForPerson } from '../../engine/run/pickLists';
import { boardsOf } from '../fields/boardId';
import { asEntry } from './options';

/** Task boards to pick one from. */
export async function searchBoards(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return matching((await openForPerson(this, boardsOf)).map(asEntry), filter);
}
