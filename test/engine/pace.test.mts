import { Pace, REQUESTS_PER_WINDOW, WINDOW_MS } from '../../nodes/engine/pace';
import { Cancelled } from '../../nodes/engine/waiting';
import { FakeClock, settled } from './fakeClock.mts';

/** A pace, and the times at which turns were taken. */
class Track {
	readonly clock = new FakeClock();

	readonly pace = new Pace(this.clock);

	readonly turns: Array<{ name: string; at: number }> = [];

	private readonly start = this.clock.now();

	ask(name: string, signal?: AbortSignal): Promise<void> {
		return this.pace.turn(signal).then(() => {
			this.turns.push({ name, at: this.clock.now() - this.start });
		});
	}

	askMany(count: number, name = 'turn'): void {
		for (let index = 0; index < count; index++) void this.ask(`${name} ${index}`);
	}

	get times(): number[] {
		return this.turns.map(({ at }) => at);
	}

	get names(): string[] {
		return this.turns.map(({ name }) => name);
	}

	/** Most turns in any second, ends included. */
	get mostInASecond(): number {
		return Math.max(
			...this.times.map(
				(from) => this.times.filter((at) => at >= from && at <= from + 1_000).length,
			),
		);
	}
}

test('ten may go at once, the eleventh waits for the window', async () => {
	const track = new Track();
	track.askMany(11);
	await settled();
	expect(track.turns).toHaveLength(REQUESTS_PER_WINDOW);
	await track.clock.advance(WINDOW_MS - 1);
	expect(track.turns).toHaveLength(10);
	await track.clock.advance(1);
	expect(track.turns).toHaveLength(11);
});

test('no second sees more than ten turns, however they are asked for', async () => {
	const track = new Track();
	for (const [count, pause] of [
		[3, 700],
		[12, 100],
		[1, 950],
		[25, 333],
		[2, 1_049],
		[40, 5_000],
	]) {
		track.askMany(count);
		await track.clock.advance(pause);
	}
	await track.clock.advance(10_000);
	expect(track.turns).toHaveLength(83);
	expect(track.mostInASecond).toBe(10);
});

test('the pace that SendPulse allows is used, not only half of it', async () => {
	const track = new Track();
	track.askMany(1_000);
	await track.clock.advance(99 * WINDOW_MS);
	expect(track.turns).toHaveLength(1_000);
});

test('turns are given in the order in which they were asked for', async () => {
	const track = new Track();
	const names = Array.from({ length: 35 }, (_, index) => `turn ${index}`);
	track.askMany(35);
	await track.clock.advance(5_000);
	expect(track.names).toEqual(names);
});

test('cancelled waiters end at once, take no turn and hold nobody up', async () => {
	const track = new Track();
	track.askMany(10, 'before');
	const cancel = new AbortController();
	const given = Array.from({ length: 10 }, () => track.ask('cancelled', cancel.signal));
	const outcomes = Promise.allSettled(given);
	track.askMany(10, 'after');
	await settled();
	cancel.abort();
	for (const outcome of await outcomes) {
		expect(outcome).toMatchObject({ reason: expect.any(Cancelled) as Cancelled });
	}
	await track.clock.advance(WINDOW_MS);
	expect(track.names.slice(10)).toEqual(Array.from({ length: 10 }, (_, index) => `after ${index}`));
	expect(track.times[19]).toBe(WINDOW_MS);
});

test('who is cancelled already does not queue up', async () => {
	const track = new Track();
	await expect(track.ask('late', AbortSignal.abort())).rejects.toBeInstanceOf(Cancelled);
	track.askMany(10);
	await settled();
	expect(track.turns).toHaveLength(10);
});

