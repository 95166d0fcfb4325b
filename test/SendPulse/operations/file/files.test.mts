/** Files and folders of the file manager, against the sandbox, in every place where n8n keeps files. */
import '../../../engine/virtualTime.mts';
import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import type { SandboxOptions } from '../../../../sandbox/index.mts';
import { Bench, goOn, run } from '../../../engine/bench.mts';
import { BINARY_MODES, keepFilesIn, storedFile } from '../../../engine/binaryModes.mts';

const PNG = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const png = async (fileName = 'photo.png', content = PNG) =>
	await storedFile(content, { fileName, mimeType: 'image/png' });

const begin = async (options: Partial<SandboxOptions> = {}) => await Bench.start(options);

async function upload(
	bench: Bench,
	files: IBinaryKeyData[],
	{ options = {}, ...parameters }: IDataObject = {},
	more: object = {},
) {
	const items = files.map((_, n) => ({ n }));
	const all = { folderPath: '/images', options, ...parameters };
	return await run(bench.byKey(), 'file', 'upload', all, { items, files, ...more });
}

const did = (bench: Bench) =>
	bench.requests.map(({ method, path }) => `${method} ${path.slice(13)}`);
const pathsOf = (bench: Bench) =>
	bench.sandbox.state.files
		.all()
		.map(({ path }) => path)
		.slice(2);

describe.each(BINARY_MODES)('where n8n keeps files: %s', (mode) => {
	beforeEach(async () => await keepFilesIn(mode));

	test('all files of an item leave in one form, byte for byte, and each is an item', async () => {
		const bench = await begin();
		const files = { data: await png(), b: await png('Größe 名.png', Buffer.from('two')) };
		const { items, error } = await upload(bench, [files], {
			filesBinaryProperties: 'data, b',
			folderPath: 'images/spring/',
			options: { width: 640 },
		});
		expect(error).toBeUndefined();
		expect(did(bench)).toEqual(['POST /file/exist', 'POST /file/exist', 'POST /file']);
		expect(JSON.parse(JSON.stringify(bench.requests[2]?.body))).toEqual({
			pathToStore: ['/images/spring'],
			width: ['640'],
			'content[]': [
				{ name: 'photo.png', type: 'image/png', size: 256 },
				{ name: 'Größe 名.png', type: 'image/png', size: 3 },
			],
		});
		expect(bench.sandbox.state.files.get('/images/spring/photo.png')?.content).toEqual(PNG);
		expect(items).toMatchObject([
			{ json: { path: '/images/spring/photo.png', size: 256 }, pairedItem: { item: 0 } },
			{ json: { path: '/images/spring/Größe 名.png', size: 3 }, pairedItem: { item: 0 } },
		]);
	});
});

