import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { pick } from '../../engine/pickLists';
import { get } from '../../engine/request';

/** Senders to pick from. The API gives them all at once. */
export async function searchSenders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const senders = (await pick(this, get`/senders`)) as Array<{ email: string; name: string }>;
	const wanted = (filter ?? '').trim().toLowerCase();
	return {
		results: senders
			.map(({ email, name }) => ({ name: name ? `${name} <${email}>` : email, value: email }))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}
