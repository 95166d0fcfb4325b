import { startBench, type Bench } from '../client.mts';
import type { MailingList } from '../../../sandbox/index.mts';

const DELAY = 2_000;

let bench: Bench;
let customers: MailingList;
beforeEach(async () => {
	bench = await startBench();
	customers = bench.sandbox.state.lists.getByName('Customers') as MailingList;
});
afterEach(() => bench.sandbox.close());

const call = async (method: string, path: string, body?: unknown) => {
	bench.clock.advance(200);
	const { status, json } = await bench.call(method, path, { body });
	return [status, json];
};
const pass = (ms: number) => {
	bench.clock.advance(ms);
	bench.sandbox.agenda.catchUp();
};
const queued = [
	200,
	{
		code: 'request_sended_to_queue',
		description: 'Request sended to queue',
		failure: false,
		http_code: 200,
		queue_id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
		success: true,
		user_id: 7100001,
		version: '2.7.3',
	},
];
const failed = (description: string) => ({
	code: 'validation_error',
	description,
	failure: true,
	http_code: 422,
	queue_id: null,
	success: false,
	user_id: 7100001,
	version: '2.7.3',
});
const names = () => bench.sandbox.state.tags.all().map(({ name }) => name);
const tagsOf = (email: string) => [...(customers.contacts.get(email)?.tags ?? [])];

test('GET /tags', async () => {
	expect(await call('GET', '/tags')).toEqual([
		200,
		{
			tags: [
				{ id: 2501, name: 'VIP', color: '#f5a623' },
				{ id: 2502, name: 'Wholesale', color: '#4a90e2' },
				{ id: 2503, name: 'Deutsch', color: '#f0f4f6' },
			],
			user_id: 7100001,
			version: '2.7.3',
		},
	]);
});

describe('changes come later', () => {
	test('a new tag, whose id the answer does not tell', async () => {
		expect(await call('POST', '/tags', { name: 'New', color: '#A1b2c3' })).toEqual(queued);
		pass(DELAY - 1);
		expect(names()).toHaveLength(3);
		pass(1);
		expect(bench.sandbox.state.tags.all()[3]).toEqual({ id: 2504, name: 'New', color: '#A1b2c3' });
	});

	test('the delay is a switch', async () => {
		bench.sandbox.options.tagDelay = 0;
		await call('POST', '/tags', { name: 'New', color: '#a1b2c3' });
		await call('GET', '/tags');
		expect(names()).toHaveLength(4);
	});

	test('another name and color', async () => {
		expect(await call('PUT', '/tags/2502', { name: 'Trade', color: '#000000' })).toEqual(queued);
		expect(names()).toContain('Wholesale');
		pass(DELAY);
		expect(bench.sandbox.state.tags.get(2502)).toEqual({
			id: 2502,
			name: 'Trade',
			color: '#000000',
		});
	});

	test('a tag that goes, and goes from contacts too', async () => {
		expect(tagsOf('customer001@mail.example')).toEqual([2501]);
		expect(await call('DELETE', '/tags/2501')).toEqual(queued);
		pass(DELAY);
		expect([names(), tagsOf('customer001@mail.example')]).toEqual([['Wholesale', 'Deutsch'], []]);
	});

	test('tags for an address', async () => {
		const email = 'CUSTOMER001@mail.example';
		expect(await call('POST', '/tags/pin/email', { email, tags: [2502, 9999] })).toEqual(queued);
		expect(tagsOf(email)).toEqual([2501]);
		pass(DELAY);
		expect(tagsOf(email)).toEqual([2501, 2502]);
		expect(await call('POST', '/tags/unpin/email', { email, tags: [2501] })).toEqual(queued);
		pass(DELAY);
		expect(tagsOf(email)).toEqual([2502]);
	});

	test('tags for a telephone number', async () => {
		const owner = customers.contacts.get('customer006@mail.example');
		const phone = `+${owner?.phone}`;
		await call('POST', '/tags/pin/phone', { phone, tags: [2502] });
		pass(DELAY);
		expect(tagsOf('customer006@mail.example')).toEqual([2502]);
		await call('POST', '/tags/unpin/phone', { phone, tags: [2502] });
		pass(DELAY);
		expect(tagsOf('customer006@mail.example')).toEqual([]);
	});

	test('what is not there is queued like the rest, and nothing comes of it', async () => {
		expect(await call('PUT', '/tags/1', { name: 'x', color: '#000000' })).toEqual(queued);
		expect(await call('DELETE', '/tags/1')).toEqual(queued);
		expect(await call('POST', '/tags/pin/email', { email: 'no@b.example', tags: [2501] })).toEqual(
			queued,
		);
		pass(DELAY);
		expect(names()).toEqual(['VIP', 'Wholesale', 'Deutsch']);
	});
});

describe('failures come in the envelope', () => {
	test.each<[string, string, unknown, string]>([
		['POST', '/tags', { color: '#000000' }, 'Argument name missing'],
		['POST', '/tags', { name: 5, color: '#000000' }, 'Argument name must be string'],
		['POST', '/tags', { name: 'x' }, 'Argument color missing'],
		['POST', '/tags', { name: 'x', color: 'red' }, 'Argument color is invalid'],
		['PUT', '/tags/2501', { name: 'x' }, 'Argument color missing'],
		['PUT', '/tags/2501', { color: '#000000' }, 'Argument name missing'],
		['POST', '/tags/pin/email', { tags: [1] }, 'Argument email missing'],
		['POST', '/tags/pin/email', { email: 'x', tags: [1] }, 'Argument email is invalid'],
		['POST', '/tags/pin/email', { email: 'a@b.example' }, 'Argument tags missing'],
		['POST', '/tags/unpin/email', { email: 'a@b.example', tags: 1 }, 'Argument tags must be array'],
		[
			'POST',
			'/tags/unpin/email',
			{ email: 'a@b.example', tags: ['1'] },
			'Argument tags is invalid',
		],
		['POST', '/tags/pin/phone', { tags: [1] }, 'Argument phone missing'],
		[
			'POST',
			'/tags/unpin/phone',
			{ phone: 4930111222, tags: [1] },
			'Argument phone must be string',
		],
		['POST', '/tags/pin/phone', { phone: 'x', tags: [1] }, 'Argument phone is invalid'],
	])('%s %s %j', async (method, path, body, description) => {
		expect(await call(method, path, body)).toEqual([200, failed(description)]);
		bench.sandbox.options.tagFailureStatus = 422;
		expect(await call(method, path, body)).toEqual([422, failed(description)]);
		pass(DELAY);
		expect(names()).toEqual(['VIP', 'Wholesale', 'Deutsch']);
	});
});

test.each([
	['GET', '/tags'],
	['POST', '/tags'],
	['PUT', '/tags/2501'],
	['DELETE', '/tags/2501'],
	['POST', '/tags/pin/email'],
	['POST', '/tags/unpin/phone'],
])('%s %s needs the plan Pro', async (method, path) => {
	for (const plan of ['free', 'standard'] as const) {
		bench.sandbox.options.plan = plan;
		const [status, json] = await call(method, path, method === 'GET' ? undefined : {});
		expect([status, json.error_code]).toEqual([403, 3030303030]);
	}
});
