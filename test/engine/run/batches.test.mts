import type { Product } from '../../../nodes/engine/api/product';
import { planBatches, sendBatch, type Batch } from '../../../nodes/engine/run/batches';
import { saysResult } from '../../../nodes/engine/api/confirmed';
import { ApiFailure } from '../../../nodes/engine/api/failures';
import { InputProblem } from '../../../nodes/engine/api/inputProblem';
import { batched } from '../../../nodes/engine/run/operation';
import { emailService, post } from '../../../nodes/SendPulse/product';
import { Cancelled } from '../../../nodes/engine/api/waiting';

interface Item {
	list: string;
	email: string;
	value: number;
}

const operation = batched<Item>({
	option: { name: 'Add', value: 'add', action: 'Add', description: 'Add' },
	fields: [],
	prepare: () => ({ list: '', email: '', value: 0 }),
	effect: 'write',
	repeatable: true,
	confirmed: saysResult,
	group: ({ list }) => ({ list }),
	element: ({ email }) => email,
	request: () => post`/x`,
	outputs: (_, inputs) => inputs.map(() => ({})),
	counts: { noun: 'contacts', done: 'added' },
});

const item = (list: string, email: string, value = 0): Item => ({ list, email, value });

const plan = (items: Item[], batchSize = 100) =>
	planBatches(
		operation,
		items.map((input, index) => ({ index, input, batchSize })),
	);

/** What stands in SendPulse after these batches: batches with no common element in any order. */
function lastValues(batches: Array<Batch<Item>>) {
	const values = new Map<string, number>();
	for (const { inputs } of batches) for (const { email, value } of inputs) values.set(email, value);
	return values;
}

describe('planning', () => {
	test('nothing', () => {
		expect(plan([])).toEqual([]);
	});

	test('sizes, order and elements', () => {
		const items = Array.from({ length: 250 }, (_, index) => item('a', `e${index}`));
		const batches = plan(items);
		expect(batches.map(({ inputs }) => inputs.length)).toEqual([100, 100, 50]);
		expect(batches.flatMap(({ indexes }) => indexes)).toEqual(items.map((_, index) => index));
		expect(batches.flatMap(({ inputs }) => inputs)).toEqual(items);
		expect([...batches[2].elements]).toEqual(items.slice(200).map(({ email }) => email));
	});

	test('different places, and different sizes, do not mix', () => {
		expect(
			plan([item('a', '1'), item('b', '2'), item('a', '3')]).map(({ indexes }) => indexes),
		).toEqual([[0, 2], [1]]);
		const sizes = [1, 2, 1, 2].map((batchSize, index) => ({
			index,
			input: item('a', `e${index}`),
			batchSize,
		}));
		expect(planBatches(operation, sizes).map(({ indexes }) => indexes)).toEqual([[0], [1, 3], [2]]);
	});

	test('an element that comes again joins its batch, though that is full', () => {
		const items = [item('a', '1'), item('a', '2'), item('a', '3'), item('a', '1')];
		expect(plan(items, 2).map(({ indexes }) => indexes)).toEqual([[0, 1, 3], [2]]);
	});

	test('repetitions do not fill a batch', () => {
		const items = [...new Array<Item>(50).fill(item('a', '1')), item('a', '2')];
		expect(plan(items, 2)).toHaveLength(1);
	});

	test('two groups that touch the same address in turn: the last word is sent last', () => {
		const items = [
			item('a', 'x', 1),
			item('b', 'x', 2),
			item('a', 'x', 3),
			item('b', 'x', 4),
			item('a', 'y', 5),
			item('b', 'x', 6),
		];
		const batches = plan(items);
		expect(batches.map(({ indexes }) => indexes)).toEqual([[0], [1], [2, 4], [3, 5]]);
	});

	test('an older batch of the group takes nothing that another group has touched since', () => {
		const items = [item('a', '1', 1), item('b', 'x', 2), item('a', 'x', 3), item('a', '2', 4)];
		const batches = plan(items);
		expect(batches.map(({ indexes }) => indexes)).toEqual([[0], [1], [2, 3]]);
	});

	test('a thousand random plans: each value that should win does, sizes hold, nothing is lost', () => {
		let seed = 7;
		const random = (below: number) => {
			seed = (seed * 48_271) % 2_147_483_647;
			return seed % below;
		};
		for (let round = 0; round < 1_000; round++) {
			const items = Array.from({ length: 1 + random(40) }, (_, value) =>
				item('abc'[random(3)], `e${random(12)}`, value),
			);
			const size = 1 + random(5);
			const batches = plan(items, size);
			const indexes = batches.flatMap((batch) => batch.indexes);
			expect([...indexes].sort((a, b) => a - b)).toEqual(items.map((_, index) => index));
			expect(lastValues(batches)).toEqual(new Map(items.map(({ email, value }) => [email, value])));
			for (const batch of batches) {
				expect(batch.indexes).toEqual([...batch.indexes].sort((a, b) => a - b));
				expect(batch.inputs).toEqual(batch.indexes.map((index) => items[index]));
				expect(batch.elements).toEqual(new Set(batch.inputs.map(({ email }) => email)));
				expect(batch.elements.size).toBeLessThanOrEqual(size);
				expect(new Set(batch.inputs.map(({ list }) => list)).size).toBe(1);
			}
			// The words about one address are sent in their order, though in several batches.
			for (const email of new Set(items.map((one) => one.email))) {
				const order = batches.flatMap(({ inputs }) => inputs).filter((one) => one.email === email);
				expect(order).toEqual(items.filter((one) => one.email === email));
			}
		}
	});

	test('100,000 items take linear time', () => {
		const items = Array.from({ length: 100_000 }, (_, index) =>
			item('ab'[index % 2], `e${index % 70_000}`),
		);
		const before = process.cpuUsage().user;
		const batches = plan(items);
		expect(batches.flatMap(({ indexes }) => indexes)).toHaveLength(100_000);
		// Quadratic work would take minutes.
		expect(process.cpuUsage().user - before).toBeLessThan(5_000_000);
	});
});

