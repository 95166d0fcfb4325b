/** Output items with binary data, wherever n8n keeps it. */
import type { IDataObject } from 'n8n-workflow';
import { batched, listing, read, write } from '../../../nodes/engine/run/operation';
import { withFile, WithFiles } from '../../../nodes/engine/run/files';
import { saysSuccess } from '../../../nodes/engine/api/confirmed';
import { requests } from '../../../nodes/engine/api/request';
import { answering, answeringBy, says } from '../../api.mts';
import { numbered } from '../bench.mts';
import { BINARY_MODES, contentOf, keepFilesIn } from '../binaryModes.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { get, post } = requests(plainProduct);

const report = (text: string, name = 'report.csv') => ({
	content: Buffer.from(text),
	name,
	mimeType: 'text/csv',
});

const node = madeUp(plainProduct, [
	read({
		option: named('one'),
		fields: [],
		prepare: () => ({}),
		request: () => get`/one`,
		output: (body) => withFile(body as IDataObject, 'data', report('a,b\n')),
		simplify: ({ id }) => ({ id }),
	}),
	read({
		option: named('several'),
		fields: [],
		prepare: () => ({}),
		request: () => get`/several`,
		output: () => [
			withFile({ n: 1 }, 'data', report('one', '1.csv')),
			{ n: 2 },
			new WithFiles({ n: 3 }, { a: report('three'), b: { content: Buffer.from('%PDF-1.4') } }),
		],
	}),
	listing({
		option: named('list'),
		fields: [],
		prepare: () => ({}),
		request: () => get`/list`,
		identify: ({ id }) => id,
		paged: false,
		output: (record) => withFile(record, 'file', report(String(record.id))),
	}),
	write({
		option: named('make'),
		fields: [],
		prepare: (item) => ({ n: item.index }),
		request: ({ n }) => ({ ...post`/make`, body: { n } }),
		repeatable: false,
		confirmed: saysSuccess,
		output: (_, { n }) => withFile({ n }, 'data', report(String(n))),
	}),
	batched({
		option: named('together'),
		effect: 'read',
		fields: [],
		prepare: (item) => item.index,
		group: () => ({}),
		element: String,
		request: (numbers) => ({ ...post`/together`, body: { numbers } }),
		repeatable: true,
		outputs: (_, numbers) => numbers.map((n) => withFile({ n }, 'data', report(`no ${n}`))),
		counts: { noun: 'files', done: 'read' },
	}),
]);

describe.each(BINARY_MODES)('where n8n keeps files: %s', (mode) => {
	beforeEach(async () => await keepFilesIn(mode));

	test('a record with its file', async () => {
		answering(says({ id: 7, more: true }));
		const { items, error } = await node.run('one', { simplify: false });
		expect(error).toBeUndefined();
		const [{ json, binary, pairedItem }] = items;
		expect(json).toEqual({ id: 7, more: true });
		expect(pairedItem).toEqual({ item: 0 });
		expect(binary?.data).toMatchObject({
			fileName: 'report.csv',
			fileExtension: 'csv',
			mimeType: 'text/csv',
		});
		expect((await contentOf(binary!.data)).toString()).toBe('a,b\n');
		expect(Boolean(binary!.data.id)).toBe(mode !== 'memory');
	});

	test('Simplify shortens the record and leaves the file', async () => {
		answering(says({ id: 7, more: true }));
		const { items } = await node.run('one', { simplify: true });
		expect(items[0].json).toEqual({ id: 7 });
		expect((await contentOf(items[0].binary!.data)).toString()).toBe('a,b\n');
	});

	test('several items for each input item, with files or without, each linked to its own', async () => {
		answeringBy(() => says({}));
		const { items } = await node.run('several', {}, { items: numbered(2) });
		expect(items.map(({ json, pairedItem }) => [json.n, pairedItem])).toEqual([
			[1, { item: 0 }],
			[2, { item: 0 }],
			[3, { item: 0 }],
			[1, { item: 1 }],
			[2, { item: 1 }],
			[3, { item: 1 }],
		]);
		expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
			['data'],
			[],
			['a', 'b'],
			['data'],
			[],
			['a', 'b'],
		]);
		// Neither name nor type was given.
		expect(items[2].binary?.b.mimeType).toBe('application/pdf');
	});

	test.each<[string, number]>([
		['make', 2],
		['together', 2],
		['list', 1],
	])('of %s likewise', async (operation, count) => {
		answeringBy(() => says(operation === 'list' ? [{ id: 1 }, { id: 2 }] : { success: true }));
		const { items, error } = await node.run(
			operation,
			{ returnAll: true },
			{ items: numbered(count) },
		);
		expect(error).toBeUndefined();
		const contents = items.map(
			async ({ binary }) => await contentOf(Object.values(binary ?? {})[0]),
		);
		expect((await Promise.all(contents)).map(String)).toEqual(
			{ make: ['0', '1'], together: ['no 0', 'no 1'], list: ['1', '2'] }[operation],
		);
	});
});

test.each(['one', 'make', 'together'])(
	'%s: where n8n can not keep a file, that is said, and its item fails',
	async (operation) => {
		await keepFilesIn('full');
		answeringBy(() => says({ success: true }));
		const { items } = await node.run(
			operation,
			{ simplify: false },
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(items.map(({ json }) => json)).toEqual([
			{
				error:
					"n8n could not keep the file 'report.csv'. Check that the place where n8n keeps its binary data is there and not full.",
			},
		]);
	},
);

test('n8n moves files among the JSON where a workflow wants them there', async () => {
	await keepFilesIn('filesystem');
	answering(says({ id: 7 }));
	const { items } = await node.run('one', { simplify: false }, { binaryMode: 'combined' });
	expect(items[0].json).toMatchObject({ id: 7, _files: { data: { fileName: 'report.csv' } } });
});
