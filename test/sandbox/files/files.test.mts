/** The file manager: what it takes, keeps and refuses. */
import type { SandboxOptions } from '../../../sandbox/index.mts';
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
afterEach(() => bench.sandbox.close());

const begin = async (options: Partial<SandboxOptions> = {}) => {
	bench = await startBench(options);
};
const BASE = '/fm/public/v1';
const MISSING = { data: { code: 404, message: 'Record not found' } };

async function send(fields: Record<string, string>, path = 'file', name = 'content[]') {
	const form = new FormData();
	for (const [key, value] of Object.entries(fields)) form.append(key, value);
	if (path === 'file') form.append(name, new Blob(['hello'], { type: 'text/plain' }), 'a.txt');
	const { headers } = new Request('http://x', { method: 'POST', body: form });
	const type = headers.get('content-type') as string;
	const boundary = type.split('boundary=')[1];
	const raw = await new Response(form, { headers: { 'content-type': type } }).text();
	const own = /^--(\S+)\r\n/.exec(raw)?.[1];
	bench.clock.advance(200);
	const { status, json } = await bench.call('POST', `${BASE}/${path}`, {
		raw,
		headers: { 'content-type': type.replace(String(boundary), String(own)) },
	});
	return [status, json];
}

test('a file is stored and served, and the log has all of it but its content', async () => {
	await begin();
	const [status, json] = await send({ pathToStore: '/documents' });
	expect([status, json]).toEqual([
		200,
		[expect.objectContaining({ path: '/documents/a.txt', size: 5, extension: 'txt' })],
	]);
	expect(JSON.stringify(bench.sandbox.log.at(-1)?.body)).toBe(
		'{"pathToStore":["/documents"],"content[]":[{"name":"a.txt","type":"text/plain","size":5}]}',
	);
	const path = '/sandbox/files/content?path=/documents/a.txt';
	expect((await bench.call('GET', path, { authorization: null })).text).toBe('hello');
});

test('a form, with its field of files and its folder, and nothing else', async () => {
	await begin();
	expect((await send({ pathToStore: '/documents' }, 'file', 'content'))[0]).toBe(422);
	expect((await send({}))[0]).toBe(422);
	expect((await send({ pathToStore: '/documents', width: 'wide' }))[0]).toBe(422);
	expect((await bench.post(`${BASE}/file`, { pathToStore: '/documents' })).status).toBe(422);
	expect(bench.sandbox.state.files.all()).toHaveLength(2);
});

test.each([
	['either', 200, 200],
	['with', 200, 404],
	['without', 404, 200],
] as const)('a slash in front of a folder: %s', async (fileFirstSlash, withIt, withoutIt) => {
	await begin({ fileFirstSlash });
	expect((await send({ pathToStore: '/documents' }))[0]).toBe(withIt);
	expect((await send({ pathToStore: 'documents' }))[0]).toBe(withoutIt);
});

test.each([
	['refuse', 404],
	['make', 200],
] as const)('a folder that is missing: %s', async (fileMissingFolder, status) => {
	await begin({ fileMissingFolder, fileUploadAnswer: 'success' });
	const answer = status === 404 ? MISSING : { success: true, message: expect.any(String) };
	expect(await send({ pathToStore: '/new/one' })).toEqual([status, answer]);
});

test.each([
	['overwrite', ['/documents/a.txt']],
	['rename', ['/documents/a.txt', '/documents/a_1.txt']],
	['refuse', ['/documents/a.txt']],
] as const)('a name that is taken: %s', async (fileTaken, paths) => {
	await begin({ fileTaken });
	await send({ pathToStore: '/documents' });
	expect((await send({ pathToStore: '/documents' }))[0]).toBe(fileTaken === 'refuse' ? 422 : 200);
	const { files } = bench.sandbox.state;
	expect(files.filesIn('/documents').map(({ path }) => path)).toEqual(paths);
});

test.each([
	['json', 200, 422],
	['form', 422, 200],
	['both', 200, 422],
] as const)('a folder is made by %s', async (fileFolderBody, byJson, byForm) => {
	await begin({ fileFolderBody });
	const body = { pathToStore: '/images', name: 'may' };
	expect((await bench.post(`${BASE}/directory`, body)).status).toBe(byJson);
	expect((await send(body, 'directory'))[0]).toBe(byForm);
	expect((await bench.post(`${BASE}/directory`, { ...body, name: 'a/b' })).status).toBe(422);
});

test.each([
	['both', 200, 200],
	['two', 200, 404],
	['one', 404, 200],
] as const)('a folder is listed after %s slashes', async (fileListSlashes, two, one) => {
	await begin({ fileListSlashes });
	expect((await bench.get(`${BASE}/directory//images/spring`)).status).toBe(two);
	expect((await bench.get(`${BASE}/directory/images/spring`)).status).toBe(one);
});

test('exists, filter, find, size, tree and deletion', async () => {
	await begin();
	const post = async (path: string, body: object) =>
		(await bench.post(`${BASE}/${path}`, body)).json;
	expect(await post('file/exist', { path: '/images/logo.gif' })).toEqual({ result: true });
	expect(await post('file/exist', { path: '/images/none' })).toEqual({ result: false });
	expect(await post('file/filter', { path: '/images', toDate: '2025-02-03 09:00' })).toHaveLength(
		1,
	);
	expect(await post('file/filter', { path: '/images', fromDate: '2025-02-03 09:01' })).toEqual([]);
	expect(await post('file/filter', { path: '/images', fromDate: '2025-02-03' })).toMatchObject({
		data: { code: 422 },
	});
	expect(await post('file/filter', { path: '/none' })).toEqual(MISSING);
	const found = (await bench.get(`${BASE}/directory/find?search=BANNER&path=/`)).json.data;
	expect(found).toMatchObject([{ path: '/images/spring/banner.gif', size: '42' }]);
	expect((await bench.get(`${BASE}/directory/size`)).json).toMatchObject({ fileCount: 2 });
	expect((await bench.get(`${BASE}/directory`)).json).toEqual({
		tree: { documents: {}, images: { spring: {} } },
	});
	bench.sandbox.options.fileTree = 'children';
	expect((await bench.get(`${BASE}/directory`)).json.tree.children).toHaveLength(2);
	const remove = async () => await bench.del(`${BASE}/file`, { path: '/images/logo.gif' });
	expect(await remove()).toMatchObject({ status: 204, text: '' });
	expect(await remove()).toMatchObject({ status: 404, json: MISSING });
});

test('the space of the plan', async () => {
	await begin({ fileSpace: 80 });
	expect((await send({ pathToStore: '/documents' }))[0]).toBe(422);
});

test('the page shows files, and deletes them', async () => {
	await begin();
	const open = async () => (await bench.call('GET', '/?view=files', { authorization: null })).text;
	expect(await open()).toContain('Delete /images/logo.gif');
	const body = { path: '/images/logo.gif' };
	const call = { authorization: null, body };
	expect((await bench.call('POST', '/sandbox/files/delete', call)).status).toBe(200);
	expect((await bench.call('POST', '/sandbox/files/delete', call)).status).toBe(404);
	expect(await open()).not.toContain('logo.gif');
});
