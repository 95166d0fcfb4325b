import '../quiet.mts';
import nock from 'nock';
import '../api.mts';
import { isOf } from '../../nodes/engine/deliveries/download';
import { event, received } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';

const CDN = 'https://scontent.xx.fbcdn.net';
const MB = 1024 * 1024;

const files = (...urls: string[]) =>
	received('messenger', {
		attachments: urls.map((url) => ({ type: 'image', payload: { url } })),
	});

const trigger = (simplify = true) =>
	new TriggerUnderTest({ parameters: { simplify, options: { downloadAttachments: true } } });

beforeEach(() => nock.cleanAll());

/** The content of the item's files, by field. */
const contents = ({ items = [] }: Awaited<ReturnType<TriggerUnderTest['deliver']>>) =>
	Object.fromEntries(
		Object.entries(items[0]?.binary ?? {}).map(([field, { data, fileName, mimeType }]) => [
			field,
			[Buffer.from(data, 'base64').toString(), fileName, mimeType],
		]),
	);

it('come as binary data, with their names', async () => {
	nock(CDN)
		.get('/v/cat.jpg?token=1')
		.reply(200, 'a cat', { 'content-type': 'image/jpeg' })
		.get('/v/two')
		.reply(200, 'a dog', {
			'content-type': 'image/png',
			'content-disposition': 'attachment; filename="dog.png"',
		});

	const outcome = await trigger().deliver([files(`${CDN}/v/cat.jpg?token=1`, `${CDN}/v/two`)]);

	expect(contents(outcome)).toEqual({
		attachment_0: ['a cat', 'cat.jpg', 'image/jpeg'],
		attachment_1: ['a dog', 'dog.png', 'image/png'],
	});
	expect(outcome.json[0]?.attachments).toEqual([
		{ type: 'image', url: `${CDN}/v/cat.jpg?token=1`, file: 'attachment_0' },
		{ type: 'image', url: `${CDN}/v/two`, file: 'attachment_1' },
	]);
});

it('come beside an event that is not simplified, which stays as it is', async () => {
	nock(CDN).get('/cat.jpg').reply(200, 'a cat', { 'content-type': 'image/jpeg' });
	const sent = files(`${CDN}/cat.jpg`);
	const outcome = await trigger(false).deliver([sent]);
	expect(Object.keys(contents(outcome))).toEqual(['attachment_0']);
	expect(outcome.json).toEqual([sent]);
});

it('are not fetched unless that is chosen, nor where there are none', async () => {
	const without = await new TriggerUnderTest().deliver([files(`${CDN}/cat.jpg`)]);
	expect(without.items?.[0]).not.toHaveProperty('binary');
	const none = await trigger().deliver([event('open_chat'), received('telegram', { photo: [{}] })]);
	expect(none.items?.map(({ binary }) => binary)).toEqual([undefined, undefined]);
	expect(none.json[1]?.attachments).toEqual([{ type: 'image', url: null, file: null }]);
});

it.each([
	'https://example.com/cat.jpg',
	'http://scontent.xx.fbcdn.net/cat.jpg',
	'https://scontent.xx.fbcdn.net:8443/cat.jpg',
	'https://user@scontent.xx.fbcdn.net/cat.jpg',
	'https://evilfbcdn.net/cat.jpg',
	'https://fbcdn.net.evil.example/cat.jpg',
	'https://127.0.0.1/cat.jpg',
	'https://169.254.169.254/latest/meta-data',
	'https://[::1]/cat.jpg',
	'https://localhost/cat.jpg',
])('are never fetched from %s', async (url) => {
	expect(isOf(['fbcdn.net'], url)).toBe(false);
	const asked = trigger();
	const { json, items, status } = await asked.deliver([files(url)]);
	expect([json[0]?.attachments, items?.[0]?.binary, status]).toEqual([
		[{ type: 'image', url, file: null }],
		undefined,
		200,
	]);
	expect(asked.warnings).toEqual([expect.stringContaining("is not a messenger's")]);
});

it('follow a redirect to a messenger, and to nobody else', async () => {
	nock('https://lookaside.fbsbx.com')
		.get('/a')
		.reply(302, '', { location: `${CDN}/cat.jpg` })
		.get('/b')
		.reply(302, '', { location: 'https://169.254.169.254/latest' })
		.get('/c')
		.times(9)
		.reply(302, '', { location: '/c' });
	nock(CDN).get('/cat.jpg').reply(200, 'a cat', { 'content-type': 'image/jpeg' });

	const urls = ['a', 'b', 'c'].map((path) => `https://lookaside.fbsbx.com/${path}`);
	const outcome = await trigger().deliver([files(...urls)]);

	expect(Object.keys(contents(outcome))).toEqual(['attachment_0']);
});

it('are 20 MB in all at most', async () => {
	nock(CDN)
		.get(/./)
		.times(3)
		.reply(200, Buffer.alloc(9 * MB, 1), { 'content-type': 'image/jpeg' });
	const asked = trigger();

	const { items } = await asked.deliver([
		files(...['a', 'b', 'c'].map((path) => `${CDN}/${path}`)),
	]);

	expect(Object.keys(items?.[0]?.binary ?? {})).toEqual(['attachment_0', 'attachment_1']);
	expect(asked.warnings).toEqual([expect.stringContaining('larger than 2 MB')]);
});

it.each([
	['a refusal', 404, 'Not found', 'text/plain'],
	['a web page', 200, '<!doctype html><html></html>', 'text/html'],
	['nothing', 200, '', 'image/jpeg'],
])(
	'are none where the answer is %s: the message starts the workflow all the same',
	async (...it) => {
		const [, status, body, type] = it;
		nock(CDN).get('/cat.jpg').reply(status, body, { 'content-type': type });
		const asked = trigger();
		const { items, status: answered } = await asked.deliver([files(`${CDN}/cat.jpg`)]);
		expect([items?.length, items?.[0]?.binary, answered]).toEqual([1, undefined, 200]);
		expect(asked.warnings).toEqual([expect.stringContaining('no file')]);
	},
);
