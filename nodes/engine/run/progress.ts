import type { Logger } from 'n8n-workflow';
import { lasting, pause } from '../api/waiting';

export const count = (value: number) => value.toLocaleString('en-US');

/** "1 contact", "2 contacts": of a noun as it is for many. */
export const counted = (value: number, nouns: string) =>
	`${count(value)} ${
		value === 1
			? nouns
					.replace(/ies$/, 'y')
					.replace(/(?<=ss)es$|s$/, '')
					.replace(/people$/, 'person')
			: nouns
	}`;

/** A run that is over sooner leaves no line. */
export const LINE_EVERY_MS = 10_000;

/**
 * Lines in n8n's log about a run that lasts. Logs are kept and passed around: counts and the names of
 * operations belong there, never what the items hold.
 */
export class Progress {
	private last = lasting();

	private told: string | undefined;

	constructor(
		private readonly logger: Pick<Logger, 'info'>,
		/** What is done, e.g. "Contact → Add". */
		private readonly work: string,
		private readonly executionId: string,
	) {}

	/** Says how far the run is, unless that was said a moment ago. */
	note(state: () => string): void {
		if (lasting() - this.last < LINE_EVERY_MS) return;
		this.say(state());
	}

	/** Waits, telling meanwhile how far the run is; less when the execution is cancelled. */
	async pause(ms: number, state: () => string, signal?: AbortSignal): Promise<void> {
		const until = lasting() + ms;
		for (let left = ms; left > 0; left = until - lasting()) {
			// In pieces also because a wait that nobody needs any more is there until it ends.
			await pause(Math.min(left, LINE_EVERY_MS), signal);
			this.note(state);
		}
	}

	/** How it ended belongs to what was said before; not twice, where the last line said it already. */
	end(state: () => string): void {
		if (this.told !== undefined && this.told !== state()) this.say(state());
	}

	private say(state: string): void {
		this.last = lasting();
		this.told = state;
		this.logger.info(`SendPulse: ${this.work}: ${state}`, { executionId: this.executionId });
	}
}
