/** Push campaigns: what is taken, who gets it, and what becomes of it. */
import type { SandboxOptions } from '../../../sandbox/index.mts';
import type { Website } from '../../../sandbox/push/store.mts';
import { HOSTILE } from '../hostileValues.mts';
import { startBench, type Bench } from '../client.mts';

const STEP = 3_000;
const MINUTE = 60_000;
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

let bench: Bench;
let site: Website;
beforeEach(async () => {
	bench = await startBench({ blank: true });
	const { push, account } = bench.sandbox.state;
	account.profile.locale = 'Europe/Berlin';
	site = push.addWebsite('https://shop.example', 0, ['interest', 'visits']);
});
afterEach(() => bench.sandbox.close());

const set = (switches: Partial<SandboxOptions>) => Object.assign(bench.sandbox.options, switches);
const call = async (method: string, path: string, body?: unknown) => {
	bench.clock.advance(200);
	const { status, json } = await bench.call(method, path, { body });
	return [status, json];
};
const refusal = (message: string, code = 422, status = 422) => [
	status,
	{ message, error_code: code },
];
const wrong = (name: string) => refusal(`Argument ${name} is invalid`);
const task = (changes: object = {}) => ({
	title: 'Roses',
	website_id: site.id,
	body: 'They are back',
	ttl: 3_600,
	stretch_time: 0,
	...changes,
});
const create = (changes: object = {}) => call('POST', '/push/tasks', task(changes));

/** A subscriber who does so with whatever is shown. */
function subscribe(changes: object = {}, clicks = 0, isReached = true) {
	const { push, fates } = bench.sandbox.state;
	const one = push.subscribe(
		site,
		{
			browser: 'Chrome',
			lang: 'en',
			os: 'Linux',
			country: 'GB',
			city: 'Leeds',
			page: 'https://shop.example/roses',
			variables: { interest: 'roses', visits: '9' },
			...changes,
		},
		bench.clock.now(),
	);
	const delivery = isReached ? 'delivered' : 'softBounce';
	fates.decide(String(one.id), { delivery, opens: clicks, clicks });
	return one;
}

const counts = async (id: number) => {
	const { json } = await bench.get(`/push/tasks/${id}`);
	return [json.send, json.delivered, json.redirect, json.status];
};

test('waits for its step; sent, shown, clicked, by the fate of each', async () => {
	subscribe({}, 1);
	subscribe();
	subscribe({}, 0, false);
	const gone = subscribe();
	gone.status = 6;
	const [status, answer] = await create({ link: 'https://shop.example/roses' });
	expect([status, answer]).toEqual([200, { result: true, id: 36_701 }]);
	expect(await counts(36_701)).toEqual(['0', 0, 0, 13]);
	bench.clock.advance(STEP);
	expect(await counts(36_701)).toEqual(['3', 0, 0, 3]);
	bench.clock.advance(STEP);
	expect(await counts(36_701)).toEqual(['3', 2, 0, 3]);
	bench.clock.advance(STEP);
	expect((await bench.get('/push/tasks/36701')).json).toEqual({
		id: 36_701,
		message: { title: 'Roses', text: 'They are back', link: 'https://shop.example/roses' },
		website: 'https://shop.example',
		website_id: site.id,
		status: 3,
		send: '3',
		delivered: 2,
		redirect: 1,
	});
	expect((await bench.get('/push/tasks')).json).toEqual([
		{
			id: 36_701,
			title: 'Roses',
			body: 'They are back',
			website_id: site.id,
			from: '2026-01-15 10:00:00',
			to: '2026-01-15 10:00:00',
			status: 3,
		},
	]);
});

test('without a word it is spread over five hours', async () => {
	for (let number = 0; number < 5; number += 1) subscribe();
	await create({ stretch_time: undefined });
	bench.clock.advance(MINUTE);
	expect(await counts(36_701)).toEqual(['1', 1, 0, 3]);
	bench.clock.advance(120 * MINUTE);
	expect(await counts(36_701)).toEqual(['3', 3, 0, 3]);
	bench.clock.advance(180 * MINUTE);
	expect(await counts(36_701)).toEqual(['5', 5, 0, 3]);
});

test.each([
	['account', 119, 121],
	['utc', 179, 181],
] as const)('a date is read on the clock of %s', async (pushDateZone, before, after) => {
	set({ pushDateZone });
	subscribe();
	expect((await create({ send_date: '2026-01-15 12:00:00' }))[0]).toBe(200);
	bench.clock.advance(before * MINUTE);
	expect((await counts(36_701))[0]).toBe('0');
	bench.clock.advance((after - before) * MINUTE);
	expect((await counts(36_701))[0]).toBe('1');
});

