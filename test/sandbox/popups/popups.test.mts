/** Pop-ups: what is answered, and what visitors leave. */
import type { SandboxOptions } from '../../../sandbox/index.mts';
import type { Popup, Project } from '../../../sandbox/popups/store.mts';
import { HOSTILE } from '../hostileValues.mts';
import { startBench, type Bench } from '../client.mts';

const BASE = '/v2/pop-ups/public/api';
const STRANGER = '7803a6ea-4b32-44d7-a245-5cda4e4f2034';

let bench: Bench;
let shop: Project;
let letter: Popup;
beforeEach(async () => {
	bench = await startBench();
	const { popups } = bench.sandbox.state;
	shop = popups.projects[0]!;
	letter = shop.popups[0]!;
});
afterEach(() => bench.sandbox.close());

const set = (switches: Partial<SandboxOptions>) => Object.assign(bench.sandbox.options, switches);
const get = async (path: string) => {
	const { status, json } = await bench.get(`${BASE}${path}`);
	return [status, json];
};
const data = async (path: string) => (await get(path))[1].data;
const refusal = (errors: Record<string, string>, status = 400) => [
	status,
	{ result: false, errors },
];
const act = async (body: object) =>
	(await bench.call('POST', '/sandbox/popups/act', { body, authorization: null })).status;
const open = async (path: string) => (await bench.call('GET', path, { authorization: null })).text;
const survey = () => shop.popups.find(({ containsNps }) => containsNps)!;

describe('projects', () => {
	test('are made, and answered with 201', async () => {
		const { status, json } = await bench.post(`${BASE}/widgets`, {
			name: 'New',
			url: 'https://new.example/shop',
		});
		expect(status).toBe(201);
		expect(json).toEqual({
			result: true,
			data: {
				id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
				name: 'New',
				urls: ['https://new.example/shop'],
				domains: ['new.example'],
				integrationCode: expect.stringContaining('<script'),
				updatedAt: expect.stringMatching(/^2026-01-15T09:00:00\.\d{3}Z$/),
				createdAt: expect.any(String),
			},
		});
		expect((await data('/widgets/list')).at(-1)).toEqual(json.data);
	});

	test.each<[object, Record<string, string>]>([
		[
			{ name: 'x'.repeat(256), url: 'bad_url' },
			{ 'name.length.max': 'Too long, max length - {{255}}', url: "Invalid URL 'bad_url'" },
		],
		[{ url: 'https://a.example' }, { name: 'Required' }],
		[{ name: 'x' }, { url: "Invalid URL ''" }],
	])('%j is refused by field', async (body, errors) => {
		const { status, json } = await bench.post(`${BASE}/widgets`, body);
		expect([status, json]).toEqual(refusal(errors));
	});

	test('hostile values break nothing', async () => {
		for (const value of HOSTILE) {
			const body = { name: value, url: value, is_enabled: value };
			for (const path of ['/widgets', `/popups/${letter.id}/set-state`])
				expect((await bench.post(`${BASE}${path}`, body)).status).toBeLessThan(500);
		}
	});
});

describe('pages', () => {
	const fill = (count: number) => {
		for (let number = 0; number < count; number += 1)
			bench.sandbox.state.popups.addProject(`P ${number}`, 'https://p.example', 0);
	};

	test('of ten where nothing is said, with the total', async () => {
		fill(118);
		const [, { data: records, pageInfo }] = await get('/widgets/list');
		expect(records).toHaveLength(10);
		expect(pageInfo).toEqual({ total: 120, offset: 0, first: 10, arguments: {} });
		expect(await data('/widgets/list?first=3&offset=118')).toHaveLength(2);
	});

	test.each([
		[100, 100],
		[10, 10],
		[null, 120],
	])('of %j at the most', async (popupMostPerPage, count) => {
		set({ popupMostPerPage, popupPageInfo: false });
		fill(118);
		const [, answer] = await get('/widgets/list?first=500');
		expect(answer.data).toHaveLength(count);
		expect(answer.pageInfo).toBeUndefined();
	});

	test('want numbers', async () => {
		expect(await get('/widgets/list?first=many')).toEqual(
			refusal({ first: "Invalid integer value 'many'" }),
		);
	});
});

