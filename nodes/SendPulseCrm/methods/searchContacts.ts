import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import { openForPerson } from '../../engine/run/pickLists';
import { recordsUnder } from '../../engine/run/outcome';
import { byEmail } from '../../fields/crmContact';
import { contactName } from '../fields/contactRecord';
import { post } from '../product';

const PAGE = 100;

const listed = recordsUnder('list');

const entry = (record: IDataObject) => ({
	name: contactName(record) || String(record.id),
	value: String(record.id),
});

/**
 * Contacts to pick from, searched by SendPulse itself: text with @ as a part of an address, digits as a part of
 * a number, anything else as a part of the first and of the last name.
 */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0) || 0;
	const wanted = filter?.trim() ?? '';
	return await openForPerson(this, async (client) => {
		if (wanted.includes('@')) {
			// It has no pages.
			const body = await client.send(byEmail(wanted, false), { repeatable: true });
			return { results: listed(body).map(entry) };
		}
		const pages = await Promise.all(
			searchesFor(wanted).map(async (search) => await page(client, search, offset)),
		);
		const seen = new Map(pages.flat().map((record) => [record.id, record]));
		const more = pages.some(({ length }) => length >= PAGE);
		return {
			results: [...seen.values()].map(entry),
			...(more ? { paginationToken: String(offset + PAGE) } : {}),
		};
	});
}

const page = async (client: Client, search: IDataObject, offset: number) =>
	listed(
		await client.send(
			{ ...post`/contacts/get-list`, body: { ...search, limit: PAGE, offset } },
			{ repeatable: true },
		),
	);

function searchesFor(wanted: string): IDataObject[] {
	if (wanted === '') return [{}];
	const digits = wanted.replace(/\D/g, '');
	if (digits.length >= 3 && /^[+\d\s().-]+$/.test(wanted)) return [{ phone: digits }];
	return [{ firstName: wanted }, { lastName: wanted }];
}
