import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { planBatches, sendBatch } from './batches';
import { changes, type Catalogue } from './catalogue';
import { Client, type Sending } from './client';
import { ApiFailure } from './failures';
import { Hints } from './hints';
import { InputProblem } from './inputProblem';
import type { Batched, Listing, Operation, Read, Records, Write } from './operation';
import { asNodeError } from './nodeError';
import { asRecords, Outcomes } from './outcome';
import { DistinctRecords, pageQuery, readPages } from './pages';
import { cancelled, prepareItems, type Prepared } from './prepare';
import { count, Progress } from './progress';
import { readableBody, type ApiRequest } from './request';
import { perform, type Unit } from './schedule';

/** Whatever must happen in order after it: all writes of an operation, unless it says otherwise. */
const EVERYTHING = '*';

/**
 * Runs a node: prepare (read and check every item), plan (items to requests), send, link.
 *
 * @throws NodeOperationError before anything was sent, NodeApiError afterwards
 */
export async function run(
	context: IExecuteFunctions,
	catalogue: Catalogue,
): Promise<INodeExecutionData[][]> {
	const node = context.getNode();
	const resource = context.getNodeParameter('resource', 0) as string;
	// Of a resource that is not known n8n knows no operation either.
	const name = context.getNodeParameter('operation', 0, '') as string;
	const operation = catalogue.find(resource, name);
	if (!operation) {
		throw new NodeOperationError(node, `This node has no operation '${name}' for '${resource}'`, {
			description:
				"For other calls of SendPulse's API use n8n's HTTP Request node: choose Predefined Credential Type and SendPulse API there",
		});
	}
	const client = await Client.open(context).catch((error: unknown) => {
		throw asNodeError(node, error);
	});
	const work = `${catalogue.nameOf(resource)} → ${operation.option.name}`;
	const progress = new Progress(context.logger, work, context.getExecutionId());
	return [await new Run(context, operation, client, progress).items()];
}

class Run {
	private readonly node: INode;

	private readonly inputs: INodeExecutionData[];

	private readonly outcomes: Outcomes;

	private readonly goOn: boolean;

	private readonly hints = new Hints();

