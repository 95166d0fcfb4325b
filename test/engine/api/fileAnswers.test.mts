/** Files as answers, through n8n's own request helper, from a server that may do anything. */
import '../virtualTime.mts';
import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { PATIENCE, SLOW_LINE } from '../../../nodes/engine/api/client';
import { LARGEST_FILE } from '../../../nodes/engine/api/content';
import type { AnsweredFile } from '../../../nodes/engine/api/answeredFile';
import { requests } from '../../../nodes/engine/api/request';
import { withFile } from '../../../nodes/engine/run/files';
import { read } from '../../../nodes/engine/run/operation';
import { inData } from '../../../nodes/engine/api/envelope';
import { BINARY_MODES, contentOf, keepFilesIn } from '../binaryModes.mts';
import { FileServer, sends, sendsJson, withTokens } from '../fileServer.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

/** A file has no envelope, whatever its product's is. */
const envelope = { ...inData, open: (body: unknown) => (body as IDataObject).data };
const { get } = requests({ ...plainProduct, envelope });

const node = madeUp(plainProduct, [
	read({
		option: named('download'),
		fields: [],
		prepare: () => ({}),
		request: () => ({ ...get`/report`, answer: 'file' }),
		output: (file) => {
			const { name, mimeType, content } = file as AnsweredFile;
			return withFile(
				{ name: name ?? null, mimeType: mimeType ?? null, bytes: content.length },
				'data',
				file as AnsweredFile,
			);
		},
	}),
]);

const download = async (server: FileServer, more = {}) =>
	await node.run('download', {}, { credential: server.byKey(), ...more });

const ALL_BYTES = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const CSV = { 'content-type': 'text/csv; charset=utf-8' };
const ATTACHED = { 'content-disposition': 'attachment; filename="report.csv"' };

const patience = { ...PATIENCE.run };
afterEach(() => void Object.assign(PATIENCE.run, patience));

/** Whoever has given up has let go of its connection. */
async function expectAllClosed(server: FileServer): Promise<void> {
	while (server.open > 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

test.each(BINARY_MODES)('arrives byte by byte; n8n keeps files: %s', async (mode) => {
	await keepFilesIn(mode);
	const server = await FileServer.start(sends(ALL_BYTES, { ...CSV, ...ATTACHED }));
	const { items, error } = await download(server);
	expect(error).toBeUndefined();
	expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
		[{ name: 'report.csv', mimeType: 'text/csv', bytes: 256 }, { item: 0 }],
	]);
	expect(await contentOf(items[0].binary!.data)).toEqual(ALL_BYTES);
	expect(server.arrived.map(({ headers }) => headers.accept)).toEqual(['*/*']);
	expect(server.arrived[0].headers.authorization).toMatch(/^Bearer file-key/);
	await expectAllClosed(server);
});

test('in pieces, slowly, and packed', async () => {
	const content = Buffer.alloc(300_000, 'a,b\n');
	const packed = gzipSync(content);
	const server = await FileServer.start((response) => {
		response.writeHead(200, { ...CSV, 'content-encoding': 'gzip' });
		response.write(packed.subarray(0, 100));
		setTimeout(() => response.end(packed.subarray(100)), 20);
	});
	const { items, json } = await download(server);
	expect(json).toEqual([{ name: null, mimeType: 'text/csv', bytes: 300_000 }]);
	expect((await contentOf(items[0].binary!.data)).equals(content)).toBe(true);
});

