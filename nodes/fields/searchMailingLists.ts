import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../engine/run/pickLists';
import { get } from '../SendPulse/product';

/** Mailing lists to pick from: all of them, page after page, or those whose name holds the text. */
export async function searchMailingLists(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchPages(this, [{ request: get`/addressbooks`, entry }], filter, paginationToken);
}

const entry = ({ id, name, all_email_qty: contacts }: IDataObject) => ({
	name: String(name),
	value: String(id),
	description: `${String(contacts)} contacts`,
});
