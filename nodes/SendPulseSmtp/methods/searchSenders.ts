import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { elementsOf } from '../../engine/run/outcome';
import { matching, pick } from '../../engine/run/pickLists';
import { get } from '../product';

/** Senders of the SMTP service to pick from. The API gives them all at once. */
export async function searchSenders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const senders = elementsOf(await pick(this, get`/smtp/senders`)).map(String);
	return matching(
		senders.map((email) => ({ name: email, value: email })),
		filter,
	);
}
