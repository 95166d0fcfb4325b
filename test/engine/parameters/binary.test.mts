/** Files of input items, wherever n8n keeps them. */
import type { IBinaryData, IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { requests } from '../../../nodes/engine/api/request';
import { inputFile, inputFiles, type InputFile } from '../../../nodes/engine/parameters/binary';
import type { ItemParameters } from '../../../nodes/engine/parameters/parameters';
import { read } from '../../../nodes/engine/run/operation';
import { answeringBy, says } from '../../api.mts';
import { BINARY_MODES, keepFilesIn, storedFile, withoutSize } from '../binaryModes.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { get } = requests(plainProduct);

/** What was found in each item, and what is read of it. */
let found: InputFile[];
let contents: string[];

const reading = (value: string, prepare: (item: ItemParameters) => Promise<InputFile[]>) =>
	read({
		option: named(value),
		fields: [
			{ displayName: 'Files', name: 'files', type: 'string', default: 'data' },
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				default: {},
				options: [{ displayName: 'More', name: 'more', type: 'string', default: '' }],
			},
		],
		prepare,
		request: async (files) => {
			found.push(...files);
			for (const file of files) {
				const content = await file.content();
				contents.push(content.toString());
				const pieces = [];
				for await (const piece of file.chunks()) pieces.push(piece);
				expect(Buffer.concat(pieces).equals(content)).toBe(true);
				expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(256 * 1024);
			}
			return get`/x`;
		},
	});

const node = madeUp(plainProduct, [
	reading('several', async (item) => await inputFiles(item, item, 'files')),
	reading(
		'bounded',
		async (item) => await inputFiles(item, item, 'files', { most: 2, largest: 9 }),
	),
	reading('one', async (item) => [await inputFile(item, item, 'files')]),
	reading('option', async (item) => await inputFiles(item, item.options, 'more')),
]);

beforeEach(() => {
	found = [];
	contents = [];
	answeringBy(() => says({}));
});

const run = async (
	operation: string,
	files: unknown,
	binary: IBinaryKeyData | undefined,
	more: IDataObject = {},
) =>
	await node.run(
		operation,
		{ files: files as string, ...more },
		{ files: [binary as IBinaryKeyData] },
	);

describe.each(BINARY_MODES)('where n8n keeps files: %s', (mode) => {
	beforeEach(async () => await keepFilesIn(mode));

	test('one field, several with commas, a list, the file itself', async () => {
		const binary = {
			a: await storedFile('one', { fileName: '1.txt', mimeType: 'text/plain' }),
			b: await storedFile('two', { fileExtension: 'csv' }),
			c: await storedFile('three', { fileName: '/tmp/../3.txt' }),
		};
		for (const files of ['a', ' a, b ,c', ['b', 'c'], '["c"]']) {
			const { error } = await run('several', files, binary);
			expect(error).toBeUndefined();
		}
		expect(contents).toEqual([
			...['one'],
			...['one', 'two', 'three'],
			...['two', 'three'],
			...['three'],
		]);
		expect(found.slice(1, 4).map(({ name, bytes }) => [name, bytes])).toEqual([
			['1.txt', 3],
			['b.csv', 3],
			['3.txt', 5],
		]);
		expect(found[0].mimeType).toBe('text/plain');
	});

	test('an expression that gives the file itself, where n8n gives that', async () => {
		const { error } = await run('several', '={{ $binary.a }}', { a: await storedFile('one') });
		if (mode === 'memory') {
			expect(error?.message).toBe(
				"'Files' has to be the name of a binary field. Nothing was sent.",
			);
		} else expect(contents).toEqual(['one']);
	});

	test('in pieces, for files too large to hold', async () => {
		const { error } = await run('one', 'data', {
			data: await storedFile(Buffer.alloc(1_000_000, 'abc'), { fileName: 'a' }),
		});
		expect(error).toBeUndefined();
		expect(found[0].bytes).toBe(1_000_000);
	});

	test('its size is known where n8n keeps it as rounded text alone, as it did', async () => {
		const data = withoutSize(await storedFile('one', { fileName: 'a' }));
		await run('one', 'data', { data });
		expect(found[0].bytes).toBe(3);
	});

	test('of each item its own', async () => {
		const { error } = await node.run(
			'one',
			{ files: '={{ $json.field }}' },
			{
				items: [{ field: 'a' }, { field: 'b' }],
				files: [{ a: await storedFile('one') }, { b: await storedFile('two') }],
			},
		);
		expect(error).toBeUndefined();
		expect(contents.sort()).toEqual(['one', 'two']);
	});
});

