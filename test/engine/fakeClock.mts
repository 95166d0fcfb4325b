import type { Clock } from '../../nodes/engine/api/pace';

/** Lets everything happen that needs no time. */
export const settled = async () => await new Promise((resolve) => setImmediate(resolve));

/** Time that passes only when told to. */
export class FakeClock implements Clock {
	private time = 1_000_000;

	private sleepers: Array<{ due: number; wake: () => void }> = [];

	now(): number {
		return this.time;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => this.sleepers.push({ due: this.time + ms, wake }));
	}

	/** Moves on, waking whoever slept until then, each at his own time. */
	async advance(ms: number): Promise<void> {
		const end = this.time + ms;
		await settled();
		for (;;) {
			const due = Math.min(...this.sleepers.map((sleeper) => sleeper.due));
			if (due > end) break;
			this.time = Math.max(this.time, due);
			const awake = this.sleepers.filter((sleeper) => sleeper.due <= this.time);
			this.sleepers = this.sleepers.filter((sleeper) => sleeper.due > this.time);
			for (const { wake } of awake) wake();
			await settled();
		}
		this.time = end;
	}
}