describe('file.upload', () => {
	test('where SendPulse only says that it worked, the paths are those that were asked for', async () => {
		const bench = await begin({ fileUploadAnswer: 'success' });
		const { json } = await upload(bench, [{ data: await png() }], {
			options: { fileName: 'a b.png' },
		});
		expect(json).toEqual([{ success: true, path: '/images/a b.png', name: 'a b.png' }]);
	});

	test('the public address, from that of any picture', async () => {
		const bench = await begin();
		const base = `https://s71.sendpul.se/files/emailservice/userfiles/${'0a'.repeat(16)}71/`;
		const { json } = await upload(bench, [{ data: await png('a b.png') }], {
			options: { emailUrlBase: `${base}images/other.png` },
		});
		expect(json[0]?.url).toBe(`${base}images/a%20b.png`);
	});

	test('a name that is taken is an error before anything is sent', async () => {
		const bench = await begin();
		const { error } = await upload(bench, [{ data: await png() }, { data: await png('logo.gif') }]);
		expect(error?.message).toBe(
			"Item 2: 'When File Exists' is Fail, and SendPulse already has '/images/logo.gif'. Choose Keep Both or Overwrite, or another name. Nothing was sent.",
		);
		expect(pathsOf(bench)).toEqual([]);
	});

	test('so is one that two items of the run have', async () => {
		const bench = await begin();
		const { error } = await upload(bench, [{ data: await png() }, { data: await png() }]);
		expect(error?.message).toContain("several input items would upload '/images/photo.png'");
		expect(pathsOf(bench)).toEqual([]);
	});

	test('Keep Both takes the first number that is free, for each of them', async () => {
		const bench = await begin({ fileTaken: 'refuse' });
		const files = await Promise.all([1, 2, 3].map(async () => ({ data: await png('logo.gif') })));
		const { error } = await upload(bench, files, { options: { whenExists: 'keepBoth' } });
		expect(error).toBeUndefined();
		expect(pathsOf(bench).sort()).toEqual([1, 2, 3].map((n) => `/images/logo (${n}).gif`));
	});

	test.each([
		['overwrite', 1],
		['rename', 1],
		['refuse', 0],
	] as const)('Overwrite asks nothing; SendPulse: %s', async (fileTaken, uploads) => {
		const bench = await begin({ fileTaken });
		const { json, error } = await upload(bench, [{ data: await png('logo.gif') }], {
			options: { whenExists: 'overwrite' },
		});
		expect(did(bench)).toEqual(['POST /file']);
		expect([json.length, error?.message ?? '']).toEqual([
			uploads,
			uploads ? '' : expect.stringContaining('File already exists'),
		]);
	});

	test('a folder that is missing says so', async () => {
		const bench = await begin();
		const { error } = await upload(bench, [{ data: await png() }], { folderPath: '/new' });
		expect(error?.message).toMatch(/^There is no such file or folder\. .*Create Folder/);
	});

	test('Create Folder makes each level once, outermost first', async () => {
		const bench = await begin();
		const files = [{ data: await png('1.png') }, { data: await png('2.png') }];
		const { error } = await upload(bench, files, {
			folderPath: '/images/2026/may',
			options: { createFolder: true },
		});
		expect(error).toBeUndefined();
		expect(did(bench)).toEqual([
			'GET /directory',
			'POST /directory',
			'POST /directory',
			'POST /file',
			'POST /file',
		]);
		expect(pathsOf(bench)).toEqual(['/images/2026/may/1.png', '/images/2026/may/2.png']);
	});

	test.each(['keys', 'children'] as const)(
		'and knows those that are there: %s',
		async (fileTree) => {
			const bench = await begin({ fileTree });
			await upload(bench, [{ data: await png() }], {
				folderPath: '/images/spring',
				options: { createFolder: true },
			});
			expect(did(bench)).toEqual(['GET /directory', 'POST /file/exist', 'POST /file']);
		},
	);

	test.each(['reset', 'page502'] as const)(
		'an upload whose answer is lost is unclear, and not repeated: %s',
		async (kind) => {
			const bench = await begin();
			const match = { method: 'POST', path: '/fm/public/v1/file' };
			bench.sandbox.faults.add({ kind, match, times: 5, acted: true });
			const { error, json } = await upload(bench, [{ data: await png() }]);
			expect(error?.message).toContain('It was not sent again');
			expect(error?.message).toContain("with 'Exists' or 'Get Many' of the resource File");
			expect(json).toEqual([]);
			expect(did(bench).filter((one) => one === 'POST /file')).toHaveLength(1);
		},
	);

	test('a storage that is full says so', async () => {
		const bench = await begin({ fileSpace: 200 });
		const { error } = await upload(bench, [{ data: await png() }]);
		expect(error?.message).toContain('Storage limit exceeded');
	});

	test('Preview Only shows the form with its files, and uploads nothing', async () => {
		const bench = await begin();
		const { json } = await upload(bench, [{ data: await png() }], { options: { preview: true } });
		expect(json).toMatchObject([
			{
				preview: true,
				method: 'POST',
				body: { pathToStore: '/images', 'content[]': ['(file photo.png, 256 bytes)'] },
			},
		]);
		expect(did(bench)).toEqual(['POST /file/exist']);
	});

	test.each<[string, IDataObject, string]>([
		['no such field', { filesBinaryProperties: 'other' }, "names 'other'"],
		['a path that climbs', { folderPath: '/images/../x' }, "'Folder' has to be a path"],
		['a backslash', { folderPath: '/im\\ages' }, "'Folder' has to be a path"],
		['a name with a slash', { options: { fileName: 'a/b' } }, "'File Name' has to be a name"],
		['a name that is none', { options: { fileName: '..' } }, "'File Name' has to be a name"],
		['another address', { options: { emailUrlBase: 'https://x.example/' } }, "'Email URL Base'"],
		['no whole pixels', { options: { width: 0.5 } }, "'Width' has to be a whole number"],
	])('%s: refused before anything is sent', async (_, parameters, words) => {
		const bench = await begin();
		const { error } = await upload(bench, [{ data: await png() }], parameters);
		expect(error?.message).toContain(words);
		expect(bench.requests).toEqual([]);
	});

	test('an empty file, two of one name, a name for several', async () => {
		const bench = await begin();
		const failing = async (files: IBinaryKeyData, options: IDataObject = {}) =>
			(await upload(bench, [files], { filesBinaryProperties: Object.keys(files).join(), options }))
				.error?.message;
		expect(await failing({ data: await png('a.png', Buffer.alloc(0)) })).toContain(
			'which is empty',
		);
		expect(await failing({ a: await png(), b: await png() })).toContain(
			"two files named 'photo.png'",
		);
		expect(
			await failing({ a: await png(), b: await png('b.png') }, { fileName: 'c.png' }),
		).toContain("'File Name' is for a single file");
		expect(bench.requests).toEqual([]);
	});
});

