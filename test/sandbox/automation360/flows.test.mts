/** Flows of Automation 360: what the API tells of them, and that events move people through them. */
import type { SandboxOptions } from '../../../sandbox/index.mts';
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
afterEach(() => bench.sandbox.close());

const begin = async (options: Partial<SandboxOptions> = {}) => {
	bench = await startBench({ automationRecipients: 'present', ...options });
};
const WELCOME = 14_523;
const at = (path: string) => bench.get(`/a360/${path}`);
const MISSING = { message: 'Not found', error_code: 404 };

test('the list has pages, and flows whose name is in their data alone', async () => {
	await begin();
	const { json } = await at('autoresponders/list');
	expect(json.data.map(({ id, name, status }: any) => [id, name, status])).toEqual([
		[WELCOME, 'Welcome series', 1],
		[14_524, 'Forgotten carts', 3],
		[14_525, '', 0],
	]);
	expect(json.data[2].main_data.automation_name).toBe('Birthday');
	expect((await at('autoresponders/list?limit=1&offset=1')).json.data).toHaveLength(1);
	expect((await at('autoresponders/list?limit=101')).json).toMatchObject({ error_code: 422 });
	expect((await at('autoresponders/list?limit=0')).json).toMatchObject({ error_code: 422 });
});

test('a single flow is bare, or in data, with an element of a type that no document names', async () => {
	await begin();
	const { json } = await at(`autoresponders/${WELCOME}`);
	expect(json).toMatchObject({
		autoresponder: { id: WELCOME, name: 'Welcome series', status: 1 },
		starts: 12,
		in_queue: 0,
		end_count: 12,
	});
	expect(json.flows.map(({ af_type }: any) => af_type)).toEqual([
		'maintrigger',
		'filter',
		'email',
		'trigger',
		'push',
		'sms',
		'messenger',
		'action',
		'goal',
		'webhook',
	]);
	bench.sandbox.options.automationFlow = 'inData';
	bench.sandbox.options.automationUnknownType = false;
	const wrapped = (await at(`autoresponders/${WELCOME}`)).json;
	expect(wrapped.data.flows).toHaveLength(9);
});

test('an element is found under its own kind only', async () => {
	await begin();
	expect((await at('stats/email/467513/group-stat')).json.data).toMatchObject({
		flow_id: 467_513,
		sent: 12,
		opened: 8,
	});
	expect((await at('stats/sms/467513/group-stat')).json).toEqual(MISSING);
	expect((await at('stats/email/1/group-stat')).json).toEqual(MISSING);
	expect((await at('autoresponders/1')).json).toEqual(MISSING);
	bench.sandbox.options.automationFigures = 'bare';
	expect((await at('stats/trigger/467514/group-stat')).json).toMatchObject({ executed: 12 });
});

test('nothing can be changed', async () => {
	await begin();
	expect((await bench.del(`/a360/autoresponders/${WELCOME}`)).status).toBe(404);
	expect((await bench.post('/a360/autoresponders/list', {})).status).toBe(404);
});

test('an event takes somebody through the active flow, step by step', async () => {
	await begin();
	const starts = async () => (await at(`autoresponders/${WELCOME}`)).json.starts;
	const sent = async () => (await at('stats/email/467513/group-stat')).json.data.sent;
	await bench.post('/events/name/registration', { email: 'new@mail.example' });
	expect([await starts(), await sent()]).toEqual([13, 12]);
	bench.clock.advance(2_000);
	expect(await sent()).toBe(13);
	bench.clock.advance(70_000);
	const { json } = await at('stats/email/467513/addresses?limit=1');
	expect(json).toMatchObject({ total: 13, data: [{ email: 'new@mail.example', phone: null }] });
	// The other flow is stopped, and this event names another one.
	await bench.post('/events/name/cart_abandoned', { email: 'new@mail.example' });
	await bench.post('/events/name/registration', { email: 'x@mail.example', automation_id: 14_524 });
	expect((await at('autoresponders/14524')).json.starts).toBe(5);
	expect(await starts()).toBe(13);
});

test('figures of all elements, by element or as a list, by type, with deleted ones', async () => {
	await begin();
	const { json } = await at(`autoresponders/${WELCOME}/total-stats?flow_type=email`);
	expect(json).toEqual({ 467513: expect.objectContaining({ sent: 12 }) });
	bench.sandbox.options.automationTotalStats = 'list';
	const of = async (query: string) =>
		(await at(`autoresponders/14524/total-stats${query}`)).json.data.length;
	expect([await of(''), await of('?deleted=true')]).toEqual([3, 4]);
});

test('conversions: how many, and whose', async () => {
	await begin();
	const { data } = (await at(`autoresponders/${WELCOME}/conversions`)).json;
	expect(data).toMatchObject({
		total_conversions: 4,
		maintrigger_conversions: 2,
		goal_conversions: 2,
		maintrigger: { conversions: 2 },
		goals: [{ name: 'First order', conversions: 2 }],
	});
	const list = async (path: string) =>
		(await at(`autoresponders/${WELCOME}/conversions/list/${path}`)).json;
	expect((await list('all?limit=3')).items).toHaveLength(3);
	expect(await list('maintrigger')).toMatchObject({ total: 2 });
	expect(await list('goal')).toMatchObject({ total: 2 });
	expect(await list('goal/467519')).toMatchObject({ total: 2 });
	expect(await list('goal/1')).toEqual(MISSING);
});

test('lists that only clients know of are not there, unless they are switched on', async () => {
	await begin({ automationRecipients: 'absent' });
	expect((await at('stats/email/467513/addresses')).json).toEqual(MISSING);
	expect((await at(`autoresponders/${WELCOME}/conversions/list/goal`)).json).toEqual(MISSING);
	expect((await at(`autoresponders/${WELCOME}/conversions/list/all`)).status).toBe(200);
});

test('the page shows flows, and starts and stops them', async () => {
	await begin();
	const open = async (path: string) =>
		(await bench.call('GET', path, { authorization: null })).text;
	expect(await open('/?view=automation360')).toContain('Welcome series');
	const act = async (what: string, body: object) =>
		(await bench.call('POST', `/sandbox/automation360/${what}`, { authorization: null, body }))
			.status;
	expect(await act('start', { flow: WELCOME, email: '<b>@mail.example' })).toBe(422);
	expect(await act('start', { flow: WELCOME, email: 'eve@mail.example' })).toBe(200);
	expect(await act('status', { flow: WELCOME, status: 'stopped' })).toBe(200);
	expect(await act('start', { flow: WELCOME, email: 'eve@mail.example' })).toBe(422);
	const html = await open(`/?view=automation360&flow=${WELCOME}`);
	expect(html).toContain('eve@mail.example');
	expect(html).toContain('Activate the flow');
});