describe('JSON in its place', () => {
	test.each<[string, IDataObject | unknown[], Record<string, string>, string]>([
		[
			'that refuses',
			{ result: false, message: 'The report is not ready', error_code: 777 },
			{},
			'SendPulse refused the request. SendPulse says: The report is not ready (code 777).',
		],
		[
			'that refuses, called a web page',
			{ success: false, message: 'Not ready' },
			{ 'content-type': 'text/html' },
			'SendPulse refused the request. SendPulse says: Not ready (status 200).',
		],
		[
			'that refuses, called bytes',
			{ success: false, message: 'Not ready' },
			{ 'content-type': 'application/octet-stream' },
			'SendPulse refused the request. SendPulse says: Not ready (status 200).',
		],
		[
			'that refuses, promised as a file',
			{ success: false, message: 'Not ready' },
			ATTACHED,
			'SendPulse refused the request. SendPulse says: Not ready (status 200).',
		],
		['of any kind', { url: 'x' }, {}, 'SendPulse answered with data where a file was asked for.'],
		['that is a list', [], {}, 'SendPulse answered with data where a file was asked for.'],
		[
			'with words',
			{ message: 'It will be sent by e-mail' },
			{ 'content-type': 'application/problem+json' },
			'SendPulse answered with data where a file was asked for. SendPulse says: It will be sent by e-mail.',
		],
	])('%s is told', async (_, body, headers, text) => {
		const server = await FileServer.start(sendsJson(body, 200, headers));
		const { error } = await download(server);
		expect(error?.message).toBe(text);
		expect(server.arrived).toHaveLength(1);
		await expectAllClosed(server);
	});

	test('a JSON file is a file', async () => {
		const name = 'template.json';
		const server = await FileServer.start(
			sendsJson({ result: false }, 200, { 'content-disposition': `attachment; filename=${name}` }),
		);
		const { json, error } = await download(server);
		expect(error).toBeUndefined();
		expect(json).toEqual([{ name, mimeType: 'application/json', bytes: 16 }]);
	});

	test('what begins like JSON and is none is a file', async () => {
		const server = await FileServer.start(sends('{"a": 1}\n{"a": 2}\n', CSV));
		const { json } = await download(server);
		expect(json).toMatchObject([{ bytes: 18 }]);
	});
});

test.each<[string, string, Record<string, string>, string]>([
	[
		'a web page',
		'<html>Sign in</html>',
		{ 'content-type': 'text/html' },
		'with a web page instead of a file',
	],
	['a web page without a type', '\n<!DOCTYPE html><p>', {}, 'with a web page instead of a file'],
	[
		'a web page, promised as a file',
		'<b>Warning</b>: no memory',
		{ 'content-type': 'text/html', ...ATTACHED },
		'with a web page instead of a file',
	],
	['an empty file', '', { ...CSV, ...ATTACHED }, 'with an empty file'],
	[
		'JSON that is cut off',
		'{"resu',
		{ 'content-type': 'application/json' },
		'with an answer that is cut off or no JSON',
	],
])('%s is none, and asked for again', async (_, content, headers, text) => {
	const server = await FileServer.start(sends(content, headers));
	const { error } = await download(server);
	expect(error?.message).toBe(
		`SendPulse answered ${text} (status 200), 4 times in a row. Try again in a minute.`,
	);
	expect(server.arrived).toHaveLength(4);
	await expectAllClosed(server);
});

describe('statuses say what they always say', () => {
	const refusal = { message: 'No such report', error_code: 1 };
	test.each<[number, unknown, string]>([
		[
			404,
			refusal,
			'SendPulse does not know this record. Check the ID. SendPulse says: No such report (code 1).',
		],
		[403, {}, 'SendPulse refused access.'],
		[400, refusal, 'SendPulse refused the request. SendPulse says: No such report (code 1).'],
		[413, {}, 'What was to be sent is too large for SendPulse.'],
	])('%i', async (status, body, text) => {
		const server = await FileServer.start(sendsJson(body, status, ATTACHED));
		const { error } = await download(server);
		expect(error?.message).toContain(text);
		expect(server.arrived).toHaveLength(1);
		await expectAllClosed(server);
	});

	test('a redirect is not followed', async () => {
		const location = 'https://files.example/report.csv?key=secret';
		const server = await FileServer.start(sends('', { location }, 302));
		const { error } = await download(server);
		expect(error?.message).toContain('redirects to https://files.example/report.csv (status 302)');
		expect(server.arrived).toHaveLength(1);
	});

	test.each([
		['a gateway', sends('<html>Bad gateway</html>', { 'content-type': 'text/html' }, 502)],
		['the server', sendsJson({ message: 'Oops' }, 500)],
		['the pace', sendsJson({ message: 'Too many', error_code: 2020202020 }, 429)],
	])('after a fault of %s it is asked for again', async (_, fault) => {
		const server = await FileServer.start(fault, sends('a', CSV));
		const { json, error } = await download(server);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ bytes: 1 }]);
		expect(server.arrived).toHaveLength(2);
	});
});

describe('tokens', () => {
	test('one is fetched', async () => {
		const server = await FileServer.start(withTokens(sends('a', CSV)));
		const { json, error } = await download(server, { credential: server.byClient() });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ bytes: 1 }]);
		expect(server.arrived.map(({ path }) => path)).toEqual([
			'/oauth/access_token',
			'/made-up/report',
		]);
	});

	test('one that SendPulse refuses is renewed, whoever asks', async () => {
		let refusals = 1;
		const file = sends('a', CSV);
		const server = await FileServer.start(
			withTokens((response, arrived) =>
				refusals-- > 0
					? sendsJson({ error: 'invalid_token' }, 401)(response, arrived)
					: file(response, arrived),
			),
		);
		const { json, error } = await download(server, { credential: server.byClient() });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ bytes: 1 }]);
		const reports = server.arrived.filter(({ path }) => path === '/made-up/report');
		expect(new Set(reports.map(({ headers }) => headers.authorization)).size).toBe(2);
		await expectAllClosed(server);
	});

	test('a key that does not work', async () => {
		const server = await FileServer.start(sendsJson({ error: 'invalid_token' }, 401));
		const { error } = await download(server);
		expect(error?.message).toContain('SendPulse did not accept the credential');
	});
});

