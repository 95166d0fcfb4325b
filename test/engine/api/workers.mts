/** Several processes on one account, each with a pace of its own, in virtual time. */
import { Pace } from '../../../nodes/engine/api/pace';
import { FakeClock } from '../fakeClock.mts';

/** The same numbers each time (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Refuses the eleventh request in any second; what it refuses does not count. */
class Server {
	private readonly taken: number[] = [];

	constructor(private readonly clock: FakeClock) {}

	takes(): boolean {
		const now = this.clock.now();
		while (this.taken.length > 0 && now - this.taken[0]! >= 1_000) this.taken.shift();
		if (this.taken.length >= 10) return false;
		this.taken.push(now);
		return true;
	}
}

export interface Worker {
	/** @default 0 */
	fromMs?: number;
	/** @default the end */
	toMs?: number;
	/** How many it has to send; refused ones it sends again. @default no end of them */
	requests?: number;
}

export interface Outcome {
	/** Requests that were taken, of all that the server would have taken. */
	share: number;
	/** Requests that were refused, of all. */
	refused: number;
	/** What each worker got. */
	taken: number[];
	/** Those of the last half. */
	takenLately: number[];
	/** When the last request was taken. */
	doneMs: number;
}

const LANES = 12;

/** @param latencyMs there and back */
export async function share(
	workers: Worker[],
	{ latencyMs = 100, seconds = 120, seed = 1 } = {},
): Promise<Outcome> {
	const clock = new FakeClock();
	const random = seeded(seed);
	const server = new Server(clock);
	const began = clock.now();
	const taken = workers.map(() => 0);
	const takenLately = workers.map(() => 0);
	let refused = 0;
	let doneMs = 0;

	const travel = async () => await clock.sleep(latencyMs / 2 + 2 * random());
	const work = async (worker: Worker, index: number) => {
		const { fromMs = 0, toMs = seconds * 1_000, requests = Infinity } = worker;
		let left = requests;
		const pace = new Pace(clock, random);
		// No two of them start at the very same moment.
		await clock.sleep(fromMs + 50 * random());
		const lane = async () => {
			while (left > 0 && clock.now() - began < toMs) {
				left--;
				const turn = await pace.turn();
				await travel();
				const good = server.takes();
				const at = clock.now() - began;
				await travel();
				if (good) pace.accepted(turn);
				else pace.refused(turn);
				if (at >= seconds * 1_000) return;
				if (!good) {
					refused++;
					left++;
				} else {
					doneMs = at;
					taken[index]!++;
					if (at >= seconds * 500) takenLately[index]!++;
				}
			}
		};
		for (let lanes = 0; lanes < LANES; lanes++) void lane();
	};
	workers.forEach((worker, index) => void work(worker, index));
	await clock.advance(seconds * 1_000 + 5_000);
	const all = taken.reduce((sum, one) => sum + one, 0);
	return {
		share: all / (10 * seconds),
		refused: refused / (all + refused),
		taken,
		takenLately,
		doneMs,
	};
}
