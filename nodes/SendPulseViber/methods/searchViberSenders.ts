import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { asRecords, elementsOf } from '../../engine/run/outcome';
import { matching, pick } from '../../engine/run/pickLists';
import { get } from '../product';

const VERIFIED = 'verified';

/** Viber senders to pick from. The API gives them all at once. */
export async function searchViberSenders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const senders = asRecords(elementsOf(await pick(this, get`/viber/senders`)));
	return matching(senders.map(entry), filter);
}

/** A sender has its countries in a list, in some answers one of them as text. */
function entry({ id, name, status, countries, country }: IDataObject) {
	const places = [countries ?? country ?? []].flat().map(String);
	const more = [...places, ...(status === VERIFIED || !status ? [] : [String(status)])];
	return {
		name: `${String(name)}${more.length > 0 ? ` (${more.join(', ')})` : ''}`,
		value: String(id),
	};
}
