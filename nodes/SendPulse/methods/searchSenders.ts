import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matching, pick } from '../../engine/run/pickLists';
import { get } from '../product';

/** Senders to pick from. The API gives them all at once. */
export async function searchSenders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const senders = (await pick(this, get`/senders`)) as Array<{
		email: string;
		name: string;
		status?: string;
	}>;
	return matching(
		senders.map(({ email, name, status }) => ({
			name: `${name ? `${name} <${email}>` : email}${status && status !== 'Active' ? ` (${status})` : ''}`,
			value: email,
		})),
		filter,
	);
}