describe('IDs', () => {
	test.each([
		['/popups/list/5', 'widgetId'],
		['/popups/list/quiz/5', 'widgetId'],
		['/statistics/widget/5', 'widgetId'],
		['/subscribers/by-project/5', 'widgetId'],
		['/statistics/popup/5', 'id'],
		['/statistics/nps/5', 'id'],
		['/statistics/nps/5/aggregated', 'id'],
		['/subscribers/by-popup/5', 'id'],
	])('%s is a 400 with the name of the field', async (path, field) => {
		expect(await get(path)).toEqual(refusal({ [field]: "Invalid id {{'5'}}" }));
	});

	test.each([
		['result', { result: false, errors: { id: 'Not found' } }],
		['native', { message: 'Not found', error_code: 404 }],
	] as const)('of nobody are a 404 (%s)', async (popupNotFound, body) => {
		set({ popupNotFound });
		expect(await get(`/popups/list/${STRANGER}`)).toEqual([404, body]);
		expect(await get('/subscribers/get/1')).toEqual([404, body]);
		expect((await bench.del(`${BASE}/popups/${STRANGER}`)).status).toBe(404);
	});
});

describe('pop-ups', () => {
	test.each([
		['apart', 7],
		['among', 8],
	] as const)('quizzes %s', async (popupQuizzes, count) => {
		set({ popupQuizzes });
		expect(await data(`/popups/list/${shop.id}`)).toHaveLength(count);
		expect(await data(`/popups/list/quiz/${shop.id}`)).toMatchObject([
			{ name: 'Which flower are you?', widgetId: shop.id },
		]);
	});

	test.each([
		['iso', '2025-06-02T09:00:00.000Z'],
		['spaced', '2025-06-02 09:00:00+00:00'],
	] as const)('dates as %s', async (popupDates, createdAt) => {
		set({ popupDates });
		expect((await data(`/popups/list/${shop.id}`))[0]).toMatchObject({ createdAt });
	});

	test('are switched by a true boolean alone', async () => {
		const path = `${BASE}/popups/${letter.id}/set-state`;
		const { json } = await bench.post(path, { is_enabled: false });
		expect(json).toMatchObject({ result: true, data: { id: letter.id, isEnabled: false } });
		const { status, json: refused } = await bench.post(path, { is_enabled: 'true' });
		expect([status, refused]).toEqual(refusal({ isEnabled: "Invalid boolean value 'true'" }));
		expect(letter.isEnabled).toBe(false);
		expect(await act({ popup: letter.id, act: 'subscribe' })).toBe(422);
	});

	test.each([
		['result', 200, '{"result":true}'],
		['empty', 204, ''],
	] as const)('are deleted (%s), with their statistics', async (popupDeleted, status, text) => {
		set({ popupDeleted });
		const answer = await bench.del(`${BASE}/popups/${letter.id}`);
		expect([answer.status, answer.text]).toEqual([status, text]);
		expect((await get(`/statistics/popup/${letter.id}`))[0]).toBe(404);
		expect((await bench.del(`${BASE}/popups/${letter.id}`)).status).toBe(404);
	});

	test('conditions have groups', async () => {
		expect((await data('/popups/conditions'))[0]).toEqual({
			groupId: 1,
			dataType: 'integer',
			name: 'visits_count',
			uniq: true,
		});
	});
});

