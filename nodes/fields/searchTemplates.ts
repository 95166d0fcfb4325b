import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../engine/run/pickLists';
import { get } from '../SendPulse/product';

const OWNERS = ['me', 'sendpulse'];

/** Templates to pick from, the account's own ones first. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const lists = OWNERS.map((owner) => ({
		request: { ...get`/templates`, query: { owner } },
		entry: (record: IDataObject) => entry(record, owner),
	}));
	return await searchPages(this, lists, filter, paginationToken);
}

const entry = ({ real_id: id, name, lang }: IDataObject, owner: string) => ({
	name: `${String(name)}${owner === 'me' ? '' : ' (SendPulse)'}${lang ? ` [${String(lang)}]` : ''}`,
	value: String(id),
});