describe('who is at fault', () => {
	const refused = (code?: number, words = '') =>
		new ApiFailure('refused', 'no', { status: 422, code, words });

	test.each([
		[17, ''],
		[906, 'Email address syntax error'],
		[21356, 'Badly formed data'],
		[422, 'Argument variables is invalid'],
		[422, 'Argument emails is invalid'],
		[422, 'Phone is not valid'],
		[422, 'Variable value wrong format'],
	])('code %d (%s): single elements may be', (code, words) => {
		expect(emailService.refusals.elementAtFault(refused(code, words))).toBe(true);
	});

	test.each([
		[undefined, 'email'],
		[213, 'Book not found'],
		[303, 'No emails'],
		[1003, 'Sender not found'],
		[3030303030, 'Access denied'],
		[422, ''],
		[422, 'Argument sender_email is invalid'],
		[422, 'Active emails not found'],
		[422, 'Argument emails may not have more than 100 items'],
		[422, 'Limit is exceeded. Max count: 100 emails'],
		[422, 'Argument emails missing'],
		[422, 'Your tariff plan ended'],
	])('code %p (%s): the whole is', (code, words) => {
		expect(emailService.refusals.elementAtFault(refused(code, words))).toBe(false);
	});
});

const NEVER_AT_FAULT: Product = {
	...emailService,
	refusals: { ...emailService.refusals, elementAtFault: () => false },
};

