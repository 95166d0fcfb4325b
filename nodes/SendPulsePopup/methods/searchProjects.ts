import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../../engine/run/pickLists';
import { get } from '../product';

/** Projects to pick from, by their names. */
export async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchPages(this, [{ request: get`/widgets/list`, entry }], filter, paginationToken);
}

function entry({ id, name, domains }: IDataObject) {
	const [domain] = [domains ?? []].flat();
	const shown = String(name || id);
	return {
		name: domain && domain !== name ? `${shown} (${String(domain)})` : shown,
		value: String(id),
	};
}