	/** Those for the items' own work, each counted once, however often it had to be sent. */
	private requests = 0;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly client: Client,
		private readonly progress: Progress,
	) {
		this.node = context.getNode();
		this.inputs = context.getInputData();
		this.outcomes = new Outcomes(this.inputs.length);
		this.goOn = context.continueOnFail();
	}

	async items(): Promise<INodeExecutionData[]> {
		const { real, previewed } = await this.prepare();
		this.refuseRepetition(real);
		await this.preview(previewed);
		const units = this.plan(real);
		try {
			await perform(units, !this.goOn);
		} catch (error) {
			throw asNodeError(this.node, error);
		} finally {
			this.progress.end(() => this.state());
		}
		const failed = this.outcomes.firstFailed;
		if (failed !== -1 && !this.goOn) throw this.stopped(failed);
		this.hintAtBulk();
		for (const { type, message } of this.hints.all()) this.hint(type, message);
		return this.outcomes.toItems((failure, index) => this.describe(failure, index));
	}

	private async prepare(): Promise<{ real: Prepared[]; previewed: Prepared[] }> {
		const real: Prepared[] = [];
		const previewed: Prepared[] = [];
		const { context, operation, client, outcomes, goOn } = this;
		const note = {
			prepared: (item: Prepared) => (item.preview ? previewed : real).push(item),
			failed: (error: unknown, index: number) => {
				if (!goOn || cancelled(context)) throw this.notSent(error, index);
				outcomes.fail(index, error);
			},
		};
		await prepareItems(context, operation, client, this.progress, note, this.hints);
		return { real, previewed };
	}

	/**
	 * n8n's "Retry On Fail" runs the whole node again, and with it what has been done already.
	 *
	 * @throws NodeOperationError for operations that must not happen twice
	 */
	private refuseRepetition(prepared: Prepared[]): void {
		const { operation } = this;
		if (!this.node.retryOnFail || !('repeatable' in operation)) return;
		const { repeatable } = operation;
		const safe = prepared.every(({ input }) =>
			typeof repeatable === 'function' ? repeatable(input) : repeatable,
		);
		if (safe) return;
		throw new NodeOperationError(
			this.node,
			`Turn off 'Retry On Fail' in this node's settings: '${operation.option.name}' must not be done twice, and n8n would repeat it for every item. Nothing was sent.`,
			{
				description:
					"The node itself repeats whatever is safe to repeat. To deal with the rest, choose an error output under 'On Error'.",
			},
		);
	}

	private async preview(previewed: Prepared[]): Promise<void> {
		const { operation } = this;
		if (operation.kind === 'batched') {
			for (const batch of planBatches(operation, previewed)) {
				this.showRequest(batch.indexes, operation.request(batch.inputs));
			}
		} else if (operation.kind === 'write') {
			for (const { index, input } of previewed) {
				await this.noting([index], async () => {
					this.showRequest([index], await operation.request(input, this.client));
				});
			}
		}
	}

	private showRequest(indexes: number[], request: ApiRequest): void {
		const { method, body } = request;
		this.outcomes.preview(indexes, {
			preview: true,
			method,
			url: this.client.addressOf(request),
			...(body ? { body: readableBody(body) as IDataObject } : {}),
			inputItems: indexes.map((index) => index + 1),
		});
	}

	private plan(prepared: Prepared[]): Unit[] {
		const { operation } = this;
		switch (operation.kind) {
			case 'read':
				return prepared.map((item) => this.readUnit(operation, item));
			case 'listing':
				return prepared.map((item) => this.listingUnit(operation, item));
			case 'write':
				return prepared.map((item) => this.writeUnit(operation, item));
			case 'batched':
				return this.batchUnits(operation, prepared);
		}
	}

	private readUnit(operation: Read<unknown>, { index, input, simplify }: Prepared): Unit {
		return this.unit([], index, async () => {
			const body = await this.ask(operation, input);
			const records = understood(() => asRecords(operation.output?.(body, input) ?? body));
			this.outcomes.succeed(index, simplified(operation, records, simplify));
		});
	}

	private async ask(operation: Read<unknown>, input: unknown): Promise<unknown> {
		const sending = this.send(await operation.request(input, this.client));
		return await sending.catch(async (error: unknown) => {
			const other = error instanceof ApiFailure ? operation.otherwise?.(input, error) : undefined;
			if (!other) throw error;
			return await this.send(other);
		});
	}

	private listingUnit(operation: Listing<unknown>, item: Prepared): Unit {
		const { index, input, limit, simplify } = item;
		return this.unit([], index, async () => {
			const distinct = new DistinctRecords(operation);
			for (const request of [operation.request(input)].flat()) {
				if (limit !== undefined && distinct.records.length >= limit) break;
				// All that is wanted, from each part: some of it may be known from the one before.
				distinct.add(await this.list(operation, input, request, limit));
			}
			const records = understood(() =>
				distinct.records
					.slice(0, limit)
					.map((record) => operation.output?.(record, input) ?? record),
			);
			this.outcomes.succeed(index, simplified(operation, records, simplify));
		});
	}

	private async list(
		operation: Listing<unknown>,
		input: unknown,
		request: ApiRequest,
		limit?: number,
	): Promise<IDataObject[]> {
		const recordsOf = (body: unknown) =>
			understood(() => operation.records?.(body) ?? asRecords(body));
		if (!operation.paged) return recordsOf(await this.send(request)).slice(0, limit);
		const { paged: paging } = operation;
		const totalRequest = operation.total?.(input);
		const { records, unsettled } = await readPages(
			{
				paging,
				identify: (record) => operation.identify(record),
				page: async (size, from) =>
					recordsOf(
						await this.send({
							...request,
							query: { ...request.query, ...pageQuery(paging, size, from) },
						}),
					),
				total: totalRequest
					? async () => Number((asRecords(await this.send(totalRequest))[0] ?? {}).total)
					: undefined,
			},
			limit,
		);
		if (unsettled) {
			this.hint(
				'warning',
				'The list changed in SendPulse while it was read, three times in a row: a few records may be missing or out of date. Run this again when the list is quiet.',
			);
		}
		return records;
	}

	private writeUnit(operation: Write<unknown>, { index, input }: Prepared): Unit {
		return this.unit([operation.concerns?.(input) ?? EVERYTHING], index, async () => {
			const body = await this.change(operation, input, await operation.request(input, this.client));
			this.outcomes.succeed(
				index,
				understood(() => operation.output(body, input)),
			);
		});
	}

	private batchUnits(operation: Batched<unknown>, prepared: Prepared[]): Unit[] {
		return planBatches(operation, prepared).map((batch) => ({
			concerns: operation.effect === 'read' ? [] : [...batch.elements],
			perform: async (halted) => {
				let allGood = true;
				await sendBatch(
					operation,
					batch,
					async (inputs) => {
						const body = await this.sendGroup(operation, inputs);
						return understood(() => operation.outputs(body, inputs));
					},
					{
						sent: (records, indexes) => {
							indexes.forEach((index, position) => {
								this.outcomes.succeed(index, (records as Records[])[position]);
							});
						},
						failed: (failure, indexes) => {
							allGood = false;
							for (const index of indexes) this.outcomes.fail(index, failure);
						},
					},
					() => halted() || (!allGood && !this.goOn),
				);
				return allGood;
			},
		}));
	}

	/** What `nothingFound` speaks of is an answer without a body. */
	private async sendGroup(operation: Batched<unknown>, inputs: unknown[]): Promise<unknown> {
		const sending = this.change(operation, inputs[0], operation.request(inputs));
		return await sending.catch((error: unknown) => {
			if (error instanceof ApiFailure && operation.nothingFound?.(error, inputs)) {
				return undefined;
			}
			throw error;
		});
	}

	/** Sends a request that changes something, as often as its operation allows. */
	private async change(
		{ repeatable, alreadyDone }: Write<unknown> | Batched<unknown>,
		input: unknown,
		request: ApiRequest,
	): Promise<unknown> {
		return await this.send(request, {
			repeatable: typeof repeatable === 'function' ? repeatable(input) : repeatable,
			alreadyDone,
		});
	}

	private async send(request: ApiRequest, sending?: Sending): Promise<unknown> {
		try {
			return await this.client.send(request, sending);
		} finally {
			this.requests++;
			this.progress.note(() => this.state());
		}
	}

	private unit(concerns: string[], index: number, work: () => Promise<void>): Unit {
		return { concerns, perform: async () => await this.noting([index], work) };
	}

	/** Does the work; an ApiFailure or InputProblem becomes the outcome of these items. */
	private async noting(indexes: number[], work: () => Promise<void>): Promise<boolean> {
		try {
			await work();
			return true;
		} catch (error) {
			const failure = expected(error);
			for (const index of indexes) this.outcomes.fail(index, failure);
			return false;
		}
	}

	private describe(failure: unknown, index: number): string {
		const message = failure instanceof Error ? failure.message : String(failure);
		return this.inputs.length > 1 ? `Item ${count(index + 1)}: ${message}` : message;
	}

	/** The first bad item, before anything was sent. */
	private notSent(error: unknown, index: number): Error {
		if (!(error instanceof InputProblem)) return asNodeError(this.node, error, index);
		return new NodeOperationError(this.node, `${this.describe(error, index)} Nothing was sent.`, {
			itemIndex: index,
			description: SKIP_BAD_ITEMS,
		});
	}

	/** The run stopped half-way: what was done by then belongs into the message. */
	private stopped(index: number): Error {
		const failure = this.outcomes.failureOf(index);
		const { operation, outcomes, inputs } = this;
		const message = this.describe(failure, index);
		const { noun, done } = ('counts' in operation && operation.counts) || {
			noun: 'items',
			done: 'done',
		};
		const progress =
			changes(operation) && inputs.length > 1
				? ` By then ${count(outcomes.done)} of ${count(inputs.length)} ${noun} had been ${done}.`
				: '';
		return asNodeError(this.node, failure, index, `${message}${progress}`);
	}

	private hintAtBulk(): void {
		const { operation, outcomes, requests } = this;
		if (operation.kind !== 'batched' || this.inputs.length < 2 || requests === 0) return;
		const { noun, done } = operation.counts;
		this.hint(
			outcomes.failed > 0 ? 'warning' : 'info',
			`${count(outcomes.done)} ${noun} ${done} ${this.requestsAndRefusals()}`,
		);
	}

	/** How far the run is, for the log. */
	private state(): string {
		const { outcomes, inputs } = this;
		return `${count(outcomes.done)} of ${count(inputs.length)} items done ${this.requestsAndRefusals()}`;
	}

	private requestsAndRefusals(): string {
		const { requests, outcomes } = this;
		const refused = outcomes.failed > 0 ? `; ${count(outcomes.failed)} refused` : '';
		return `in ${count(requests)} ${requests === 1 ? 'request' : 'requests'}${refused}`;
	}

	private hint(type: 'info' | 'warning', message: string): void {
		this.context.addExecutionHints({ type, message, location: 'outputPane' });
	}
}

const SKIP_BAD_ITEMS =
	"To go on with the other items, choose 'Continue' or 'Continue (using error output)' under 'On Error' in this node's settings.";

/**
 * What an operation makes of an answer.
 *
 * @throws ApiFailure where the answer has another form than the documents describe
 */
function understood<T>(make: () => T): T {
	try {
		return make();
	} catch (error) {
		throw notUnderstood(error);
	}
}

const notUnderstood = (error: unknown) =>
	error instanceof ApiFailure
		? error
		: new ApiFailure(
				'unclear',
				"SendPulse's answer has a form that this node does not know. Look in SendPulse whether it was done, and please report this with the name of the operation.",
			);

function simplified(operation: Operation, records: IDataObject[], wanted: boolean): IDataObject[] {
	return wanted && operation.simplify
		? records.map((record) => operation.simplify!(record))
		: records;
}

/** What an item may fail of; anything else is a defect or a cancelled run and goes on its way. */
function expected(error: unknown): unknown {
	if (error instanceof ApiFailure || error instanceof InputProblem) return error;
	throw error;
}