describe('statistics', () => {
	const seconds = (day: number) => Date.UTC(2025, 5, day) / 1_000;

	test('of a time', async () => {
		const path = `/statistics/popup/${letter.id}`;
		expect(await data(path)).toEqual([
			{ peopleReached: 67, engagements: 7, subscriptions: 7, formEngagements: 7, wereClosed: 20 },
		]);
		expect(await data(`${path}?start=${seconds(2)}&end=${seconds(3)}`)).toMatchObject([
			{ peopleReached: 1, subscriptions: 0, wereClosed: 1 },
		]);
		expect(await get(`${path}?start=${seconds(3)}&end=${seconds(2)}`)).toEqual(
			refusal({ end: 'End date must be after start date' }),
		);
		expect(await data(`/statistics/widget/${shop.id}`)).toMatchObject([
			{ peopleReached: 75, widget: 15 },
		]);
	});

	test.each(['array', 'object'] as const)('one record as %s', async (popupStatistics) => {
		set({ popupStatistics });
		const isList = popupStatistics === 'array';
		for (const path of [`/statistics/popup/${letter.id}`, '/tariff/limits'])
			expect(Array.isArray(await data(path))).toBe(isList);
	});

	test.each([
		['empty', []],
		['zeros', [{ peopleReached: 0, engagements: 0, wereClosed: 0 }]],
	] as const)('nothing to count: %s', async (popupNothingCounted, nothing) => {
		set({ popupNothingCounted });
		const long = `start=${seconds(-3)}&end=${seconds(-2)}`;
		expect(await data(`/statistics/popup/${letter.id}?${long}`)).toMatchObject(nothing);
	});

	test('votes, and what they come to', async () => {
		const votes = await data(`/statistics/nps/${survey().id}`);
		expect(votes.map(({ total }: { total: number }) => total)).toEqual([
			0, 0, 0, 1, 0, 0, 0, 1, 1, 2, 3,
		]);
		expect(await data(`/statistics/nps/${survey().id}/aggregated`)).toEqual([
			{
				average: 50,
				total: 8,
				promoter: 5,
				neutral: 2,
				critic: 1,
				promoterPercent: 63,
				neutralPercent: 25,
				criticPercent: 13,
			},
		]);
		expect(await act({ popup: survey().id, act: 'vote', option: '0' })).toBe(200);
		expect(await data(`/statistics/nps/${survey().id}/aggregated`)).toMatchObject([
			{ total: 9, critic: 2 },
		]);
		expect(await act({ popup: letter.id, act: 'vote' })).toBe(422);
	});

	test('views count against the plan', async () => {
		expect(await data('/tariff/limits')).toMatchObject([
			{ options: { views: { amount: 10_000, amountLeft: 9_925, currentAmount: 75 } } },
		]);
		await act({ popup: letter.id, act: 'see' });
		await act({ popup: letter.id, act: 'close' });
		await act({ popup: letter.id, act: 'use' });
		expect(await data('/tariff/limits')).toMatchObject([
			{ options: { views: { currentAmount: 78 } } },
		]);
	});
});

test('visitors leave an address, and are subscribers', async () => {
	expect(await act({ popup: letter.id, act: 'subscribe', email: 'new@mail.example' })).toBe(200);
	expect(await act({ popup: letter.id, act: 'subscribe' })).toBe(200);
	const all = await data(`/subscribers/by-project/${shop.id}`);
	expect(all).toHaveLength(9);
	expect(all.at(-2)).toEqual({
		id: 50_218,
		clientId: 'c50218',
		name: expect.any(String),
		projectId: shop.id,
		popupId: letter.id,
		gender: 2,
		email: 'new@mail.example',
		city: null,
		phone: null,
		createdAt: expect.stringContaining('2026-01-15'),
		updatedAt: expect.any(String),
	});
	expect(await data('/subscribers/get/50218')).toEqual(all.at(-2));
	expect(await data(`/subscribers/by-popup/${letter.id}`)).toHaveLength(9);
	expect(await data(`/subscribers/by-popup/${survey().id}`)).toEqual([]);
	expect(await act({ popup: STRANGER, act: 'see' })).toBe(404);
	expect(await act({ popup: letter.id, act: 'buy' })).toBe(422);
});

test('the page shows pop-ups, and who subscribed, and nothing of theirs as HTML', async () => {
	const EVIL = '<script>alert(1)</script>';
	expect(await open('/?view=popups')).toContain('Newsletter, 10% off');
	expect(await open(`/?view=popups&popup=${survey().id}`)).toContain('aria-label="Vote 10"');
	await act({ popup: letter.id, act: 'subscribe', email: EVIL });
	const leads = await open('/?view=popup-leads');
	expect(leads).toContain('&lt;script&gt;alert(1)');
	expect(leads).not.toContain(EVIL);
});

test.each(['popups', 'popup-leads'])('%s of a blank account', async (view) => {
	await bench.sandbox.close();
	bench = await startBench({ blank: true });
	expect(await open(`/?view=${view}`)).toContain('<p class="soft">');
});

test('figures, and what is told to other processes', async () => {
	const state = await bench.call('GET', '/sandbox/state', { authorization: null });
	expect(state.json).toMatchObject({ popupProjects: 2, popups: 8, popupSubscribers: 7 });
	const { json } = await bench.call('GET', '/sandbox/popups', { authorization: null });
	expect(json.leads).toHaveLength(7);
	expect(json.projects[0].popups).toHaveLength(8);
});
