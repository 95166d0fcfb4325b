/** Units on their way at once; the pace decides how fast they leave. */
export const IN_FLIGHT = 40;

/** A piece of work: one request, a chain of pages, or a batch. */
export interface Unit {
	/**
	 * What it changes. Units that share an entry keep their order; a read has none and waits for
	 * nobody.
	 */
	concerns: readonly string[];
	/** Does the work and notes its outcomes. Resolves to false where something failed. */
	perform(halted: () => boolean): Promise<boolean>;
}

/**
 * Performs units, side by side as far as their concerns allow. Of those that come one after the other no more are
 * asked for than can be on their way.
 *
 * @param stopOnFailure start nothing more once a unit has failed; what is on its way is awaited
 * @throws Cancelled, or whatever else a unit or what gives them throws, once nothing is on its way any more
 */
export async function perform(
	units: readonly Unit[] | AsyncIterable<Unit>,
	stopOnFailure: boolean,
): Promise<void> {
	const latest = new Map<string, Promise<void>>();
	let stopped = false;
	const halted = () => stopped;

	const take = async (unit: Unit) => {
		const before = unit.concerns.map((concern) => latest.get(concern));
		let broken = true;
		let finish = () => {};
		const finished = new Promise<void>((resolve) => (finish = resolve));
		for (const concern of unit.concerns) latest.set(concern, finished);
		try {
			await Promise.all(before);
			if (stopped) return;
			const succeeded = await unit.perform(halted);
			if (!succeeded && stopOnFailure) stopped = true;
			broken = false;
		} finally {
			// A lane that throws (a cancelled execution) takes the others along.
			stopped ||= broken;
			finish();
			// Nobody waits for what is over: of many thousand contacts only those on their way are kept.
			for (const concern of unit.concerns) {
				if (latest.get(concern) === finished) latest.delete(concern);
			}
		}
	};
	const source = 'length' in units ? inOrder(units) : units[Symbol.asyncIterator]();
	const lane = async () => {
		while (!stopped) {
			const step = source.next();
			// Of a list at once, so that its units are known in their order before one of them begins.
			const taken = 'then' in step ? await ended(step) : step;
			if (taken.done || stopped) return;
			await take(taken.value);
		}
	};
	const ended = async (step: Promise<IteratorResult<Unit>>) =>
		await step.catch((error: unknown) => {
			stopped = true;
			throw error;
		});
	const count = 'length' in units ? Math.min(IN_FLIGHT, units.length) : IN_FLIGHT;
	const lanes = Array.from({ length: count }, lane);
	// Not before the last lane has ended: nothing goes on behind the back of a run that is over.
	await Promise.allSettled(lanes);
	await source.return?.();
	await Promise.all(lanes);
}

function inOrder(units: readonly Unit[]): Iterator<Unit> {
	let next = 0;
	return {
		next: () =>
			next < units.length
				? { done: false, value: units[next++] }
				: { done: true, value: undefined },
	};
}

/**
 * Does work that changes nothing side by side, and gives what came of it in the order of the inputs: no more is
 * begun than can be on its way, what waits to be taken counted in.
 *
 * @throws what a piece of work throws, once nothing is on its way any more
 */
export async function* inTheirOrder<Input, Result>(
	inputs: readonly Input[],
	work: (input: Input) => Promise<Result>,
): AsyncGenerator<[input: Input, result: Result], void> {
	const begun: Array<Promise<Result>> = [];
	let next = 0;
	try {
		for (const input of inputs) {
			for (; next < inputs.length && begun.length < IN_FLIGHT; next++) {
				const result = work(inputs[next]);
				// Told when its turn comes.
				result.catch(() => {});
				begun.push(result);
			}
			// It stays among the begun until it is there.
			const result = await begun[0];
			begun.shift();
			yield [input, result];
		}
	} finally {
		await Promise.allSettled(begun);
	}
}

/** Turns for what only shows on the way: whoever names the same thing waits for those who named it before. */
export class Claims {
	private readonly latest = new Map<string, Promise<void>>();

	/** @returns gives the turn back */
	async turn(claim: string): Promise<() => void> {
		const before = this.latest.get(claim);
		let release = () => {};
		const released = new Promise<void>((resolve) => (release = resolve));
		this.latest.set(claim, released);
		await before;
		return () => {
			release();
			if (this.latest.get(claim) === released) this.latest.delete(claim);
		};
	}
}