describe('too large', () => {
	const TOO_LARGE =
		'The file is larger than 100 MB, and n8n would have to hold all of it in its memory. Ask for less at once, or download it in SendPulse.';

	test('by what it says of itself: nothing is read', async () => {
		let written = 0;
		const server = await FileServer.start((response) => {
			response.writeHead(200, { ...CSV, 'content-length': String(LARGEST_FILE + 1) });
			response.on('drain', () => written++);
			response.write('a');
		});
		const { error } = await download(server);
		expect(error?.message).toBe(TOO_LARGE);
		expect(written).toBe(0);
		expect(server.arrived).toHaveLength(1);
		await expectAllClosed(server);
	});

	test('by what comes: it is read no further, however well it is packed', async () => {
		// A hundred megabytes of nothing are a hundred kilobytes.
		const packed = gzipSync(Buffer.alloc(LARGEST_FILE + 1));
		expect(packed.length).toBeLessThan(LARGEST_FILE / 500);
		const server = await FileServer.start(sends(packed, { ...CSV, 'content-encoding': 'gzip' }));
		const { error } = await download(server);
		expect(error?.message).toBe(TOO_LARGE);
		await expectAllClosed(server);
	});

	test('just not', async () => {
		const packed = gzipSync(Buffer.alloc(LARGEST_FILE));
		await keepFilesIn('s3');
		const server = await FileServer.start(sends(packed, { ...CSV, 'content-encoding': 'gzip' }));
		const { json } = await download(server);
		expect(json).toMatchObject([{ bytes: LARGEST_FILE }]);
	});
});

describe('what does not come to its end', () => {
	test.each<[string, (response: { write(text: string): void; destroy(): void }) => void, object]>([
		[
			'before its length',
			(response) => {
				response.write('abc');
				setTimeout(() => response.destroy(), 5);
			},
			{ 'content-length': '10' },
		],
		[
			'without a length',
			(response) => {
				response.write('abc');
				setTimeout(() => response.destroy(), 5);
			},
			{},
		],
	])('broken off %s: asked for again, and never half a file', async (_, breakOff, headers) => {
		const server = await FileServer.start((response) => {
			response.writeHead(200, { ...CSV, ...headers });
			breakOff(response);
		});
		const { error } = await download(server);
		expect(error?.message).toBe(
			'The connection to SendPulse was lost, 4 times in a row. Try again in a minute.',
		);
		expect(server.arrived).toHaveLength(4);
	});

	test('silent for too long', async () => {
		Object.assign(PATIENCE.run, { timeoutMs: 50, attempts: 1, outageWaitMs: 0 });
		const server = await FileServer.start((response) => {
			response.writeHead(200, CSV);
			response.write('abc');
		});
		const { error } = await download(server);
		expect(error?.message).toBe('SendPulse did not answer in time. Try again in a minute.');
		await expectAllClosed(server);
	});

	test('in drops for ever', async () => {
		// Beyond the time that the largest file is given.
		const answerMs = 200 - LARGEST_FILE / SLOW_LINE;
		Object.assign(PATIENCE.run, { answerMs, attempts: 1, outageWaitMs: 0 });
		const server = await FileServer.start((response) => {
			response.writeHead(200, CSV);
			const dripping = setInterval(() => response.write('a'), 5);
			response.on('close', () => clearInterval(dripping));
		});
		const { error } = await download(server);
		expect(error?.message).toBe('SendPulse did not answer in time. Try again in a minute.');
		await expectAllClosed(server);
	});

	test('a cancelled run lets go of it', async () => {
		let cancel = () => {};
		const server = await FileServer.start((response) => {
			response.writeHead(200, CSV);
			response.write('abc');
			setTimeout(() => cancel(), 20);
		});
		const { json } = await download(server, { onStart: (end: () => void) => (cancel = end) });
		expect(json).toEqual([]);
		expect(server.arrived).toHaveLength(1);
		await expectAllClosed(server);
	});
});