describe('one for a website in 15 minutes', () => {
	test.each([400, 422, 429])('code 711, with status %d', async (pushSlotStatus) => {
		set({ pushSlotStatus });
		const other = bench.sandbox.state.push.addWebsite('https://blog.example', 0);
		expect((await create())[0]).toBe(200);
		expect(await create()).toEqual(
			refusal(
				'Push campaigns limit exceeded (1 per 15 minutes for a website)',
				711,
				pushSlotStatus,
			),
		);
		expect((await create({ website_id: other.id }))[0]).toBe(200);
		bench.clock.advance(15 * MINUTE - 1_000);
		expect((await create())[0]).toBe(pushSlotStatus);
		bench.clock.advance(1_000);
		expect((await create())[0]).toBe(200);
	});
});

describe('who gets it', () => {
	const filter = (condition: string, value: string, variable_name = 'interest') => ({
		filter: { variable_name, operator: 'and', conditions: [{ condition, value }] },
	});
	const two = (operator: string) => ({
		filter: {
			variable_name: 'visits',
			operator,
			conditions: [
				{ condition: 'greaterthan', value: '5' },
				{ condition: 'lessthan', value: '9' },
			],
		},
	});
	const pages = (type: string, search: unknown) => ({
		filter_url: JSON.stringify({ type, search }),
	});

	test.each<[object, string]>([
		[{}, 'abc'],
		[{ filter_browser: 'Chrome,Safari' }, 'ab'],
		[{ filter_lang: 'uk' }, 'b'],
		[{ filter_region: '["GB","PL"]' }, 'ac'],
		[{ filter_subscription_date_from: '2026-01-16' }, 'c'],
		[{ filter_subscription_date_to: '2026-01-15' }, 'ab'],
		[pages('include', '/roses'), 'ab'],
		[pages('exclude', '/roses'), 'c'],
		[pages('direct', ['https://shop.example/roses']), 'a'],
		[filter('equal', 'roses'), 'a'],
		[filter('notequal', 'roses'), 'bc'],
		[filter('startwith', 'red'), 'b'],
		[filter('endwith', 'roses'), 'ab'],
		[filter('likewith', 'lip'), 'c'],
		[filter('notlikewith', 'roses'), 'c'],
		[filter('greaterthan', '9', 'visits'), 'c'],
		[filter('lessthan', '9', 'visits'), 'b'],
		[filter('equal', 'x', 'unknown'), ''],
		[two('and'), 'b'],
		[two('or'), 'abc'],
		[{ filter_lang: 'uk', filter_browser: 'Firefox' }, ''],
	])('%j', async (filters, expected) => {
		const a = subscribe();
		const b = subscribe({
			browser: 'Safari',
			lang: 'uk',
			country: 'UA',
			page: 'https://shop.example/roses/red',
			variables: { interest: 'red roses', visits: '7' },
		});
		bench.clock.advance(24 * 60 * MINUTE);
		const c = subscribe({
			browser: 'Firefox',
			lang: 'pl',
			country: 'PL',
			page: 'https://shop.example/',
			variables: { interest: 'tulips', visits: '11' },
		});
		expect((await create(filters))[0]).toBe(200);
		bench.clock.advance(STEP);
		bench.sandbox.agenda.catchUp();
		const got = bench.sandbox.state.push.campaigns[0]!.shown.map(({ subscriber }) => subscriber.id);
		const names = new Map([a, b, c].map(({ id }, index) => [id, 'abc'.charAt(index)]));
		expect(got.map((id) => names.get(id)).join('')).toBe(expected);
	});

	test.each([
		['object', 422],
		['either', 200],
	] as const)('filter as JSON in a text, where %s is taken', async (pushFilter, status) => {
		set({ pushFilter });
		const { filter: object } = filter('equal', 'roses');
		expect((await create({ filter: JSON.stringify(object) }))[0]).toBe(status);
	});
});

