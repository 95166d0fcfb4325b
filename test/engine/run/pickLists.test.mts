/** Pick lists in the editor, where a person waits. In real time. */
import { Bench } from '../bench.mts';
import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';
import { matching } from '../../../nodes/engine/run/pickLists';
import { callMethod, type StoredCredential } from '../../n8n.mts';

const search = async (credential: StoredCredential, filter?: string, token?: string) =>
	(await callMethod(
		'listSearch',
		'searchMailingLists',
		credential,
		{},
		filter,
		token,
	)) as INodeListSearchResult;

const variables = async (credential: StoredCredential, mailingListId: unknown) =>
	(await callMethod('loadOptions', 'getListVariables', credential, {
		mailingListId,
	} as IDataObject)) as IDataObject[];

test('entries match by a part of their name in any case, or by their whole value', () => {
	const entries = [
		{ name: 'Customers', value: '12' },
		{ name: 'List 12', value: '5' },
		{ name: 'Other', value: '123' },
	];
	const found = (filter?: string) => matching(entries, filter).results.map(({ value }) => value);
	expect(found('CUSTOM')).toEqual(['12']);
	expect(found(' 12 ')).toEqual(['12', '5']);
	expect(found('')).toEqual(['12', '5', '123']);
	expect(found()).toEqual(['12', '5', '123']);
	expect(found('nothing')).toEqual([]);
});

test('a page at a time, and where to go on', async () => {
	const bench = await Bench.start({ manyLists: true });
	const credential = bench.credential();
	const first = await search(credential);
	expect(first.results).toHaveLength(100);
	const second = await search(credential, undefined, first.paginationToken as string);
	expect(second.results).toHaveLength(33);
	expect(second.paginationToken).toBeUndefined();
	const ids = [...first.results, ...second.results].map(({ value }) => value);
	expect(new Set(ids).size).toBe(133);
	expect(bench.tokenRequests).toBe(1);
});

test('a name on a later page is found', async () => {
	const bench = await Bench.start({ manyLists: true });
	const { results, paginationToken } = await search(bench.byKey(), 'archive 13');
	expect(results.map(({ name }) => name)).toEqual(['Archive 130']);
	expect(paginationToken).toBeUndefined();
	expect(bench.requests).toHaveLength(2);
});

test('a lost connection is tried again once', async () => {
	const bench = await Bench.start();
	bench.sandbox.faults.add({ kind: 'reset', times: 1 });
	expect((await search(bench.byKey())).results).toHaveLength(3);
	bench.sandbox.faults.add({ kind: 'reset' });
	await expect(search(bench.byKey())).rejects.toThrow(
		'The connection to SendPulse was lost, 2 times in a row',
	);
});

test('refused for its pace, a person is told soon', async () => {
	const bench = await Bench.start();
	bench.sandbox.faults.add({ kind: 'quota429', retryAfter: 60 });
	await expect(search(bench.byKey())).rejects.toThrow('10 a second');
	expect(bench.requests).toHaveLength(1);
});

test('failures are in words of ours, without the key', async () => {
	const bench = await Bench.start();
	const credential = bench.byKey();
	bench.account.apiKeys[0]!.revoked = true;
	const error = await search(credential).catch((thrown: unknown) => thrown as Error);
	expect((error as Error).message).toContain('did not accept the credential');
	expect(JSON.stringify(error)).not.toContain(credential.data.apiKey);
});

test('what hangs on another choice is empty until that is made', async () => {
	const bench = await Bench.start();
	const list = bench.list('Newsletter');
	expect(
		(await variables(bench.byKey(), { __rl: true, mode: 'list', value: String(list) })).length,
	).toBeGreaterThan(0);
	expect(await variables(bench.byKey(), { __rl: true, mode: 'list', value: '' })).toEqual([]);
	expect(await variables(bench.byKey(), { __rl: true, mode: 'id', value: 'x' })).toEqual([]);
	expect(bench.requests).toHaveLength(1);
});
