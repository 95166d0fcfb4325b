import { ApiFailure, TOO_LARGE } from '../api/failures';
import { InputProblem } from '../api/inputProblem';
import type { Product } from '../api/product';
import type { Mark } from '../api/confirmed';
import type { BatchRules, Records } from './operation';
import type { Unit } from './schedule';
import { decided, understood, type Sender } from './sender';
import { Cancelled } from '../api/waiting';

/** Input items that share a request, in their order. */
export interface Batch<Input> {
	indexes: number[];
	inputs: Input[];
	/** What its elements are, as {@link BatchRules.element} names them. */
	elements: Set<string>;
}

interface OpenBatch<Input> extends Batch<Input> {
	position: number;
}

/**
 * Puts prepared items into batches: same group, at most `batchSize` elements, input order. The elements of one
 * item stay together, however many they are.
 *
 * An element that comes again joins the batch that has it, so that it costs nothing, unless another
 * group has touched it in between: then its last word must also be sent last. Where each naming is something of
 * its own, it goes into a later batch.
 */
export function planBatches<Input>(
	operation: Pick<BatchRules<Input>, 'group' | 'element' | 'apart'>,
	prepared: ReadonlyArray<{ index: number; input: Input; batchSize: number }>,
): Array<Batch<Input>> {
	const batches: Array<OpenBatch<Input>> = [];
	const openByGroup = new Map<string, OpenBatch<Input>>();
	const latestByElement = new Map<string, OpenBatch<Input>>();
	const groupOf = new Map<OpenBatch<Input>, string>();

	for (const { index, input, batchSize } of prepared) {
		const group = JSON.stringify([operation.group(input), batchSize]);
		const elements = [operation.element(input)].flat();
		const latest = lastOf(elements.map((element) => latestByElement.get(element)));
		const fits = ({ elements: known }: OpenBatch<Input>) =>
			known.size + elements.filter((element) => !known.has(element)).length <= batchSize;
		const joins = !operation.apart && latest && groupOf.get(latest) === group && fits(latest);
		let batch = openByGroup.get(group);
		if (joins) {
			batch = latest;
		} else if (
			!batch ||
			!fits(batch) ||
			(latest && latest.position > batch.position) ||
			(operation.apart && latest === batch)
		) {
			batch = { indexes: [], inputs: [], elements: new Set(), position: batches.length };
			batches.push(batch);
			openByGroup.set(group, batch);
			groupOf.set(batch, group);
		}
		batch.indexes.push(index);
		batch.inputs.push(input);
		for (const element of elements) {
			batch.elements.add(element);
			latestByElement.set(element, batch);
		}
	}
	return batches;
}

/**
 * Most items in a batch, however many of them name the same element: what is not sent yet is held, and of what
 * comes one after the other nobody knows how much there is.
 */
const MOST_AT_ONCE = 1_000;

/**
 * Batches of what comes one after the other, each as soon as it is full, or as its successor is of another group.
 * An element that comes again joins the batch that is being filled, if it is in there; those that are on their
 * way have it among their elements, for whoever sends the next one to wait for.
 */
export async function* batchesAsTheyCome<Input>(
	operation: Pick<BatchRules<Input>, 'group' | 'element' | 'apart'>,
	inputs: AsyncIterable<Input>,
	batchSize: number,
): AsyncGenerator<Batch<Input>, void> {
	let open: (Batch<Input> & { group: string }) | undefined;
	for await (const input of inputs) {
		const group = JSON.stringify(operation.group(input));
		const elements = [operation.element(input)].flat();
		const fresh = elements.filter((element) => !open?.elements.has(element)).length;
		const fits =
			open?.group === group &&
			open.elements.size + fresh <= batchSize &&
			open.inputs.length < MOST_AT_ONCE &&
			!(operation.apart && fresh < elements.length);
		if (open && !fits) {
			yield open;
			open = undefined;
		}
		open ??= { indexes: [], inputs: [], elements: new Set(), group };
		open.indexes.push(open.inputs.length);
		open.inputs.push(input);
		for (const element of elements) open.elements.add(element);
	}
	if (open) yield open;
}

const lastOf = <Input>(batches: Array<OpenBatch<Input> | undefined>) =>
	batches.reduce((last, batch) =>
		batch && batch.position > (last?.position ?? -1) ? batch : last,
	);

/**
 * Some of a request's elements were not taken, and its answer only counts them.
 *
 * @param all none of them was
 */
export class SomeNotTaken extends ApiFailure {
	constructor(readonly all: boolean) {
		super('refused', 'SendPulse did not take this. It does not say why: check that it is valid.');
	}
}

/**
 * Sends a batch. Refused for its size, or for what single elements can cause, by SendPulse or because no
 * request can be made of them, it is halved until those are found: what went through is never sent
 * again, and order is kept.
 *
 * @param send rejects with whatever went wrong; only Cancelled is passed on
 * @param halted true once the run should stop; nothing further is sent then
 */
