import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { changes, fieldsOf, hasPreview, largestBatchOf } from './catalogue';
import type { Product } from '../api/product';
import type { Client } from '../api/client';
import type { Hints } from '../parameters/hints';
import type { Operation, Timeout } from './operation';
import { ItemParameters, ParameterReader, type Pause } from '../parameters/parameters';
import { count, type Progress } from './progress';
import { stopIfCancelled } from '../api/waiting';

/**
 * How long items are read before n8n gets a chance to do something else, which costs about a
 * millisecond. Requests of other runs leave meanwhile: held up for longer than the pace allows for,
 * they would meet the next ones and be refused together.
 */
const STRETCH_MS = 20;

/** One input item, read and checked. */
export interface Prepared {
	index: number;
	/** What the operation's `prepare` made of it. */
	input: unknown;
	/** Most records to list; undefined for all. */
	limit?: number;
	batchSize: number;
	/** How long to wait for SendPulse to be done. */
	timeoutMs: number;
	simplify: boolean;
	preview: boolean;
}

export const cancelled = (context: IExecuteFunctions) =>
	context.getExecutionCancelSignal()?.aborted === true;

/** Items that look something up at once: so many requests are on their way in a run as well. */
const LOOKING_UP = 40;

/** An item that is being read; `note` tells what came of it. */
interface Reading {
	done: boolean;
	note: Promise<() => void>;
}

/**
 * Reads and checks every item, before the first request that changes anything leaves. What items look up
 * they look up side by side; they are told in their order all the same.
 *
 * @param progress told how far the reading is
 * @param note told of each item in turn; what `failed` throws ends the reading
 * @param hints takes what the items have to say beside the output
 */
export async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
	product: Product,
	client: Client,
	progress: Progress,
	note: { prepared(item: Prepared): void; failed(error: unknown, index: number): void },
	hints?: Hints,
): Promise<void> {
	const inputs = context.getInputData();
	let told = 0;
	const state = () => `${count(told)} of ${count(inputs.length)} items read`;
	const pause: Pause = async (ms, what) =>
		await progress.pause(ms, () => `${state()}; ${what}`, context.getExecutionCancelSignal());
	const reader = new ParameterReader(context, fieldsOf(operation, product), client, hints, pause);
	const read = async (item: ItemParameters, index: number): Promise<() => void> => {
		try {
			stopIfCancelled(context.getExecutionCancelSignal());
			const input = await operation.prepare(item);
			const prepared = { index, input, ...whatTheKindAdds(operation, product, item, input) };
			return () => note.prepared(prepared);
		} catch (error) {
			return () => note.failed(error, index);
		}
	};
	const readings: Reading[] = [];
	const noteFirst = async () => {
		(await readings.shift()?.note)?.();
		told++;
	};
	let breathe = Date.now() + STRETCH_MS;
	try {
		for (let index = 0; index < inputs.length; index++) {
			if (Date.now() >= breathe) {
				progress.note(state);
				await sleep(0);
				breathe = Date.now() + STRETCH_MS;
			}
			const item = new ItemParameters(reader, index, inputs[index]);
			const reading: Reading = { done: false, note: read(item, index) };
			readings.push(reading);
			void reading.note.then(() => (reading.done = true));
			// The next one need not wait for what this one looks up.
			await Promise.race([reading.note, item.looksUp]);
			while (readings[0]?.done || readings.length >= LOOKING_UP) await noteFirst();
		}
		while (readings.length > 0) await noteFirst();
	} finally {
		// Nothing goes on behind the back of a run that is over.
		await Promise.all(readings.map(async (reading) => await reading.note));
	}
}

/** The values of the fields that the catalogue added to the operation's own. */
function whatTheKindAdds(
	operation: Operation,
	product: Product,
	item: ItemParameters,
	input: unknown,
) {
	const lists = operation.kind === 'listing';
	const writes = changes(operation);
	const largest = largestBatchOf(operation, product);
	const timeout = operation.kind === 'settling' ? operation.timeout : undefined;
	const sized = writes && operation.kind === 'batched' && item.options.has('batchSize');
	return {
		limit: lists && !item.flag('returnAll') ? item.whole('limit', 1, Infinity) : undefined,
		batchSize: sized ? item.options.whole('batchSize', 1, largest) : largest,
		timeoutMs: timeout ? 1_000 * timeoutOf(timeout, item) : 0,
		simplify: operation.simplify !== undefined && item.flag('simplify'),
		preview: hasPreview(operation)
			? item.options.flag('preview')
			: operation.kind === 'composite' && (operation.previews?.(input) ?? false),
	};
}

const timeoutOf = ({ least, most, ...timeout }: Timeout, { options }: ItemParameters) =>
	options.has('timeout') ? options.whole('timeout', least, most) : timeout.default;
