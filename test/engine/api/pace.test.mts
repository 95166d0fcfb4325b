import {
	Pace,
	type Asker,
	REQUESTS_PER_WINDOW,
	type Turn,
	WINDOW_MS,
} from '../../../nodes/engine/api/pace';
import { Cancelled } from '../../../nodes/engine/api/waiting';
import { FakeClock, settled } from '../fakeClock.mts';

/** A pace, and the times at which turns were taken. */
class Track {
	readonly clock = new FakeClock();

	readonly pace: Pace;

	readonly turns: Array<{ name: string; at: number; turn: Turn }> = [];

	private start = this.clock.now();

	constructor() {
		this.pace = new Pace(this.clock, () => 0.5);
	}

	/** Of an account that has been found out about: there are ten places, and all are free. */
	static async known(): Promise<Track> {
		const track = new Track();
		track.askMany(2 * REQUESTS_PER_WINDOW);
		await track.clock.advance(5_000);
		for (const { turn } of track.turns.splice(0)) track.pace.accepted(turn);
		track.start = track.clock.now();
		return track;
	}

	ask(name: string, asker: Asker = {}): Promise<void> {
		return this.pace.turn(asker).then((turn) => {
			this.turns.push({ name, at: this.clock.now() - this.start, turn });
		});
	}

