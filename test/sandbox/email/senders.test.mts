import { startBench, type Bench } from '../client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const complaint = (message: string, code = 422, status = 422) => [
	status,
	{ message, error_code: code },
];
const call = async (method: string, path: string, body?: unknown) => {
	bench.clock.advance(200);
	const { status, json } = await bench.call(method, path, { body });
	return [status, json];
};
const code = () => bench.sandbox.state.senders.get('new@shop.example')?.code?.text;
const path = '/senders/new%40shop.example/code';
const notWaiting = complaint('No such email address awaiting activation', 21);

test('GET /senders: activated or not', async () => {
	const senders = [
		{
			email: 'hello@shop.example',
			name: 'Holm & Sons',
			status: 'Active',
			is_allowed_for_smtp: true,
		},
		{
			email: 'new@shop.example',
			name: 'Not activated yet',
			status: 'Not active',
			is_allowed_for_smtp: true,
		},
	];
	expect(await call('GET', '/senders')).toEqual([200, senders]);
	bench.sandbox.options.smtpFlag = 'number';
	expect((await call('GET', '/senders'))[1][0].is_allowed_for_smtp).toBe(1);
});

describe('POST /senders', () => {
	test('adds one, and mails a code', async () => {
		const sender = { email: 'second@shop.example', name: 'Second' };
		expect(await call('POST', '/senders', sender)).toEqual([200, { result: true }]);
		const { senders, outbox } = bench.sandbox.state;
		expect(senders.get(sender.email)).toMatchObject({ ...sender, activated: false });
		expect(outbox).toEqual([
			{
				kind: 'activation',
				at: bench.clock.now(),
				to: sender.email,
				code: expect.stringMatching(/^[0-9a-f]{32}$/),
			},
		]);
		expect((await call('GET', '/senders/second@shop.example/code'))[1].error_code).toBe(1004);
	});

	test.each<[string, unknown, string, number]>([
		['no address', { name: 'x' }, 'Argument email missing', 422],
		['no well-formed address', { email: 'x@y', name: 'x' }, 'Argument email is invalid', 422],
		[
			'a domain that forbids it',
			{ email: 'holm@Yahoo.com', name: 'x' },
			'DMARC policy error. Please, use another sender domain.',
			422,
		],
		['no name', { email: 'a@b.example' }, 'Argument name missing', 422],
		['a name that is a number', { email: 'a@b.example', name: 1 }, 'Argument name is invalid', 422],
		['one in use', { email: 'HELLO@shop.example', name: 'x' }, 'Email already in use', 902],
		[
			'one on the blacklist',
			{ email: 'complaints@mail.example', name: 'x' },
			'This email in blacklist',
			904,
		],
	])('refuses %s', async (_, body, message, number) => {
		expect(await call('POST', '/senders', body)).toEqual(complaint(message, number));
		expect(bench.sandbox.state.senders.all()).toHaveLength(2);
	});
});

describe('activation', () => {
	test('mails a code, and another after fifteen minutes', async () => {
		const answer = [200, { result: true, email: 'new@shop.example' }];
		expect(await call('GET', path)).toEqual(answer);
		const first = code();
		expect(await call('GET', path)).toEqual(
			complaint('The activation code has been sent. Wait 15 minutes to retry', 1004),
		);
		bench.clock.advance(15 * 60_000 - 500);
		expect((await call('GET', path))[1].error_code).toBe(1004);
		expect(await call('GET', path)).toEqual(answer);
		expect(code()).not.toBe(first);
		expect(bench.sandbox.state.outbox).toHaveLength(2);
	});

	test('takes the code it mailed last, once', async () => {
		await call('GET', path);
		expect(await call('POST', path, {})).toEqual(complaint('Activation code not specified', 1104));
		expect(await call('POST', path, { code: 'wrong' })).toEqual(
			complaint('Argument code is invalid'),
		);
		expect(bench.sandbox.state.senders.get('new@shop.example')?.activated).toBe(false);
		expect(await call('POST', path, { code: code() })).toEqual([
			200,
			{ result: true, email: 'new@shop.example' },
		]);
		expect(bench.sandbox.state.senders.get('new@shop.example')?.activated).toBe(true);
		expect(await call('POST', path, { code: code() })).toEqual(notWaiting);
		expect(await call('GET', path)).toEqual(notWaiting);
	});

	test('without any mail no code is right', async () => {
		expect((await call('POST', path, { code: 'undefined' }))[0]).toBe(422);
	});

	test.each(['hello@shop.example', 'nobody@shop.example'])('%s is 21', async (email) => {
		expect(await call('GET', `/senders/${email}/code`)).toEqual(notWaiting);
		expect(await call('POST', `/senders/${email}/code`, { code: 'x' })).toEqual(notWaiting);
	});
});

describe('DELETE /senders', () => {
	test('removes the one that the body names', async () => {
		expect(await call('DELETE', '/senders', { email: 'New@shop.example' })).toEqual([
			200,
			{ result: true },
		]);
		expect(bench.sandbox.state.senders.all()).toHaveLength(1);
	});

	test.each<[string, unknown, string, number]>([
		['nothing', undefined, 'Email address not specified', 1101],
		['no address', { email: 'x' }, 'Argument email is invalid', 422],
		['an unknown one', { email: 'nobody@shop.example' }, 'Sender not found', 704],
	])('refuses %s', async (_, body, message, number) => {
		expect(await call('DELETE', '/senders', body)).toEqual(complaint(message, number));
	});
});