describe('refusals', () => {
	test.each<[object, unknown]>([
		[{ title: '' }, refusal('Argument title missing')],
		[{ website_id: undefined }, refusal('Argument website_id missing')],
		[{ website_id: '4511' }, wrong('website_id')],
		[{ website_id: 1 }, refusal('Website not found')],
		[{ body: undefined }, refusal('Argument body missing')],
		[{ ttl: undefined }, refusal('Argument ttl missing')],
		[{ ttl: 86_401 }, wrong('ttl')],
		[{ ttl: '60' }, wrong('ttl')],
		[{ link: 'shop.example' }, wrong('link')],
		[{ stretch_time: -1 }, wrong('stretch_time')],
		[
			{ send_date: '2026-01-15 09:59:59' },
			refusal(
				'Incorrect date format. Use YYYY-MM-DD hh:ii:ss that equals or greater than the current date',
				799,
			),
		],
		[{ filter_lang: '' }, wrong('filter_lang')],
		[{ filter_browser: ' ' }, wrong('filter_browser')],
		[{ filter_region: ['GB'] }, wrong('filter_region')],
		[{ filter_region: '[]' }, wrong('filter_region')],
		[{ filter_url: '{"type":"include","search":""}' }, wrong('filter_url')],
		[{ filter_subscription_date_from: '2026-02-30' }, wrong('filter_subscription_date_from')],
		[{ filter: { variable_name: 'x', operator: 'and', conditions: [] } }, wrong('filter')],
		[{ buttons: [{ text: 'a', link: 'https://a.example' }] }, wrong('buttons')],
		[{ buttons: '[{"text":"a","link":"a"}]' }, wrong('buttons')],
		[
			{
				buttons: JSON.stringify(new Array(3).fill({ text: 'a', link: 'https://a.example' })),
			},
			wrong('buttons'),
		],
		[{ image: { name: 'a.png', data: PNG.toString('base64') } }, wrong('image')],
		[{ image: JSON.stringify({ name: 'a.png', data: 'PHN2Zz4=' }) }, wrong('image')],
	])('%j', async (changes, expected) => {
		expect(await create(changes)).toEqual(expected);
		expect(bench.sandbox.state.push.campaigns).toEqual([]);
	});

	test.each([
		['base64', 160_000, 422],
		['base64', 149_000, 200],
		['file', 160_000, 200],
		['file', 200_001, 422],
	] as const)('200 kB of %s: a picture of %d bytes is %d', async (size, bytes, status) => {
		set({ pushPictureSize: size });
		const data = Buffer.concat([PNG, Buffer.alloc(bytes - PNG.length)]).toString('base64');
		const [answered] = await create({ icon: JSON.stringify({ name: 'a.png', data }) });
		expect(answered).toBe(status);
	});

	test.each([
		['refuse', 422],
		['ignore', 200],
	] as const)('what the document does not have: %s', async (pushUnknownFields, status) => {
		set({ pushUnknownFields });
		expect((await create({ filter_browsers: 'Chrome' }))[0]).toBe(status);
	});

	test('with status 200 and result false, where that is their form', async () => {
		set({ pushErrors: 'resultFalse' });
		expect(await create({ title: '' })).toEqual([
			200,
			{ result: false, message: 'Argument title missing', error_code: 422 },
		]);
	});

	test('hostile values break nothing', async () => {
		set({ pushFilter: 'either', pushUnknownFields: 'ignore' });
		for (const name of ['title', 'website_id', 'ttl', 'filter', 'filter_url', 'buttons', 'image'])
			for (const value of HOSTILE) {
				const [status] = await create({ [name]: value });
				expect([name, value, status < 500]).toEqual([name, value, true]);
			}
	});
});

test('pages, and by date and website', async () => {
	const other = bench.sandbox.state.push.addWebsite('https://blog.example', 0);
	await create();
	await create({ website_id: other.id, send_date: '2026-01-20 12:00:00' });
	const ids = async (query: string) =>
		(await bench.get(`/push/tasks${query}`)).json.map(({ id }: { id: number }) => id);
	expect(await ids('')).toEqual([36_702, 36_701]);
	expect(await ids('?limit=1&offset=1')).toEqual([36_701]);
	expect(await ids(`?website_id=${other.id}`)).toEqual([36_702]);
	expect(await ids('?to=2026-01-19%2000:00:00')).toEqual([36_701]);
	expect(await ids('?from=2026-01-20%2012:00:00')).toEqual([36_702]);
	expect((await bench.get('/push/tasks?from=2026-01-20')).status).toBe(422);
	expect((await bench.get('/push/tasks?limit=101')).status).toBe(422);
	expect((await bench.get('/push/tasks/1')).status).toBe(404);
});

test('IDs as text, where they are', async () => {
	set({ pushIds: 'text' });
	expect((await create())[1]).toEqual({ result: true, id: '36701' });
	expect((await bench.get('/push/tasks/36701')).json).toMatchObject({
		id: '36701',
		website_id: String(site.id),
	});
});
