import type { Clock } from './clock.mts';

interface Entry {
	due: number;
	act: (at: number) => void;
}

/**
 * What is to happen later, in the order of its times. Each entry acts at its own time, however far the clock has
 * moved meanwhile: what follows from it is dated from there.
 */
export class Agenda {
	private entries: Entry[] = [];
	private pause = new AbortController();
	private running = false;
	private stopped = false;

	constructor(private readonly clock: Clock) {}

	at(due: number, act: (at: number) => void): void {
		const place = this.entries.findIndex((entry) => entry.due > due);
		this.entries.splice(place < 0 ? this.entries.length : place, 0, { due, act });
		if (place === 0 || this.entries.length === 1) this.pause.abort();
	}

	/** Does what is due by now. */
	catchUp(): void {
		while (this.entries[0] && this.entries[0].due <= this.clock.now()) {
			const { due, act } = this.entries.shift() as Entry;
			act(due);
		}
	}

	/** From now on things happen by themselves, until `stop`. */
	start(): void {
		if (this.running || this.stopped) return;
		this.running = true;
		void this.run();
	}

	stop(): void {
		this.stopped = true;
		this.pause.abort();
	}

	clear(): void {
		this.entries = [];
	}

	private async run(): Promise<void> {
		while (!this.stopped) {
			this.catchUp();
			this.pause = new AbortController();
			const { signal } = this.pause;
			const next = this.entries[0];
			if (next) await this.clock.sleep(Math.min(next.due - this.clock.now(), LONGEST), signal);
			else {
				await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
			}
		}
	}
}

// Longer than this a timer of Node.js can't wait.
const LONGEST = 2 ** 31 - 1;
