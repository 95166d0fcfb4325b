/** Webhooks that flows send, and the limit of one an hour. */
import type { SandboxOptions } from '../../../sandbox/index.mts';
import { startBench, type Bench } from '../client.mts';
import { startKeyServer, type KeyServer } from './keyServer.mts';

const HOUR = 3_600_000;
let bench: Bench;
let server: KeyServer;
beforeEach(async () => {
	bench = await startBench();
	server = await startKeyServer();
});
afterEach(async () => {
	await bench.sandbox.close();
	await server.close();
});

const set = (switches: Partial<SandboxOptions>) => Object.assign(bench.sandbox.options, switches);
const control = (path: string, body: object) =>
	bench.call('POST', `/sandbox/flow-webhooks${path}`, { authorization: null, body });
const element = async (name = 'GoalReached') =>
	(await control('', { name, url: server.url })).json as {
		id: number;
		key: string;
	};
let reached = 0;
const reach = async (id: number, who: object = { email: `a${++reached}@mail.example` }) => {
	await control('/reach', { id, ...who });
	await bench.sandbox.flowCourier.settle();
};
const outcomes = () => bench.sandbox.state.flowWebhooks.deliveries.map(({ outcome }) => outcome);
const pass = async (ms: number) => {
	bench.clock.advance(ms);
	bench.sandbox.agenda.catchUp();
	await bench.sandbox.flowCourier.settle();
};

test('an array of one, as the knowledge base shows it', async () => {
	const { id } = await element();
	const who = { email: 'ann@mail.example', phone: '+380631234567', variables: { city: 'Kyiv' } };
	await reach(id, who);
	expect(server.got).toEqual([
		[
			{
				automation_id: String(bench.sandbox.state.flows.all()[0]?.id),
				title: 'GoalReached',
				execution_date: expect.stringMatching(/^2026-01-15 \d\d:00:00$/),
				email: 'ann@mail.example',
				phone: '+380631234567',
				variables: [{ city: 'Kyiv' }],
			},
		],
	]);
});

test('variables and dates in the other readings', async () => {
	const { id } = await element();
	const who = { email: 'ann@mail.example', variables: { name: 'Ann', city: 'Kyiv' } };
	set({ a360Key: 'none', a360Variables: 'listOfEach', a360Date: 'php' });
	await reach(id, who);
	set({ a360Variables: 'object' });
	await reach(id, who);
	expect(server.got.flat()).toMatchObject([
		{
			variables: [{ name: 'Ann' }, { city: 'Kyiv' }],
			execution_date: { timezone_type: 3, timezone: 'Europe/Berlin' },
		},
		{ variables: { name: 'Ann', city: 'Kyiv' } },
	]);
});

describe('the limit of one an hour', () => {
	test('holds for each element while the key does not come back', async () => {
		const [one, other] = [await element(), await element('Other')];
		server.answer('ok');
		for (const { id } of [one, one, other]) await reach(id);
		expect(outcomes()).toEqual(['delivered', 'limited', 'delivered']);
		await pass(HOUR);
		await reach(one.id);
		expect(outcomes().at(-1)).toBe('delivered');
	});

	test('does not hold where the key comes back, until it once does not', async () => {
		const { id, key } = await element();
		server.answer(key);
		await reach(id);
		await reach(id);
		server.answer('{"message":"Webhook call received"}');
		await reach(id);
		await reach(id);
		expect(outcomes()).toEqual(['delivered', 'delivered', 'delivered', 'limited']);
	});

	test('is gone for good after the first key, in the other reading', async () => {
		set({ a360KeyEachTime: false });
		const { id, key } = await element();
		server.answer(key);
		await reach(id);
		server.answer('ok');
		for (let time = 0; time < 3; time++) await reach(id);
		expect(outcomes()).toEqual(Array(4).fill('delivered'));
	});

	test.each<[SandboxOptions['a360Key'], (key: string) => string, boolean]>([
		['text', (key) => key, true],
		['text', (key) => `"${key}"`, false],
		['text', (key) => JSON.stringify({ key }), false],
		['json', (key) => JSON.stringify({ key }), true],
		['json', (key) => key, false],
		['contains', (key) => `<p>${key}</p>`, true],
		['contains', () => 'ok', false],
		['none', () => 'ok', true],
	])('a key wanted as %s: %p lifts it: %p', async (a360Key, answer, lifted) => {
		set({ a360Key });
		const { id, key } = await element();
		server.answer(answer(key));
		await reach(id);
		await reach(id);
		expect(outcomes()).toEqual(['delivered', lifted ? 'delivered' : 'limited']);
	});

	test('may let those beyond it wait', async () => {
		set({ a360OverLimit: 'queue' });
		const { id } = await element();
		server.answer('ok');
		await reach(id);
		await reach(id);
		expect(outcomes()).toEqual(['delivered', 'queued']);
		await pass(HOUR);
		expect(outcomes()).toEqual(['delivered', 'delivered']);
	});
});

test.each([
	[{ name: 'Ziel erreicht', url: 'http://127.0.0.1:9/' }, 'Latin letters'],
	[{ name: 'Goal', url: 'somewhere' }, 'url is no address'],
	[{ name: 'Goal', url: 'http://127.0.0.1:9/', flow: 'x' }, 'no such flow'],
])('%j is no element', async (body, words) => {
	const { status, json } = await control('', body);
	expect([status, json.message]).toEqual([422, expect.stringContaining(words)]);
});

test('only this machine is called, and nobody is nobody', async () => {
	const { json } = await control('', { name: 'Goal', url: 'https://site.example/hook' });
	await reach(json.id);
	expect(outcomes()).toEqual(['undeliverable']);
	expect((await control('/reach', { id: json.id })).status).toBe(422);
	expect((await control('/reach', { id: 1, email: 'a@b.example' })).status).toBe(404);
});

test('the page shows the elements, their keys and what was sent', async () => {
	const { id, key } = await element();
	server.answer(key);
	await reach(id);
	await reach(id, { phone: '+380631234567' });
	const { text } = await bench.call('GET', '/?view=flow-webhooks', { authorization: null });
	expect(text).toContain(`<code>${key}</code>`);
	expect(text.match(/came back/g)).toHaveLength(2);
	await control('/remove', { id });
	expect((await control('/reach', { id, email: 'a@b.example' })).status).toBe(404);
});

test('whoever comes into the flow by an event passes the element', async () => {
	const [flow] = bench.sandbox.state.flows.all();
	await element();
	await bench.post(`/events/name/${flow?.event}`, { email: 'ann@mail.example', order: 'A-17' });
	await bench.sandbox.flowCourier.settle();
	expect(server.got).toMatchObject([
		[{ email: 'ann@mail.example', variables: [{ order: 'A-17' }] }],
	]);
});