test.each(['filesystem', 's3'] as const)(
	'among the JSON of the item, by name, path or as itself; n8n keeps files: %s',
	async (mode) => {
		await keepFilesIn(mode);
		const item = { _files: { data: await storedFile('one') }, mine: await storedFile('two') };
		const runWith = async (files: string) =>
			await node.run(
				'several',
				{ files },
				{ items: [item as unknown as IDataObject], binaryMode: 'combined' },
			);
		for (const files of ['data', '_files.data', 'mine', '={{ $json._files.data }}']) {
			const { error } = await runWith(files);
			expect(error).toBeUndefined();
		}
		expect(contents).toEqual(['one', 'one', 'two', 'one']);
		expect(found[0].name).toBe('data');
		const { error } = await runWith('other');
		expect(error?.message).toContain(
			"names 'other', and the input item has no such binary field, but 'data'",
		);
	},
);

test.each<[string, string, unknown, string[], string]>([
	[
		'no such field',
		'several',
		'z',
		['a', 'b'],
		"'Files' names 'z', and the input item has no such binary field, but 'a', 'b'.",
	],
	['no files', 'several', 'data', [], "'Files' names 'data', and the input item has no files."],
	[
		'a prototype',
		'several',
		'constructor',
		['a'],
		"'Files' names 'constructor', and the input item has no such binary field, but 'a'.",
	],
	[
		'an object that is none',
		'several',
		'={{ { "a": 1 } }}',
		['a'],
		`'Files' has to be a list of single values, not '{"a":1}'.`,
	],
	[
		'an empty file',
		'several',
		'a, empty',
		['a', 'empty'],
		"'Files' holds 'empty', which is empty.",
	],
	[
		'one field twice',
		'several',
		'a, a',
		['a'],
		"'Files' has two files named 'a'. Give them different names.",
	],
	[
		'too many',
		'bounded',
		'a, b, c',
		['a', 'b', 'c'],
		"'Files' names 3 files, and SendPulse takes 2.",
	],
	[
		'too large in all',
		'bounded',
		'a, long',
		['a', 'long'],
		"'Files' is larger than 0 MB in all, more than this node takes at once. Leave a file out.",
	],
	[
		'several where one is wanted',
		'one',
		'a, b',
		['a', 'b'],
		"'Files' names 2 files, and SendPulse takes 1.",
	],
	[
		'none where one is wanted',
		'one',
		'',
		['a'],
		"'Files' is empty. Enter the name of the binary field with the file.",
	],
])('refuses %s before anything is sent', async (_, operation, files, fields, text) => {
	const binary: IBinaryKeyData = {};
	for (const field of fields) {
		const content = { empty: '', long: '123456789' }[field] ?? '1';
		binary[field] = await storedFile(content, { fileName: field });
	}
	const { error } = await run(operation, files, fields.length > 0 ? binary : undefined);
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(found).toEqual([]);
});

test('none is needed where the option is not there; added and empty it is refused', async () => {
	expect((await run('option', 'data', undefined)).error).toBeUndefined();
	const { error } = await run('option', 'data', undefined, { options: { more: '' } });
	expect(error?.message).toContain("'More' was added but is empty");
});

test('a file that n8n has lost since is told of', async () => {
	await keepFilesIn('s3');
	const data: IBinaryData = { ...(await storedFile('one', { fileName: 'a.txt' })), id: 's3:gone' };
	const { error } = await run('one', 'data', { data });
	expect(error?.message).toContain(
		"n8n does not find the content of the file 'a.txt' any more. Run the workflow from the node that gives it.",
	);
});
