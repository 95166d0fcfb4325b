import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { IN_FLIGHT, perform, type Unit } from '../../../nodes/engine/run/schedule';

/** Work that ends when told to, and notes what happens. */
class Workshop {
	readonly started: string[] = [];

	readonly ended: string[] = [];

	running = 0;

	most = 0;

	private readonly ends = new Map<
		string,
		{ resolve(ok: boolean): void; reject(error: Error): void }
	>();

	unit(name: string, ...concerns: string[]): Unit {
		return {
			concerns,
			perform: async () => {
				this.started.push(name);
				this.most = Math.max(this.most, ++this.running);
				try {
					return await new Promise<boolean>((resolve, reject) =>
						this.ends.set(name, { resolve, reject }),
					);
				} finally {
					this.running--;
					this.ended.push(name);
				}
			},
		};
	}

	async end(name: string, ok: boolean | Error = true) {
		const end = this.ends.get(name)!;
		if (ok instanceof Error) end.reject(ok);
		else end.resolve(ok);
		await settled();
	}
}

/** Lets everything happen that can. */
const settled = async () => await new Promise((resolve) => setImmediate(resolve));

/** Is it over, and how? */
function watched(work: Promise<void>) {
	const state = { over: false, error: undefined as unknown };
	work.then(
		() => (state.over = true),
		(error: unknown) => Object.assign(state, { over: true, error }),
	);
	return state;
}

test('no units are done at once', async () => {
	await perform([], true);
});

test('reads overlap up to the limit, the next begins when one ends', async () => {
	const shop = new Workshop();
	const names = Array.from({ length: IN_FLIGHT + 5 }, (_, index) => `read ${index}`);
	const run = watched(
		perform(
			names.map((name) => shop.unit(name)),
			true,
		),
	);
	await settled();
	expect(shop.started).toEqual(names.slice(0, IN_FLIGHT));
	await shop.end('read 7');
	expect(shop.started).toEqual(names.slice(0, IN_FLIGHT + 1));
	for (const name of names.filter((name) => name !== 'read 7')) await shop.end(name);
	expect(run).toEqual({ over: true, error: undefined });
	expect(shop.most).toBe(IN_FLIGHT);
});

test('what concerns the same keeps its order, even with the first one slow', async () => {
	const shop = new Workshop();
	const run = watched(
		perform(
			[shop.unit('a1', 'a'), shop.unit('a2', 'a'), shop.unit('b', 'b'), shop.unit('a3', 'a')],
			true,
		),
	);
	await settled();
	expect(shop.started).toEqual(['a1', 'b']);
	await shop.end('b');
	expect(shop.started).toEqual(['a1', 'b']);
	await shop.end('a1');
	expect(shop.started).toEqual(['a1', 'b', 'a2']);
	await shop.end('a2');
	await shop.end('a3');
	expect(run.over).toBe(true);
});

test('a unit with several concerns waits for all of them, and all wait for it', async () => {
	const shop = new Workshop();
	const run = watched(
		perform(
			[
				shop.unit('a', 'a'),
				shop.unit('b', 'b'),
				shop.unit('ab', 'a', 'b'),
				shop.unit('later a', 'a'),
				shop.unit('later b', 'b'),
				shop.unit('c', 'c'),
			],
			true,
		),
	);
	await settled();
	expect(shop.started).toEqual(['a', 'b', 'c']);
	await shop.end('a');
	expect(shop.started).not.toContain('ab');
	await shop.end('b');
	expect(shop.started).toEqual(['a', 'b', 'c', 'ab']);
	await shop.end('ab');
	expect(shop.started.slice(4)).toEqual(['later a', 'later b']);
	for (const name of ['later a', 'later b', 'c']) await shop.end(name);
	expect(run.over).toBe(true);
});

test('a failure stops what has not begun and awaits what is on its way', async () => {
	const shop = new Workshop();
	const units = [shop.unit('fails'), shop.unit('slow'), shop.unit('a1', 'a'), shop.unit('a2', 'a')];
	const more = Array.from({ length: IN_FLIGHT }, (_, index) => shop.unit(`more ${index}`));
	const run = watched(perform([...units, ...more], true));
	await settled();
	const begun = shop.started.length;
	await shop.end('fails', false);
	expect(run.over).toBe(false);
	for (const name of shop.started.filter((name) => name !== 'fails')) await shop.end(name);
	expect(run).toEqual({ over: true, error: undefined });
	expect(shop.started).toHaveLength(begun);
	expect(shop.started).not.toContain('a2');
});

