import { startBench, type Bench } from '../client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const received = () => bench.sandbox.state.automations.received;
const raw = () => {
	const { automations, account } = bench.sandbox.state;
	return `/events/id/${automations.get('purchase')?.hash}/${account.profile.id}`;
};
const notFound = [404, { message: 'Event not found', error_code: 404 }];
const send = async (path: string, body: unknown, authorization?: string | null) => {
	bench.clock.advance(200);
	const { status, json } = await bench.call('POST', path, { body, authorization });
	return [status, json];
};

test('by name, with a token: contact, flow and variables are kept', async () => {
	const products = [{ name: 'Jug', price: 12.5 }];
	expect(
		await send('/events/name/registration', {
			email: ' a@b.example',
			phone: '+123456789',
			automation_id: 123,
			products,
			product_id: 5,
		}),
	).toEqual([200, { result: true }]);
	expect(received()).toEqual([
		{
			at: bench.clock.now(),
			name: 'registration',
			withToken: true,
			email: 'a@b.example',
			phone: '123456789',
			automationId: 123,
			variables: { products, product_id: 5 },
		},
	]);
});

test('by hash and user id, without a token', async () => {
	expect(await send(raw(), { phone: '+123456789' }, null)).toEqual([200, { result: true }]);
	expect(received()).toMatchObject([{ name: 'purchase', withToken: false, email: null }]);
});

test('as a form, where everything is text', async () => {
	const { status, json } = await bench.call('POST', raw(), {
		authorization: null,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		raw: 'email=a%40b.example&automation_id=7&city=Berlin',
	});
	expect([status, json]).toEqual([200, { result: true }]);
	expect(received()[0]).toMatchObject({ automationId: 7, variables: { city: 'Berlin' } });
});

test('by name needs a token', async () => {
	expect((await send('/events/name/registration', { email: 'a@b.example' }, null))[0]).toBe(401);
	expect(received()).toEqual([]);
});

test('only events that exist, names percent-encoded', async () => {
	bench.sandbox.state.automations.create('big & new/old');
	const body = { email: 'a@b.example' };
	expect((await send('/events/name/big%20%26%20new%2Fold', body))[0]).toBe(200);
	expect(await send('/events/name/unknown', body)).toEqual(notFound);
	expect(await send(`${raw()}1`, body, null)).toEqual(notFound);
	expect(await send('/events/id/abc/7100001', body, null)).toEqual(notFound);
});

test.each<[unknown, string]>([
	[undefined, 'Argument email missing'],
	[{ name: 'x' }, 'Argument email missing'],
	[{ email: '', phone: null }, 'Argument email missing'],
	[[{ email: 'a@b.example' }], 'Argument email missing'],
	[{ email: 5 }, 'Argument email must be string'],
	[{ email: 'x' }, 'Argument email is invalid'],
	[{ phone: 123456789 }, 'Argument phone must be string'],
	[{ phone: 'abc' }, 'Argument phone is invalid'],
	[{ email: 'a@b.example', automation_id: '5' }, 'Argument automation_id must be integer'],
	[{ email: 'a@b.example', automation_id: 1.5 }, 'Argument automation_id must be integer'],
])('refuses %j', async (body, message) => {
	const refusal = [422, { message, error_code: 422 }];
	expect(await send('/events/name/registration', body)).toEqual(refusal);
	expect(await send(raw(), body, null)).toEqual(refusal);
	expect(received()).toEqual([]);
});

test('the limits hold for events, too', async () => {
	for (let index = 0; index < 10; index += 1) {
		await bench.call('POST', raw(), { authorization: null, body: { email: 'a@b.example' } });
	}
	const { status } = await bench.call('POST', raw(), { authorization: null, body: {} });
	expect(status).toBe(429);
});