const does = async (bench: Bench, resource: string, name: string, parameters = {}, more = {}) =>
	await run(bench.byKey(), resource, name, parameters, more);

describe('files that are there', () => {
	test('exists: "no" is an answer', async () => {
		const bench = await begin();
		const { json } = await does(
			bench,
			'file',
			'exists',
			{ filePath: '={{ $json.path }}' },
			{ items: [{ path: 'images/logo.gif' }, { path: '/images/none.gif' }] },
		);
		expect(json).toEqual([
			{ path: '/images/logo.gif', exists: true },
			{ path: '/images/none.gif', exists: false },
		]);
	});

	test('getMany by their last change, in UTC to the minute', async () => {
		const bench = await begin();
		const { json } = await does(bench, 'file', 'getMany', {
			folderPath: '/images',
			filters: { dateFrom: '2025-02-03T10:00:00+01:00', dateTo: '2025-02-04T00:30:00Z' },
		});
		expect(json).toEqual([{ path: '/images/logo.gif', lastModified: '2025-02-03 09:00:00' }]);
		expect(bench.requests.at(-1)?.body).toEqual({
			path: '/images',
			sort: 'desc',
			fromDate: '2025-02-03 09:00',
			toDate: '2025-02-04 00:30',
		});
	});

	test('search by a part of the name, in all folders', async () => {
		const bench = await begin();
		const { json } = await does(bench, 'file', 'search', { search: 'BANNER' });
		expect(json).toMatchObject([{ path: '/images/spring/banner.gif', name: 'banner.gif' }]);
	});

	test('delete, which is answered with nothing; gone is done only after an unclear attempt', async () => {
		const bench = await begin();
		const gone = async () => await does(bench, 'file', 'delete', { filePath: '/images/logo.gif' });
		const match = { method: 'DELETE', path: '/fm/public/v1/file' };
		bench.sandbox.faults.add({ kind: 'reset', match, times: 1, acted: true });
		expect((await gone()).json).toEqual([{ deleted: true, path: '/images/logo.gif' }]);
		expect((await gone()).error?.message).toMatch(/^There is no such file/);
	});
});