test('units on their way are told that the run has halted', async () => {
	const seen: boolean[] = [];
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	await perform(
		[
			{
				concerns: [],
				perform: async (halted) => {
					seen.push(halted());
					await opened;
					seen.push(halted());
					return true;
				},
			},
			{
				concerns: [],
				perform: async () => {
					setImmediate(open);
					return false;
				},
			},
		],
		true,
	);
	expect(seen).toEqual([false, true]);
});

test('asked to go on, it does all units, and keeps the order behind a failed one', async () => {
	const shop = new Workshop();
	const run = watched(
		perform([shop.unit('a1', 'a'), shop.unit('a2', 'a'), shop.unit('b', 'b')], false),
	);
	await settled();
	expect(shop.started).toEqual(['a1', 'b']);
	await shop.end('a1', false);
	expect(shop.started).toEqual(['a1', 'b', 'a2']);
	await shop.end('b', false);
	await shop.end('a2');
	expect(run).toEqual({ over: true, error: undefined });
});

test.each([true, false])(
	'a unit that throws leaves no other running unobserved (stop: %s)',
	async (stop) => {
		const shop = new Workshop();
		const more = Array.from({ length: IN_FLIGHT }, (_, index) => shop.unit(`more ${index}`));
		const run = watched(
			perform(
				[
					shop.unit('throws'),
					shop.unit('slow'),
					shop.unit('a1', 'a'),
					shop.unit('a2', 'a'),
					...more,
				],
				stop,
			),
		);
		await settled();
		const begun = shop.started.length;
		await shop.end('throws', new Error('defect'));
		expect(run.over).toBe(false);
		await shop.end('slow', new Error('another'));
		for (const name of shop.started.filter((name) => !shop.ended.includes(name)))
			await shop.end(name);
		expect(run).toEqual({ over: true, error: new Error('defect') });
		expect(shop.started).toHaveLength(begun);
	},
);

test('100,000 units that follow one another take linear time', async () => {
	let done = 0;
	const unit: Unit = {
		concerns: ['*'],
		perform: async () => {
			done++;
			return true;
		},
	};
	await perform(new Array<Unit>(100_000).fill(unit), true);
	expect(done).toBe(100_000);
});

test('of what is over nothing is kept', async () => {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const MEGABYTE = 1_024 ** 2;
	const heap = () => {
		collect();
		return process.memoryUsage().heapUsed / MEGABYTE;
	};
	const before = heap();
	let most = 0;
	// Made when they are asked for: kept, their concerns alone would be 100 MB.
	const units = new Proxy([] as Unit[], {
		get: (_, name) =>
			name === 'length'
				? 1_000
				: {
						concerns: Array.from({ length: 100 }, (_, n) =>
							Buffer.alloc(1_024, `${String(name)} ${n} `).toString(),
						),
						perform: async () => {
							if (Number(name) % 250 === 249) most = Math.max(most, heap());
							return true;
						},
					},
	});
	await perform(units, true);
	expect(most).toBeGreaterThan(0);
	expect(most - before).toBeLessThan(30);
});

describe('units that come one after the other', () => {
	let asked: number;
	let closed: boolean;

	async function* coming(count: number, work: (n: number) => Promise<boolean>) {
		try {
			for (asked = 0; asked < count; asked++) {
				const n = asked;
				yield { concerns: [`${n % 3}`], perform: async () => await work(n) };
			}
		} finally {
			closed = true;
		}
	}
	const turn = async () => await new Promise((resolve) => setImmediate(resolve));

	test('are asked for as they can be on their way, and keep the order of what they concern', async () => {
		const done: number[] = [];
		let most = 0;
		const units = coming(300, async (n) => {
			await turn();
			most = Math.max(most, asked - done.length);
			done.push(n);
			return true;
		});
		await perform(units, true);
		expect(done).toHaveLength(300);
		for (const rest of [0, 1, 2]) {
			const own = done.filter((n) => n % 3 === rest);
			expect(own).toEqual([...own].sort((one, other) => one - other));
		}
		expect(most).toBeLessThanOrEqual(IN_FLIGHT);
		expect(closed).toBe(true);
	});

	test('end with one that fails, and what gives them is closed', async () => {
		const units = coming(3_000, async (n) => {
			await turn();
			return n !== 20;
		});
		await perform(units, true);
		expect(asked).toBeLessThan(200);
		expect(closed).toBe(true);
	});
});