export async function sendBatch<Input>(
	operation: Pick<BatchRules<Input>, 'elementAtFault'>,
	product: Product,
	batch: Pick<Batch<Input>, 'indexes' | 'inputs'>,
	send: (inputs: Input[]) => Promise<unknown>,
	note: {
		sent(body: unknown, indexes: number[], inputs: Input[]): void;
		failed(failure: unknown, indexes: number[]): void;
	},
	halted: () => boolean,
): Promise<void> {
	const { indexes, inputs } = batch;
	if (halted()) return;
	const result = await settle(send(inputs));
	if ('body' in result) {
		note.sent(result.body, indexes, inputs);
		return;
	}
	const { failure } = result;
	if (inputs.length === 1 || !isDivisible(operation, product, failure)) {
		note.failed(failure, indexes);
		return;
	}
	const middle = Math.ceil(inputs.length / 2);
	for (const [from, to] of [
		[0, middle],
		[middle, inputs.length],
	]) {
		const half = { indexes: indexes.slice(from, to), inputs: inputs.slice(from, to) };
		await sendBatch(operation, product, half, send, note, halted);
	}
}

type Outputs = Array<Records | ApiFailure>;

/**
 * Units that send batches, each request as often as its rules allow.
 *
 * @param stops whether nothing further is to be sent; told whether all of the batch went well so far
 * @param note told of what became of each element, by its index
 */
export function batchUnits<Input>(
	rules: BatchRules<Input> & { confirmed?: Mark },
	batches: ReadonlyArray<Batch<Input>>,
	product: Product,
	sender: Sender,
	stops: (allGood: boolean) => boolean,
	note: {
		/** What a shared answer says of each of these. */
		outputsOf(body: unknown, inputs: Input[]): Promise<Outputs>;
		sent(records: Records, index: number): void;
		failed(failure: unknown, indexes: number[]): void;
	},
): Unit[] {
	const { confirmed } = rules;
	const send = async (inputs: Input[]) => {
		const repeatable = decided(rules.repeatable, inputs[0]);
		const request = rules.request(inputs);
		if (!request) return await note.outputsOf(undefined, inputs);
		const body = await sender.change(request, {
			repeatable,
			confirmed,
			whereToLook: rules.whereToLook,
			alreadyDone: (failure) => rules.alreadyDone?.(failure) ?? false,
			nothingFound: (failure) => rules.nothingFound?.(failure, inputs) ?? false,
		});
		const exceptions = understood(() => rules.exceptions?.(body, inputs) ?? 0);
		// The answer counts exceptions, and asking again shows which.
		if (exceptions > 0 && repeatable) {
			throw new SomeNotTaken(exceptions >= distinct(rules, inputs));
		}
		return await note.outputsOf(body, inputs);
	};
	return batches.map((batch) => ({
		concerns: confirmed ? [...batch.elements] : [],
		perform: async (halted) => {
			let allGood = true;
			await sendBatch(
				rules,
				product,
				batch,
				send,
				{
					sent: (outputs, indexes) => {
						indexes.forEach((index, position) => {
							const own = (outputs as Outputs)[position];
							if (!(own instanceof ApiFailure)) return note.sent(own, index);
							allGood = false;
							note.failed(own, [index]);
						});
					},
					failed: (failure, indexes) => {
						allGood = false;
						note.failed(failure, indexes);
					},
				},
				() => halted() || stops(allGood),
			);
			return allGood;
		},
	}));
}

const distinct = <Input>({ element }: Pick<BatchRules<Input>, 'element'>, inputs: Input[]) =>
	new Set(inputs.flatMap((input) => element(input))).size;

/** Is it the fault of elements, so that what is without them may go on, be it but the one that was left of a batch? */
export const isOfElements = <Input>(
	operation: Pick<BatchRules<Input>, 'elementAtFault'>,
	product: Product,
	failure: unknown,
): boolean => failure instanceof SomeNotTaken || isDivisible(operation, product, failure);

/** Of anything but a refusal nobody knows whether something was sent, except where no request was made. */
function isDivisible<Input>(
	operation: Pick<BatchRules<Input>, 'elementAtFault'>,
	product: Product,
	failure: unknown,
): boolean {
	if (failure instanceof InputProblem) return true;
	if (failure instanceof SomeNotTaken) return !failure.all;
	if (!(failure instanceof ApiFailure)) return false;
	// Too much at once is nobody's fault, and half of it may be little enough.
	if (failure.status === TOO_LARGE) return true;
	return (
		(failure.kind === 'refused' && product.refusals.elementAtFault(failure)) ||
		(operation.elementAtFault?.(failure) ?? false)
	);
}

/** A result, or why there is none; a cancelled run goes on its way. */
async function settle(
	sending: Promise<unknown>,
): Promise<{ body: unknown } | { failure: unknown }> {
	return await sending.then(
		(body) => ({ body }),
		(error: unknown) => {
			if (error instanceof Cancelled) throw error;
			return { failure: error };
		},
	);
}