describe('sending', () => {
	/** A server that refuses whatever holds a bad item. */
	class Server {
		readonly requests: number[][] = [];

		readonly taken: number[] = [];

		readonly failed = new Map<number, unknown>();

		readonly noted: number[] = [];

		constructor(
			private readonly bad: number[],
			private readonly refusal: Error = new ApiFailure('refused', 'bad', { code: 906 }),
		) {}

		async receive(count: number, halted: () => boolean = () => false) {
			const inputs = Array.from({ length: count }, (_, value) => item('a', `e${value}`, value));
			await sendBatch(
				operation,
				emailService,
				{ inputs, indexes: inputs.map(({ value }) => value + 1_000) },
				async (part) => {
					const values = part.map(({ value }) => value);
					this.requests.push(values);
					await Promise.resolve();
					if (values.some((value) => this.bad.includes(value))) throw this.refusal;
					this.taken.push(...values);
					return 'body';
				},
				{
					sent: (body, indexes, part) => {
						expect(body).toBe('body');
						expect(indexes).toEqual(part.map(({ value }) => value + 1_000));
						this.noted.push(...indexes.map((index) => index - 1_000));
					},
					failed: (failure, indexes) => {
						for (const index of indexes) this.failed.set(index - 1_000, failure);
					},
				},
				halted,
			);
		}

		get good() {
			return [...Array(100).keys()].filter((value) => !this.bad.includes(value));
		}
	}

	test('a good batch is one request', async () => {
		const server = new Server([]);
		await server.receive(100);
		expect(server.requests).toHaveLength(1);
		expect(server.noted).toEqual(server.good);
	});

	test.each([
		[[0]],
		[[99]],
		[[50]],
		[[49, 50]],
		[[0, 99]],
		[[3, 33, 34, 35, 77]],
		[[...Array(100).keys()]],
	])('%j are found, the others are sent exactly once and in order', async (bad) => {
		const server = new Server(bad);
		await server.receive(100);
		expect([...server.failed.keys()]).toEqual(bad);
		expect(server.taken).toEqual(server.good);
		expect(server.noted).toEqual(server.good);
	});

	test('one bad item among a hundred costs few requests', async () => {
		const server = new Server([37]);
		await server.receive(100);
		expect(server.requests.length).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(100)));
	});

	test('an item of which no request can be made fails alone', async () => {
		const server = new Server([37], new InputProblem('half a character'));
		await server.receive(100);
		expect([...server.failed.keys()]).toEqual([37]);
		expect(server.taken).toEqual(server.good);
	});

	test.each<Error>([
		new ApiFailure('refused', 'no list', { status: 404, code: 213 }),
		new ApiFailure('refused', 'no sender', { status: 422, code: 1003 }),
		new ApiFailure('refused', 'nobody', { status: 422, code: 303 }),
		new ApiFailure('pace', 'too many', { status: 429 }),
		new ApiFailure('unauthorized', 'who', { status: 401 }),
		new ApiFailure('unclear', 'lost', { status: 500, code: 906 }),
		new ApiFailure('unreachable', 'away'),
		// Perhaps it was sent all the same.
		new TypeError('defect'),
	])('what concerns the whole is never split ($kind: $message)', async (refusal) => {
		const server = new Server([5], refusal);
		await server.receive(100);
		expect(server.requests).toHaveLength(1);
		expect(server.failed.size).toBe(100);
		expect([...server.failed.values()].every((failure) => failure === refusal)).toBe(true);
	});

	test('one that is too large is halved until it is small enough, whatever the operation says', async () => {
		const lengths: number[] = [];
		const indexes = Array.from({ length: 10 }, (_, index) => index);
		const sent: number[] = [];
		await sendBatch(
			operation,
			NEVER_AT_FAULT,
			{ inputs: indexes.map((index) => item('a', `e${index}`)), indexes },
			async (part) => {
				lengths.push(part.length);
				if (part.length > 3) throw new ApiFailure('refused', 'too large', { status: 413 });
				return 'body';
			},
			{ sent: (_, part) => sent.push(...part), failed: () => {} },
			() => false,
		);
		expect(sent).toEqual(indexes);
		expect(lengths).toEqual([10, 5, 3, 2, 5, 3, 2]);
	});

	test('halted, it sends nothing more', async () => {
		const never = new Server([]);
		await never.receive(100, () => true);
		expect(never.requests).toEqual([]);
		const server = new Server([10, 60]);
		await server.receive(100, () => server.failed.size > 0);
		expect([...server.failed.keys()]).toEqual([10]);
		expect(server.taken.every((value) => value < 10)).toBe(true);
		expect(server.requests.at(-1)).toEqual([10]);
	});

	test('an operation may know of more', async () => {
		const own = { ...operation, elementAtFault: ({ code }: ApiFailure) => code === 303 };
		for (const [code, expected] of [
			[303, [2, 1, 1]],
			[906, [2, 1, 1]],
			[211, [2]],
		] as const) {
			const requests: number[] = [];
			await sendBatch(
				own,
				emailService,
				{ inputs: [item('a', '1'), item('a', '2')], indexes: [0, 1] },
				async (part) => {
					requests.push(part.length);
					throw new ApiFailure('refused', 'bad', { code });
				},
				{ sent: () => {}, failed: () => {} },
				() => false,
			);
			expect(requests).toEqual(expected);
		}
	});

	test('the end of the run goes on its way', async () => {
		const sending = sendBatch(
			operation,
			emailService,
			{ inputs: [item('a', '1')], indexes: [0] },
			async () => {
				throw new Cancelled();
			},
			{ sent: () => {}, failed: () => {} },
			() => false,
		);
		await expect(sending).rejects.toThrow(Cancelled);
	});
});