	askMany(count: number, name = 'turn', asker: Asker = {}): void {
		for (let index = 0; index < count; index++) void this.ask(`${name} ${index}`, asker);
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

test('whoever gave up while the account stood still holds up nobody', async () => {
	const track = await Track.known();
	track.pace.refused(undefined, 5_000);
	void track.ask('run', { of: {} });
	const givingUp = new AbortController();
	const { signal } = givingUp;
	const given = Array.from(
		{ length: 20_000 },
		async () => await track.pace.turn({ of: {}, urgent: true, signal }),
	);
	givingUp.abort();
	await Promise.allSettled(given);
	await track.clock.advance(6_000);
	expect(track.names).toEqual(['run']);
});

test('a run has every fourth turn beside deliveries that never end', async () => {
	const track = await Track.known();
	track.askMany(60, 'delivery', { of: {}, urgent: true });
	track.askMany(60, 'run', { of: {} });
	await track.clock.advance(4_000);
	// Ten deliveries had their turns before the run asked.
	const after = track.names.slice(10);
	const ofRun = after.filter((name) => name.startsWith('run'));
	expect(ofRun).toHaveLength(Math.ceil(after.length / 4));
});

test('ten may go at once, the eleventh waits for the window', async () => {
	const track = await Track.known();
	track.askMany(11);
	await settled();
	expect(track.turns).toHaveLength(REQUESTS_PER_WINDOW);
	await track.clock.advance(WINDOW_MS - 1);
	expect(track.turns).toHaveLength(10);
	await track.clock.advance(1);
	expect(track.turns).toHaveLength(11);
});

test('an account of which nothing is known is tried out: one place more after each step, until the first refusal', async () => {
	const track = new Track();
	track.askMany(30);
	await settled();
	expect(track.turns).toHaveLength(1);
	await track.clock.advance(149);
	expect(track.turns).toHaveLength(1);
	for (const places of [2, 3, 4, 5]) {
		await track.clock.advance(150);
		expect(track.turns).toHaveLength(places);
	}
	track.pace.refused(track.turns.at(-1)!.turn);
	await track.clock.advance(3 * WINDOW_MS);
	// Four places, three times.
	expect(track.turns).toHaveLength(5 + 3 * 4);
});

test('an account that takes everything has all its places within two seconds', async () => {
	const track = new Track();
	track.askMany(100);
	await track.clock.advance(2_000);
	const before = track.turns.length;
	expect(before).toBeGreaterThanOrEqual(14);
	await track.clock.advance(WINDOW_MS);
	expect(track.turns.length - before).toBe(REQUESTS_PER_WINDOW);
});

test('who asks for little has not tried out more than that', async () => {
	const track = new Track();
	for (let request = 0; request < 10; request++) {
		track.askMany(1);
		await track.clock.advance(2 * WINDOW_MS);
	}
	const before = track.turns.length;
	track.askMany(20);
	await settled();
	expect(track.turns.length - before).toBe(1);
});

test('no second sees more than ten turns, however they are asked for', async () => {
	const track = await Track.known();
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
	const track = await Track.known();
	track.askMany(1_000);
	await track.clock.advance(99 * WINDOW_MS);
	expect(track.turns).toHaveLength(1_000);
});

describe('whose turn it is', () => {
	test('goes by the order in which they asked', async () => {
		const track = await Track.known();
		const names = Array.from({ length: 35 }, (_, index) => `turn ${index}`);
		track.askMany(35);
		await track.clock.advance(5_000);
		expect(track.names).toEqual(names);
	});

	test('goes round robin between runs: one request beside many waits for one turn of theirs', async () => {
		const track = await Track.known();
		track.askMany(1_600, 'export', { of: {} });
		track.askMany(20, 'import', { of: {} });
		await settled();
		const small = {};
		track.askMany(1, 'contact', { of: small });
		await track.clock.advance(WINDOW_MS);
		expect(track.names.slice(10)).toContain('contact 0');
		// Of the ten turns after the first ten, which nobody else had asked for then.
		const imported = track.names.slice(10).filter((name) => name.startsWith('import'));
		expect(imported.length).toBeGreaterThanOrEqual(4);
	});

	test('is that of people and deliveries first', async () => {
		const track = await Track.known();
		track.askMany(100, 'run', { of: {} });
		await settled();
		track.askMany(3, 'person', { of: {}, urgent: true });
		await track.clock.advance(WINDOW_MS);
		expect(track.names.slice(10, 13)).toEqual(['person 0', 'person 1', 'person 2']);
	});
});

test('cancelled waiters end at once, take no turn and hold nobody up', async () => {
	const track = await Track.known();
	track.askMany(10, 'before');
	const cancel = new AbortController();
	const given = Array.from({ length: 10 }, () => track.ask('cancelled', { signal: cancel.signal }));
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
	const track = await Track.known();
	await expect(track.ask('late', { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(
		Cancelled,
	);
	track.askMany(10);
	await settled();
	expect(track.turns).toHaveLength(10);
});

/** Refuses so often that only one place is left, and that one is free. */
function refuseToOne(track: Track): void {
	for (let refusal = 0; refusal < REQUESTS_PER_WINDOW / 2; refusal++) track.pace.refused();
}

describe('refused', () => {
	/** Requests that leave at once. */
	const places = async (track: Track) => {
		const before = track.turns.length;
		track.askMany(20);
		await settled();
		return track.turns.slice(before);
	};
	/** From the first request on that is taken again. */
	const triedOut = async (track: Track) => {
		track.pace.accepted();
		track.askMany(40);
		await track.clock.advance(6_000);
		expect(track.turns).toHaveLength(40);
	};
	const takeAll = (track: Track, turns: Track['turns']) => {
		for (const { turn } of turns) track.pace.accepted(turn);
	};

	test('for the first time, everything above half is left to who has come', async () => {
		const track = await Track.known();
		expect(track.pace.refused()).toBe(0);
		expect(await places(track)).toHaveLength(5);
		expect(track.pace.standsStill).toBe(false);
	});

	test('what was left and is not taken is had again within seconds', async () => {
		const track = await Track.known();
		track.pace.refused();
		takeAll(track, await places(track));
		track.askMany(200);
		const rates: number[] = [];
		for (let second = 0; second < 12; second++) {
			const before = track.turns.length;
			await track.clock.advance(WINDOW_MS);
			const turns = track.turns.slice(before);
			takeAll(track, turns);
			rates.push(turns.length);
		}
		expect(rates.slice(0, 2)).toEqual([5, 5]);
		expect(Math.min(...rates.slice(-2))).toBeGreaterThanOrEqual(10);
	});

	test('again soon after, only that place is given up, and all above half where it is not had again', async () => {
		const track = await Track.known();
		track.pace.refused();
		// A quota that comes back is a whole one.
		for (let refusal = 0; refusal < 31; refusal++) await track.clock.advance(track.pace.refused());
		await triedOut(track);
		const tried = track.turns.length;
		track.pace.refused();
		expect(await places(track)).toHaveLength(9);
		await track.clock.advance(WINDOW_MS);
		expect(track.turns).toHaveLength(tried + 18);
		await track.clock.advance(WINDOW_MS / 5);
		expect(track.turns).toHaveLength(tried + 19);
		track.pace.refused(track.turns.at(-1)!.turn);
		track.askMany(20);
		await track.clock.advance(WINDOW_MS);
		const before = track.turns.length;
		await track.clock.advance(WINDOW_MS);
		expect(track.turns.length - before).toBe(5);
	});

	test('the only place that is left is tried about each second, further apart with each refusal', async () => {
		const track = await Track.known();
		refuseToOne(track);
		expect(track.pace.standsStill).toBe(false);
		const waits: number[] = [];
		for (let refusal = 0; refusal < 20; refusal++) {
			const wait = track.pace.refused();
			expect(track.pace.standsStill).toBe(true);
			waits.push(wait);
			await track.clock.advance(wait);
		}
		expect(waits[0]).toBeLessThan(1_000);
		expect(waits).toEqual([...waits].sort((one, other) => one - other));
		expect(waits.at(-1)).toBeLessThanOrEqual(5_000);
	});

	test('for much longer than others could be the reason, it waits longer still, up to an end', async () => {
		const track = await Track.known();
		refuseToOne(track);
		for (let refusal = 0; refusal < 25; refusal++) await track.clock.advance(track.pace.refused());
		const waits: number[] = [];
		for (let refusal = 0; refusal < 6; refusal++) {
			waits.push(track.pace.refused());
			await track.clock.advance(waits.at(-1)!);
		}
		expect(waits).toEqual([1_250, 2_500, 5_000, 10_000, 20_000, 20_000]);
	});

	test('by the minute, it is at the whole pace as soon as the quota is free again', async () => {
		const track = await Track.known();
		refuseToOne(track);
		for (let refusal = 0; refusal < 27; refusal++) await track.clock.advance(track.pace.refused());
		await triedOut(track);
		expect(await places(track)).toHaveLength(10);
	});

	test('with a Retry-After of more than the second, everybody stands still', async () => {
		const track = await Track.known();
		expect(track.pace.refused(undefined, 7_000)).toBe(7_000);
		expect(track.pace.refused(undefined, 3_000)).toBe(7_000);
		expect(track.pace.refused(undefined, 20_000)).toBe(20_000);
		track.askMany(1);
		await track.clock.advance(19_999);
		expect(track.turns).toHaveLength(0);
		await track.clock.advance(1);
		expect(track.turns).toHaveLength(1);
	});

	test('with one of a second, only who was refused waits', async () => {
		const track = await Track.known();
		expect(track.pace.refused(undefined, 1_000)).toBe(1_000);
		expect(track.pace.standsStill).toBe(false);
	});

	test('with one of hours, that is told, but the account tries again sooner', async () => {
		const track = await Track.known();
		expect(track.pace.refused(undefined, 7_200_000)).toBe(7_200_000);
		track.askMany(1);
		await track.clock.advance(100_000);
		expect(track.turns).toHaveLength(1);
	});

	test('it is known since when nobody got through', async () => {
		const track = await Track.known();
		expect(track.pace.refusedSince).toBe(Infinity);
		refuseToOne(track);
		const first = track.clock.now();
		await track.clock.advance(track.pace.refused());
		track.pace.refused();
		expect(track.pace.refusedSince).toBe(first);
		// An answer to what was sent before proves nothing.
		track.pace.accepted();
		expect(track.pace.refusedSince).toBe(first);
		await track.clock.advance(30_000);
		track.pace.accepted();
		expect(track.pace.refusedSince).toBe(Infinity);
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
	const track = await Track.known();
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
