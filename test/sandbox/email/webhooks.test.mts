import { startBench, type Bench } from '../client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const path = '/v2/email-service/webhook';
const url = 'https://site.example/callback?secret=1';
const notFound = { message: 'Not found', error_code: 404 };
const call = async (method: string, rest: string, body?: unknown) => {
	bench.clock.advance(200);
	const { status, json } = await bench.call(method, `${path}${rest}`, { body });
	return [status, json];
};
const row = (id: number, action: string) => ({ id, user_id: 7100001, url, action });

test('one row for each action, in another order than they were asked for', async () => {
	expect(await call('POST', '/', { url, actions: ['open', 'unsubscribe', 'open'] })).toEqual([
		200,
		{ success: true, data: [row(162242, 'unsubscribe'), row(162241, 'open')] },
	]);
	expect(await call('GET', '')).toEqual([
		200,
		{ success: true, data: [row(162241, 'open'), row(162242, 'unsubscribe')] },
	]);
	expect(await call('GET', '/162242')).toEqual([
		200,
		{ success: true, data: row(162242, 'unsubscribe') },
	]);
});

test.each(['', '/'])('with "%s" at the end', async (slash) => {
	expect((await call('POST', slash, { url, actions: 'open' }))[0]).toBe(200);
	expect((await call('GET', slash))[1].data).toEqual([row(162241, 'open')]);
	expect((await call('PUT', `/162241${slash}`, { url }))[0]).toBe(200);
	expect((await call('GET', `/162241${slash}`))[1].data.url).toBe(url);
	expect((await call('DELETE', `/162241${slash}`))[0]).toBe(200);
});

test.each([
	'url=https%3A%2F%2Fsite.example%2Fcallback%3Fsecret%3D1&actions[]=open&actions[]=delete',
	'url=https%3A%2F%2Fsite.example%2Fcallback%3Fsecret%3D1&actions=open',
])('as a form: %s', async (raw) => {
	const { status, json } = await bench.call('POST', path, {
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		raw,
	});
	expect([status, json.data.at(-1)]).toEqual([200, row(162241, 'open')]);
});

test('all ten actions', async () => {
	const actions =
		'new_emails delete unsubscribe task_status_update open delivered redirect spam hard_bounces soft_bounces'.split(
			' ',
		);
	expect((await call('POST', '', { url, actions }))[1].data).toHaveLength(10);
});

test.each<[unknown, string]>([
	[{}, 'Argument url missing'],
	[{ url: 5, actions: ['open'] }, 'Argument url must be string'],
	[{ url: 'site.example', actions: ['open'] }, 'Argument url is invalid'],
	[{ url: 'ftp://site.example', actions: ['open'] }, 'Argument url is invalid'],
	[{ url }, 'Argument actions missing'],
	[{ url, actions: [] }, 'Argument actions missing'],
	[{ url, actions: { open: true } }, 'Argument actions is invalid'],
	[{ url, actions: ['open', 'opened'] }, 'Argument actions is invalid'],
	[{ url, actions: 'open,delete' }, 'Argument actions is invalid'],
	[{ url, actions: [5] }, 'Argument actions is invalid'],
])('POST refuses %j', async (body, message) => {
	expect(await call('POST', '', body)).toEqual([422, { message, error_code: 422 }]);
	expect(bench.sandbox.state.webhooks.all()).toEqual([]);
});

test('the same URL and action again: a second row, or the first', async () => {
	await call('POST', '', { url, actions: ['open'] });
	expect((await call('POST', '', { url, actions: ['open'] }))[1].data).toEqual([
		row(162242, 'open'),
	]);
	bench.sandbox.options.duplicateWebhooks = 'return';
	expect((await call('POST', '', { url, actions: ['open'] }))[1].data).toEqual([
		row(162241, 'open'),
	]);
	expect(bench.sandbox.state.webhooks.all()).toHaveLength(2);
});

test('PUT changes the URL, not the action', async () => {
	await call('POST', '', { url, actions: ['open'] });
	const body = { url: 'https://site.example/new', actions: ['delete'] };
	expect(await call('PUT', '/162241', body)).toEqual([200, { success: true, data: [true] }]);
	expect(bench.sandbox.state.webhooks.all()).toEqual([
		{ id: 162241, url: 'https://site.example/new', action: 'open' },
	]);
	expect((await call('PUT', '/162241', {}))[1].message).toBe('Argument url missing');
});

test('DELETE removes a row', async () => {
	await call('POST', '', { url, actions: ['open', 'delete'] });
	expect(await call('DELETE', '/162241')).toEqual([200, { success: true, data: [true] }]);
	expect(bench.sandbox.state.webhooks.all()).toHaveLength(1);
});

test.each(['GET', 'PUT', 'DELETE'])('%s of an unknown row', async (method) => {
	const body = method === 'GET' ? undefined : { url };
	for (const id of ['1', 'x']) expect(await call(method, `/${id}`, body)).toEqual([404, notFound]);
	bench.sandbox.options.webhookFailure = 'envelope';
	expect(await call(method, '/1', body)).toEqual([404, { success: false, ...notFound }]);
});

test('URLs may have to begin with https', async () => {
	const body = { url: 'http://site.example/', actions: ['open'] };
	expect((await call('POST', '', body))[0]).toBe(200);
	bench.sandbox.options.webhooksNeedHttps = true;
	expect((await call('POST', '', body))[1].message).toBe('Argument url is invalid');
});
