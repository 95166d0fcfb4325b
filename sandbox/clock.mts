import { performance } from 'node:perf_hooks';

/** What the sandbox knows of time; tests put their own in its place. */
export interface Clock {
	/** Milliseconds since 1970. Never runs backwards. */
	now(): number;
	/** Resolves after `ms`, or at once when the signal aborts; never rejects. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The time of this machine, taken from the monotonic timer: a limit of ten a second must not see the clock being set. */
export const systemClock: Clock = {
	now: () => performance.timeOrigin + performance.now(),
	sleep: (ms, signal) =>
		new Promise((resolve) => {
			if (signal?.aborted) return resolve();
			const finish = () => {
				clearTimeout(timer);
				signal?.removeEventListener('abort', finish);
				resolve();
			};
			const timer = setTimeout(finish, ms);
			signal?.addEventListener('abort', finish);
		}),
};

/** A clock that moves only when told to. */
export class ManualClock implements Clock {
	private time: number;
	private sleepers: Array<{ due: number; wake: () => void }> = [];

	constructor(start: number | string = '2026-01-15T09:00:00Z') {
		this.time = new Date(start).getTime();
	}

	now(): number {
		return this.time;
	}

	sleep(ms: number, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			if (signal?.aborted) return resolve();
			const sleeper = { due: this.time + ms, wake: resolve };
			this.sleepers.push(sleeper);
			signal?.addEventListener(
				'abort',
				() => {
					this.sleepers = this.sleepers.filter((other) => other !== sleeper);
					resolve();
				},
				{ once: true },
			);
		});
	}

	/** Moves on by `ms`, waking whoever slept until then, in the order of their times. */
	advance(ms: number): void {
		this.time += ms;
		const due = this.sleepers.filter((sleeper) => sleeper.due <= this.time);
		this.sleepers = this.sleepers.filter((sleeper) => sleeper.due > this.time);
		for (const sleeper of due.sort((a, b) => a.due - b.due)) sleeper.wake();
	}
}
