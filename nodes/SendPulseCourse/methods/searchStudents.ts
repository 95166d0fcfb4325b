import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../../engine/run/pickLists';
import { post } from '../product';

/** Students to pick one from; of what was typed SendPulse itself finds those who have it. */
export async function searchStudents(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const searchString = (filter ?? '').trim();
	const body = searchString === '' ? {} : { searchString };
	const request = { ...post`/students/auditory`, body };
	return await searchPages(this, [{ request, entry }], filter, paginationToken);
}

function entry({ id, firstName, lastName, email }: IDataObject) {
	const name = [firstName, lastName].filter(Boolean).map(String).join(' ');
	const address = email ? String(email) : '';
	const shown = name && address ? `${name} (${address})` : name || address || String(id);
	return { name: shown, value: String(id) };
}
