import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import type { Pager } from '../../engine/api/pager';
import type { ApiRequest } from '../../engine/api/request';
import { openForPerson } from '../../engine/run/pickLists';
import { recordsIn } from '../fields/records';

/**
 * One page of a list that SendPulse itself searches in; there is a next one as long as a page holds something, for
 * nobody knows how many it gives at once.
 */
export async function searchBySendPulse(
	context: ILoadOptionsFunctions,
	request: ApiRequest,
	pager: Pager,
	entry: (record: IDataObject) => INodeListSearchItems,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const from = Number(paginationToken ?? 0) || 0;
	return await openForPerson(context, async (client) => {
		const page = pager.page(request, pager.largest, from);
		const answer = await client.answerTo(page, { repeatable: true });
		const records = recordsIn(page.product.envelope.open(answer));
		const next = from + records.length;
		const total = pager.total?.(answer);
		const more = records.length > 0 && (total === undefined || next < total);
		return {
			results: records.map(entry),
			...(more ? { paginationToken: String(next) } : {}),
		};
	});
}
