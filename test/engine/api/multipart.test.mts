/** Forms with files: as they are written, and as they leave through n8n's own request helper. */
import '../virtualTime.mts';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { hasId } from '../../../nodes/engine/api/confirmed';
import { multipart, readableParts, type Parts } from '../../../nodes/engine/api/multipart';
import { requests } from '../../../nodes/engine/api/request';
import { inputFiles } from '../../../nodes/engine/parameters/binary';
import { write } from '../../../nodes/engine/run/operation';
import { numbered } from '../bench.mts';
import { BINARY_MODES, keepFilesIn, storedFile } from '../binaryModes.mts';
import { FileServer, sendsJson, withTokens, type ArrivedBytes } from '../fileServer.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const ALL_BYTES = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/** Read by Node.js's own parser (WHATWG). */
const parsed = async (type: string, body: Buffer | ArrayBuffer) =>
	await new Response(body, { headers: { 'content-type': type } }).formData();

/** Each part as it is read. */
async function partsIn(type: string, body: Buffer | ArrayBuffer): Promise<unknown[]> {
	const found: unknown[] = [];
	for (const [name, value] of await parsed(type, body)) {
		if (typeof value === 'string') found.push([name, value]);
		else found.push([name, value.name, value.type, Buffer.from(await value.arrayBuffer())]);
	}
	return found;
}

const written = async (parts: Parts) => {
	const { type, body } = multipart(parts);
	return await partsIn(type, body);
};

describe('as they are written', () => {
	test('fields and files, several of one name, in their order', async () => {
		const file = (name: string) => ({ name, content: ALL_BYTES, mimeType: 'image/png' });
		const parts = {
			path: '/a',
			width: 640,
			keep: false,
			none: undefined,
			'content[]': [file('1.png'), file('2.png')],
		};
		expect(await written(parts)).toEqual([
			['path', '/a'],
			['width', '640'],
			['keep', 'false'],
			['content[]', '1.png', 'image/png', ALL_BYTES],
			['content[]', '2.png', 'image/png', ALL_BYTES],
		]);
	});

	test('byte for byte as browsers write them', () => {
		const { type, body } = multipart({
			'a"\r\nb': 'x\ny',
			'content[]': { name: 'Übersicht "1"\n.csv', content: Buffer.from('a,b') },
		});
		const boundary = /^multipart\/form-data; boundary=(----n8n[0-9a-f]{32})$/.exec(type)?.[1];
		expect(Buffer.from(body).toString()).toBe(
			[
				`--${boundary}`,
				'Content-Disposition: form-data; name="a%22%0D%0Ab"',
				'',
				'x\r\ny',
				`--${boundary}`,
				'Content-Disposition: form-data; name="content[]"; filename="Übersicht %221%22%0A.csv"',
				'Content-Type: application/octet-stream',
				'',
				'a,b',
				`--${boundary}--`,
				'',
			].join('\r\n'),
		);
	});

	test('each has a boundary of its own', () => {
		expect(multipart({}).type).not.toBe(multipart({}).type);
	});

	test.each(['text/csv\r\nX-Evil: 1', 'text', '', 'text/csv; a=\n'])(
		'a type that is none is not passed on: %j',
		async (mimeType) => {
			const file = { name: 'a', content: Buffer.from('a'), mimeType };
			expect(await written({ file })).toEqual([
				['file', 'a', 'application/octet-stream', Buffer.from('a')],
			]);
		},
	);

	test('whatever a file is called and holds, it is read as it was', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.string({ minLength: 1, unit: 'grapheme' }),
				fc.uint8Array({ maxLength: 200 }),
				async (name, bytes) => {
					// What the parser takes back: of a name that has it from the start nobody can tell.
					fc.pre(!/%(22|0a|0d)/i.test(name));
					const content = Buffer.from(bytes);
					const [[, , , read]] = (await written({ file: { name, content } })) as [
						[string, string, string, Buffer],
					];
					expect(read.equals(content)).toBe(true);
				},
			),
			{ numRuns: 200 },
		);
	});

	test('people see names and sizes', () => {
		const file = { name: 'offer.pdf', content: Buffer.alloc(1_234) };
		expect(readableParts({ path: '/a', file, 'content[]': [file], none: undefined })).toEqual({
			path: '/a',
			file: '(file offer.pdf, 1,234 bytes)',
			'content[]': ['(file offer.pdf, 1,234 bytes)'],
			none: undefined,
		});
	});
});

const { post } = requests(plainProduct);

const upload = (repeatable: boolean) =>
	write({
		option: named(repeatable ? 'replace' : 'upload'),
		fields: [
			{ displayName: 'Files', name: 'filesBinaryProperties', type: 'string', default: 'data' },
			{ displayName: 'Path', name: 'path', type: 'string', default: '' },
			{ displayName: 'Options', name: 'options', type: 'collection', default: {}, options: [] },
		],
		prepare: async (item) => ({
			path: item.text('path'),
			files: await inputFiles(item, item, 'filesBinaryProperties'),
		}),
		request: async ({ path, files }) => ({
			...post`/file`,
			parts: {
				path,
				'content[]': await Promise.all(
					files.map(async (file) => ({
						name: file.name,
						mimeType: file.mimeType,
						content: await file.content(),
					})),
				),
			},
		}),
		repeatable,
		confirmed: hasId,
		neverAlike: 'upload the same files',
		output: (body) => body as IDataObject,
	});

