import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../../engine/pickLists';
import { get } from '../../engine/request';

const OWNERS = ['me', 'sendpulse'];

/**
 * Templates to pick from, the account's own ones first. The token says whose list goes on where:
 * `me:100`, `sendpulse:0`.
 */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	let [owner, offset] = paginationToken ? String(paginationToken).split(':') : [OWNERS[0], '0'];
	for (;;) {
		const request = { ...get`/templates`, query: { owner } };
		const { results, paginationToken: next } = await searchPages(
			this,
			request,
			(record) => entry(record, owner),
			filter,
			offset,
		);
		if (next !== undefined) return { results, paginationToken: `${owner}:${String(next)}` };
		const following = OWNERS[OWNERS.indexOf(owner) + 1];
		if (following === undefined) return { results };
		if (results.length > 0) return { results, paginationToken: `${following}:0` };
		[owner, offset] = [following, '0'];
	}
}

const entry = ({ real_id: id, name, lang }: IDataObject, owner: string) => ({
	name: `${String(name)}${owner === 'me' ? '' : ' (SendPulse)'}${lang ? ` [${String(lang)}]` : ''}`,
	value: String(id),
});
