import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { changes, fieldsOf, largestBatchOf } from './catalogue';
import type { Product } from '../api/product';
import type { Client } from '../api/client';
import type { Hints } from '../parameters/hints';
import type { Operation } from './operation';
import { ItemParameters, ParameterReader } from '../parameters/parameters';
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
	simplify: boolean;
	preview: boolean;
}

export const cancelled = (context: IExecuteFunctions) =>
	context.getExecutionCancelSignal()?.aborted === true;

/**
 * Reads and checks every item, before the first request that changes anything leaves.
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
	const reader = new ParameterReader(context, fieldsOf(operation, product), client, hints);
	let breathe = Date.now() + STRETCH_MS;
	for (let index = 0; index < inputs.length; index++) {
		if (Date.now() >= breathe) {
			progress.note(() => `${count(index)} of ${count(inputs.length)} items read`);
			await sleep(0);
			breathe = Date.now() + STRETCH_MS;
		}
		try {
			stopIfCancelled(context.getExecutionCancelSignal());
			const item = new ItemParameters(reader, index, inputs[index]);
			note.prepared({
				index,
				input: await operation.prepare(item),
				...whatTheKindAdds(operation, product, item),
			});
		} catch (error) {
			note.failed(error, index);
		}
	}
}

/** The values of the fields that the catalogue added to the operation's own. */
function whatTheKindAdds(operation: Operation, product: Product, item: ItemParameters) {
	const lists = operation.kind === 'listing';
	const writes = changes(operation);
	const largest = largestBatchOf(operation, product);
	const sized = writes && operation.kind === 'batched' && item.options.has('batchSize');
	return {
		limit: lists && !item.flag('returnAll') ? item.whole('limit', 1, Infinity) : undefined,
		batchSize: sized ? item.options.whole('batchSize', 1, largest) : largest,
		simplify: operation.simplify !== undefined && item.flag('simplify'),
		preview: writes && item.options.flag('preview'),
	};
}