const node = madeUp(plainProduct, [upload(false), upload(true)]);

const DONE = sendsJson({ id: 1 });
const PATH = '/made-up/file';

const formOf = async ({ headers, body }: ArrivedBytes) =>
	await partsIn(String(headers['content-type']), body);

describe('as they leave', () => {
	const sent = [
		['path', '/Фото'],
		['content[]', 'a "1".png', 'image/png', ALL_BYTES],
		['content[]', 'б.csv', 'text/csv', Buffer.from('a,b\r\n')],
	];
	const files = async () => ({
		a: await storedFile(ALL_BYTES, { fileName: 'a "1".png', mimeType: 'image/png' }),
		b: await storedFile('a,b\r\n', { fileName: 'б.csv', mimeType: 'text/csv' }),
	});
	const parameters = { path: '/Фото', filesBinaryProperties: 'a, b' };

	test.each(BINARY_MODES)('whole, with their length; n8n keeps files: %s', async (mode) => {
		await keepFilesIn(mode);
		const server = await FileServer.start(DONE);
		const { json, error } = await node.run('upload', parameters, {
			credential: server.byKey(),
			files: [await files()],
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([{ id: 1 }]);
		const [{ method, path, headers, body }] = server.arrived;
		expect([method, path]).toEqual(['POST', PATH]);
		expect(headers).toMatchObject({
			accept: 'application/json',
			'content-length': String(body.length),
		});
		expect(await formOf(server.arrived[0])).toEqual(sent);
	});

	test('whole again after a fault, where that may be', async () => {
		const server = await FileServer.start(sendsJson({}, 503), sendsJson({}, 429), DONE);
		const { json } = await node.run('replace', parameters, {
			credential: server.byKey(),
			files: [await files()],
		});
		expect(json).toEqual([{ id: 1 }]);
		expect(await Promise.all(server.arrived.map(formOf))).toEqual([sent, sent, sent]);
	});

	test('not again where that may not be', async () => {
		const server = await FileServer.start(sendsJson({}, 500));
		const { error } = await node.run('upload', parameters, {
			credential: server.byKey(),
			files: [await files()],
		});
		expect(error?.message).toContain('It was not sent again');
		expect(server.arrived).toHaveLength(1);
	});

	test('whole again by n8n itself, which has renewed the token', async () => {
		let refusals = 1;
		const server = await FileServer.start(
			withTokens((response, arrived) =>
				(refusals-- > 0 ? sendsJson({ error: 'invalid_token' }, 401) : DONE)(response, arrived),
			),
		);
		const { json, error } = await node.run('upload', parameters, {
			credential: server.byClient(),
			files: [await files()],
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([{ id: 1 }]);
		const uploads = server.arrived.filter(({ path }) => path === PATH);
		expect(await Promise.all(uploads.map(formOf))).toEqual([sent, sent]);
	});

	test('a large one costs no more than its bytes when n8n renews the token', async () => {
		let refusals = 1;
		const size = 30 * 1024 * 1024;
		const values = jest.spyOn(Object, 'values');
		const server = await FileServer.start(
			withTokens((response, arrived) =>
				(refusals-- > 0 ? sendsJson({ error: 'invalid_token' }, 401) : DONE)(response, arrived),
			),
		);
		await node.run('upload', parameters, {
			credential: server.byClient(),
			files: [{ ...(await files()), b: await storedFile(Buffer.alloc(size)) }],
		});
		const taken = values.mock.results.map(({ value }) => (value as unknown[] | undefined)?.length);
		values.mockRestore();
		expect(server.arrived.filter(({ path }) => path === PATH)).toHaveLength(2);
		expect(server.arrived.at(-1)!.body.length).toBeGreaterThan(size);
		expect(Math.max(...taken.map((length) => length ?? 0))).toBeLessThan(1_000);
	});
});

describe('before they leave', () => {
	const named = async (content: string) => ({
		data: await storedFile(content, { fileName: 'a.txt' }),
	});

	test('Preview Only shows fields, names and sizes', async () => {
		const server = await FileServer.start(DONE);
		const { json, error } = await node.run(
			'upload',
			{ path: '/a', options: { preview: true } },
			{ credential: server.byKey(), files: [await named('x'.repeat(1_234))] },
		);
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				preview: true,
				method: 'POST',
				url: `${server.url}${PATH}`,
				body: { path: '/a', 'content[]': ['(file a.txt, 1,234 bytes)'] },
				inputItems: [1],
			},
		]);
		expect(server.arrived).toEqual([]);
	});

	test('equal ones are told apart from different ones', async () => {
		const server = await FileServer.start(DONE);
		const run = async (contents: string[]) =>
			await node.run(
				'upload',
				{ path: '/a' },
				{
					credential: server.byKey(),
					items: numbered(contents.length),
					files: await Promise.all(contents.map(named)),
				},
			);
		const { json } = await run(['one', 'two']);
		expect(json).toHaveLength(2);
		const { error } = await run(['one', 'two', 'one']);
		expect(error?.message).toMatch(
			/^2 input items \(1; 3\) would upload the same files 2 times\..* Nothing was sent\.$/,
		);
		expect(server.arrived).toHaveLength(2);
	});
});