describe('folders', () => {
	test.each(['keys', 'children'] as const)('the tree, outermost first: %s', async (fileTree) => {
		const bench = await begin({ fileTree });
		const { json } = await does(bench, 'folder', 'getTree');
		expect(json).toEqual([
			{ path: '/documents', name: 'documents', depth: 1 },
			{ path: '/images', name: 'images', depth: 1 },
			{ path: '/images/spring', name: 'spring', depth: 2 },
		]);
		const { json: raw } = await does(bench, 'folder', 'getTree', { options: { raw: true } });
		expect(Object.keys(raw[0] ?? {})).toEqual(['tree']);
	});

	test.each([
		['both', 1],
		['two', 1],
		['one', 2],
	] as const)(
		'contents, whichever way SendPulse lists them: %s',
		async (fileListSlashes, requests) => {
			const bench = await begin({ fileListSlashes });
			const parameters = { folderPath: '/images', returnAll: true };
			const { json, error } = await does(bench, 'folder', 'getContents', parameters);
			expect(error).toBeUndefined();
			expect(json.map(({ path, isFolder }) => [path, isFolder])).toEqual([
				['/images/spring', true],
				['/images/logo.gif', false],
			]);
			expect(bench.requests).toHaveLength(requests);
			const filters = { type: 'files' };
			const { json: files } = await does(bench, 'folder', 'getContents', {
				...parameters,
				filters,
			});
			expect(files.map(({ name }) => name)).toEqual(['logo.gif']);
		},
	);

	test('the uppermost one, and one that is not there', async () => {
		const bench = await begin();
		const contents = async (folderPath: string) =>
			await does(bench, 'folder', 'getContents', { folderPath });
		expect((await contents('/')).json.map(({ name }) => name)).toEqual(['documents', 'images']);
		expect((await contents('/none')).error?.message).toMatch(/^There is no such file or folder/);
	});

	test('create; Skip Existing gives back what is there, or was made just now', async () => {
		const bench = await begin();
		const make = async (name: string, options: IDataObject = {}, more = {}) =>
			await does(bench, 'folder', 'create', { name, parentPath: '/images', options }, more);
		expect((await make('may')).json).toEqual([{ success: true, path: '/images/may', name: 'may' }]);
		expect((await make('may')).error?.message).toContain('Directory already exists');
		const { json } = await make(
			'={{ $json.name }}',
			{ skipExisting: true },
			{
				items: [{ name: 'may' }, { name: 'june' }, { name: 'june' }],
			},
		);
		expect(json).toEqual([
			{ path: '/images/may', name: 'may', existed: true },
			{ success: true, path: '/images/june', name: 'june' },
			{ path: '/images/june', name: 'june', existed: true },
		]);
		const bad = await make(
			'={{ $json.name }}',
			{},
			{ items: [{ name: 'a/b' }, { name: '..' }], ...goOn },
		);
		expect(bad.json.map(({ error }) => String(error))).toEqual([
			expect.stringContaining("'Name' has to be a name"),
			expect.stringContaining("'Name' has to be a name"),
		]);
	});

	test.each(['json', 'form', 'both'] as const)(
		'SendPulse wants a folder as %s',
		async (fileFolderBody) => {
			const bench = await begin({ fileFolderBody });
			const parameters = { name: 'may', parentPath: '/images' };
			const { error } = await does(bench, 'folder', 'create', parameters);
			if (fileFolderBody === 'form') expect(error?.message).toContain('pathToStore');
			else expect(error).toBeUndefined();
		},
	);

	test('usage, in per cent too', async () => {
		const bench = await begin({ fileSpace: 0 });
		expect((await does(bench, 'folder', 'getUsage')).json).toMatchObject([
			{ fileCount: 2, directoryCount: 3, usedPercent: null },
		]);
	});
});
