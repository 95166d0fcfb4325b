import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { changes, fieldsOf } from './catalogue';
import type { Client } from './client';
import type { Operation } from './operation';
import { ItemParameters, ParameterReader } from './parameters';
import { stopIfCancelled } from './waiting';

/** Items read between two chances for n8n to do something else (each costs it about a millisecond). */
const READ_AT_A_STRETCH = 100;

/** The API takes 100 addresses at most to delete or unsubscribe; for the others it names no limit. */
const LARGEST_BATCH = 100;

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
 * @param note told of each item in turn; what `failed` throws ends the reading
 */
export async function prepareItems(
	context: IExecuteFunctions,
	operation: Operation,
	client: Client,
	note: { prepared(item: Prepared): void; failed(error: unknown, index: number): void },
): Promise<void> {
	const inputs = context.getInputData();
	const reader = new ParameterReader(context, fieldsOf(operation), client);
	for (let index = 0; index < inputs.length; index++) {
		if (index % READ_AT_A_STRETCH === 0 && index > 0) await sleep(0);
		try {
			stopIfCancelled(context.getExecutionCancelSignal());
			const item = new ItemParameters(reader, index, inputs[index]);
			note.prepared({
				index,
				input: await operation.prepare(item),
				...whatTheKindAdds(operation, item),
			});
		} catch (error) {
			note.failed(error, index);
		}
	}
}

/** The values of the fields that the catalogue added to the operation's own. */
function whatTheKindAdds(operation: Operation, item: ItemParameters) {
	const lists = operation.kind === 'listing';
	const writes = changes(operation);
	const sized = writes && operation.kind === 'batched' && item.options.has('batchSize');
	return {
		limit: lists && !item.flag('returnAll') ? item.whole('limit', 1, Infinity) : undefined,
		batchSize: sized ? item.options.whole('batchSize', 1, LARGEST_BATCH) : LARGEST_BATCH,
		simplify: operation.simplify !== undefined && item.flag('simplify'),
		preview: writes && item.options.flag('preview'),
	};
}
