import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { checkedEmail } from '../../engine/parameters/email';
import { searchPages } from '../../engine/run/pickLists';
import { get } from '../product';

/** E-mails that were sent, to pick one from. Of a whole address the API itself finds those to it. */
export async function searchEmails(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const recipient = checkedEmail(filter ?? '');
	const request = { ...get`/smtp/emails`, query: { country: 'off', recipient } };
	return await searchPages(this, [{ request, entry }], filter, paginationToken);
}

const entry = ({ id, recipient, subject, send_date: date }: IDataObject) => ({
	name: [recipient, subject, date].filter(Boolean).map(String).join(', ') || String(id),
	value: String(id),
});
