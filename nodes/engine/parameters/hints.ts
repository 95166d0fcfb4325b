/** A sentence beside the output, as n8n shows it. */
export interface Hint {
	type: 'info' | 'warning';
	message: string;
}

interface Tally {
	tally: unknown;
	tell(): Hint | undefined;
}

/** What the items of a run have to say beside their output: each thing once, at the run's end. */
export class Hints {
	private readonly tallies = new Map<string, Tally>();

	/** The same words of many items are told once. */
	add(hint: Hint): void {
		this.tally(
			`${hint.type} ${hint.message}`,
			() => hint,
			() => hint,
		);
	}

	/**
	 * What the items add to together.
	 *
	 * @param key of this tally, for all items of the run
	 * @param start makes the empty tally, for the first item that asks
	 * @param tell makes one hint of it at the end, or none
	 * @returns the tally, to be added to
	 */
	tally<T>(key: string, start: () => T, tell: (tally: T) => Hint | undefined): T {
		const known = this.tallies.get(key);
		if (known) return known.tally as T;
		const tally = start();
		this.tallies.set(key, { tally, tell: () => tell(tally) });
		return tally;
	}

	all(): Hint[] {
		return [...this.tallies.values()]
			.map(({ tell }) => tell())
			.filter((hint) => hint !== undefined);
	}
}
