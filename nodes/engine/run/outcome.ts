import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ApiFailure } from '../api/failures';
import { isRecord } from '../api/record';
import { WithFiles } from './files';
import type { OutputRecord, Records } from './operation';

/** Any answer as records: elements of an array, else the object, else its bare value; null is none. */
export function asRecords(body: unknown): IDataObject[] {
	return listed(body ?? []).map(asRecord);
}

/** What an operation gives out likewise, of which each may have files beside it. */
export function asOutput(records: unknown): OutputRecord[] {
	return listed(records).map((value) => (value instanceof WithFiles ? value : asRecord(value)));
}

const listed = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value]);

const asRecord = (value: unknown): IDataObject =>
	isRecord(value) ? value : ({ value } as IDataObject);

/** The elements of a list. PHP, and so the API, may write one as an object with numbered keys. */
export function elementsOf(list: unknown): unknown[] {
	if (Array.isArray(list)) return list as unknown[];
	if (!isRecord(list)) return [];
	return isNumbered(list) ? Object.values(list) : [list];
}

const isNumbered = (value: unknown) =>
	isRecord(value) && Object.keys(value).every((key) => /^\d+$/.test(key));

/** Whoever asked must not take an answer in another form for "nothing". @param what is not clear, the end of a sentence */
export const notUnderstood = (what: string) =>
	new ApiFailure(
		'unclear',
		`SendPulse answered in a form that this node does not know, so that it is not clear ${what}. Please report this with the name of the operation.`,
	);

/**
 * The records of what has to be a list. PHP, and so the API, may write one as an object with numbered keys: what is
 * left of a list that was filtered keeps the numbers that it had.
 *
 * @param what is not clear without it, the end of a sentence
 * @throws ApiFailure for anything else: null, a single record, rows under a name
 */
export function recordsOf(list: unknown, what: string): IDataObject[] {
	if (!Array.isArray(list) && !isNumbered(list)) throw notUnderstood(what);
	const records = Object.values(list as unknown[]);
	if (!records.every(isRecord)) throw notUnderstood(what);
	return records;
}

/**
 * The one record that an answer is about, which may stand in a list of one.
 *
 * @param advice what to do where there is none
 * @throws ApiFailure where there is none: what is made of nothing would look like a record
 */
export function theRecord(
	body: unknown,
	advice = 'There may be none of this ID. Check the ID.',
): IDataObject {
	const [record] = elementsOf(body);
	if (isRecord(record) && Object.keys(record).length > 0) return record;
	throw new ApiFailure('refused', `SendPulse answered without a record. ${advice}`);
}

/** The records of an answer that has them under a name. */
export const recordsUnder =
	(name: string) =>
	(body: unknown): IDataObject[] =>
		asRecords(elementsOf(isRecord(body) ? body[name] : undefined));

/** For answers that only say that it worked: what was it done to? */
export const succeeded = (what: IDataObject): IDataObject => ({ success: true, ...what });
export const deleted = (what: IDataObject): IDataObject => ({ deleted: true, ...what });

/**
 * Likewise where SendPulse may say that there was nothing to remove, for which there is no body: it is
 * gone all the same, so that a run which stopped half-way can be run again.
 */
export const removed = (body: unknown, what: IDataObject): IDataObject =>
	body === undefined ? { ...deleted(what), found: false } : deleted(what);

/** What became of each input item, collected in whatever order the answers come. */
export class Outcomes {
	private readonly items: Array<
		{ records: INodeExecutionData[]; shown?: true } | { failure: unknown } | undefined
	>;

	constructor(count: number) {
		this.items = new Array<undefined>(count).fill(undefined);
	}

	/** Input `index` gave these records. */
	succeed(index: number, records: Records): void {
		const list = Array.isArray(records) ? records : [records];
		const pairedItem = { item: index };
		this.items[index] = {
			records: list.map((record) =>
				record instanceof WithFiles
					? { json: record.json, binary: record.binary, pairedItem }
					: { json: record, pairedItem },
			),
		};
	}

	/** Requests that serve several inputs are shown once, linked to all of them. */
	preview(inputs: number[], ...shown: IDataObject[]): void {
		const pairedItem = inputs.map((item) => ({ item }));
		const records = shown.map((json) => ({ json, pairedItem }));
		this.items[inputs[0]] = { records, shown: true };
		for (const index of inputs.slice(1)) this.items[index] = { records: [], shown: true };
	}

	fail(index: number, failure: unknown): void {
		this.items[index] = { failure };
	}

	/** Whatever has no outcome yet fails of this. */
	failRest(failure: unknown): void {
		this.items.forEach((outcome, index) => {
			if (!outcome) this.fail(index, failure);
		});
	}

	failureOf(index: number): unknown {
		const outcome = this.items[index];
		return outcome && 'failure' in outcome ? outcome.failure : undefined;
	}

	get firstFailed(): number {
		return this.items.findIndex((outcome) => outcome && 'failure' in outcome);
	}

	/** How many inputs were served; what was only shown is not done. */
	get done(): number {
		return this.items.filter((outcome) => outcome && 'records' in outcome && !outcome.shown).length;
	}

	get failed(): number {
		return this.items.filter((outcome) => outcome && 'failure' in outcome).length;
	}

	/**
	 * n8n's items, in the order of the inputs.
	 *
	 * @param failed what is given out for an input that failed
	 */
	toItems(failed: (failure: unknown, index: number) => IDataObject): INodeExecutionData[] {
		const output: INodeExecutionData[] = [];
		this.items.forEach((outcome, index) => {
			if (!outcome) return;
			if ('records' in outcome) {
				// No spread: a long list would overflow the stack.
				for (const record of outcome.records) output.push(record);
			} else {
				output.push({ json: failed(outcome.failure, index), pairedItem: { item: index } });
			}
		});
		return output;
	}
}