describe('refused', () => {
	test('everybody on the account stands still for a second or a little more', async () => {
		const track = new Track();
		const wait = track.pace.refused();
		expect(wait).toBeGreaterThanOrEqual(1_000);
		expect(wait).toBeLessThanOrEqual(1_500);
		track.askMany(3);
		await track.clock.advance(wait - 1);
		expect(track.turns).toHaveLength(0);
		await track.clock.advance(1);
		expect(track.turns).toHaveLength(3);
	});

	test('who waits for a turn already stands still, too', async () => {
		const track = new Track();
		track.askMany(15);
		await track.clock.advance(500);
		const wait = track.pace.refused();
		await track.clock.advance(wait - 1);
		expect(track.turns).toHaveLength(10);
		await track.clock.advance(2_000);
		expect(track.turns).toHaveLength(15);
	});

	test('a second and a third time, the account waits longer, up to an end', async () => {
		const track = new Track();
		const waits: number[] = [];
		for (let refusal = 0; refusal < 12; refusal++) {
			const wait = track.pace.refused();
			waits.push(wait);
			await track.clock.advance(wait);
		}
		expect(waits[1]).toBeGreaterThanOrEqual(2_000);
		expect(waits[2]).toBeGreaterThanOrEqual(4_000);
		expect(waits[3]).toBeGreaterThanOrEqual(8_000);
		for (const wait of waits.slice(4)) {
			expect(wait).toBeGreaterThanOrEqual(15_000);
			expect(wait).toBeLessThanOrEqual(22_500);
		}
	});

	test('ten requests that were on their way together are refused once', async () => {
		const track = new Track();
		const first = track.pace.refused();
		for (let request = 1; request < 10; request++) expect(track.pace.refused()).toBe(first);
		await track.clock.advance(first);
		expect(track.pace.refused()).toBeLessThan(4_000);
	});

	test('Retry-After counts, and only makes the wait longer', async () => {
		const track = new Track();
		expect(track.pace.refused(7_000)).toBe(7_000);
		expect(track.pace.refused(3_000)).toBe(7_000);
		expect(track.pace.refused(20_000)).toBe(20_000);
		track.askMany(1);
		await track.clock.advance(19_999);
		expect(track.turns).toHaveLength(0);
		await track.clock.advance(1);
		expect(track.turns).toHaveLength(1);
		expect(new Track().pace.refused(0)).toBeGreaterThanOrEqual(1_000);
	});

	test('a Retry-After of hours is told, but the account tries again sooner', async () => {
		const track = new Track();
		expect(track.pace.refused(7_200_000)).toBe(7_200_000);
		track.askMany(1);
		await track.clock.advance(100_000);
		expect(track.turns).toHaveLength(1);
	});

	test('it is known since when nobody got through', async () => {
		const track = new Track();
		expect(track.pace.refusedSince).toBe(Infinity);
		const first = track.clock.now();
		await track.clock.advance(track.pace.refused());
		track.pace.refused();
		expect(track.pace.refusedSince).toBe(first);
		track.pace.accepted();
		expect(track.pace.refusedSince).toBe(first);
		await track.clock.advance(30_000);
		track.pace.accepted();
		expect(track.pace.refusedSince).toBe(Infinity);
	});

	test('it comes back at half the pace', async () => {
		const track = new Track();
		await track.clock.advance(track.pace.refused());
		track.askMany(20);
		await track.clock.advance(WINDOW_MS - 1);
		expect(track.turns).toHaveLength(5);
		await track.clock.advance(1);
		expect(track.turns).toHaveLength(10);
	});

	test('never slower than one turn in a window', async () => {
		const track = new Track();
		for (let refusal = 0; refusal < 6; refusal++) await track.clock.advance(track.pace.refused());
		track.askMany(3);
		await track.clock.advance(2 * WINDOW_MS);
		expect(track.turns).toHaveLength(3);
	});

	test('with what goes through the pace rises again to the whole', async () => {
		const track = new Track();
		await track.clock.advance(track.pace.refused());
		for (let accepted = 0; accepted < 9; accepted++) track.pace.accepted();
		track.askMany(6);
		await settled();
		expect(track.turns).toHaveLength(5);
		await track.clock.advance(WINDOW_MS);

		track.pace.accepted();
		await track.clock.advance(WINDOW_MS);
		track.askMany(7);
		await settled();
		expect(track.turns).toHaveLength(6 + 6);
		await track.clock.advance(WINDOW_MS);

		for (let accepted = 0; accepted < 200; accepted++) track.pace.accepted();
		await track.clock.advance(WINDOW_MS);
		track.askMany(30);
		await settled();
		expect(track.turns).toHaveLength(13 + 10);
	});

	test('an answer to what was sent before the refusal proves nothing', async () => {
		const track = new Track();
		const wait = track.pace.refused();
		for (let accepted = 0; accepted < 100; accepted++) track.pace.accepted();
		await track.clock.advance(wait);
		track.askMany(20);
		await settled();
		expect(track.turns).toHaveLength(5);
		expect(track.pace.refused()).toBeGreaterThanOrEqual(2_000);
	});

	test('after an accepted request the next refusal starts small again', async () => {
		const track = new Track();
		for (let refusal = 0; refusal < 4; refusal++) await track.clock.advance(track.pace.refused());
		track.pace.accepted();
		expect(track.pace.refused()).toBeLessThanOrEqual(1_500);
	});
});

test('50,000 waiters cost no more than a turn each', async () => {
	let now = 0;
	const pace = new Pace({
		now: () => now,
		sleep: async (ms) => {
			now += ms;
		},
	});
	let given = 0;
	const waiting = Array.from({ length: 50_000 }, async () => {
		await pace.turn();
		given++;
	});
	const before = process.cpuUsage().user;
	await Promise.all(waiting);
	expect(given).toBe(50_000);
	// Quadratic work would take minutes.
	expect(process.cpuUsage().user - before).toBeLessThan(5_000_000);
});

test('a request that left late counts from then on', async () => {
	const track = new Track();
	const first = await track.pace.turn();
	await track.clock.advance(600);
	track.pace.leftLate(first);
	track.askMany(10);
	await settled();
	expect(track.turns).toHaveLength(9);
	// When its turn is over a second ago, but the request itself is not.
	await track.clock.advance(WINDOW_MS - 1);
	expect(track.turns).toHaveLength(9);
	await track.clock.advance(1);
	expect(track.turns).toHaveLength(10);
});
