import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { batchUnits, planBatches, type Batch } from './batches';
import { changes, hasPreview, type Catalogue } from './catalogue';
import { Client } from '../api/client';
import { compose } from './composite';
import { asFailure, wordsOf } from './defect';
import { ApiFailure } from '../api/failures';
import { Hints } from '../parameters/hints';
import { InputProblem } from '../api/inputProblem';
import { WithFiles } from './files';
import { listOf } from './lists';
import type {
	Batched,
	Composite,
	Listing,
	Operation,
	OutputRecord,
	Read,
	Records,
	Settling,
	Steps,
	Write,
} from './operation';
import { asNodeError } from '../api/nodeError';
import { asOutput, Outcomes } from './outcome';
import { DistinctRecords, readPages } from './pages';
import { cancelled, prepareItems, type Prepared } from './prepare';
import { count, counted, Progress } from './progress';
import type { Product } from '../api/product';
import { comparable, readableContent, type ApiRequest } from '../api/request';
import { Claims, perform, type Unit } from './schedule';
import { decided, PatientSender, understood, type Sender } from './sender';
import { settle, submissionsAhead } from './settling';
import type { Waiting } from './slots';
import { mayBeTakenAgain, readableAddress, stepsAhead, takeSteps } from './steps';
import { fingerprint } from '../api/token';
import { Cancelled } from '../api/waiting';

/** Whatever must happen in order after it: all writes of an operation, unless it says otherwise. */
const EVERYTHING = '*';

/**
 * Runs a node: prepare (read and check every item), plan (items to requests), send, link.
 *
 * Whatever ends the run as a whole becomes, where the user wants to go on, the failure of each item
 * that has no outcome yet. Thrown, it would look like success: n8n then passes the input items on as
 * if they were the output.
 *
 * @throws NodeOperationError before anything was sent, NodeApiError afterwards
 */
export async function run(
	context: IExecuteFunctions,
	catalogue: Catalogue,
): Promise<INodeExecutionData[][]> {
	const inputs = context.getInputData();
	const outcomes = new Outcomes(inputs.length);
	try {
		const run = await opened(context, catalogue, outcomes);
		await run.perform();
	} catch (error) {
		const node = context.getNode();
		if (isCancelled(context, error)) throw asNodeError(node, error);
		const failure = asFailure(error, context.logger, node.type);
		if (!context.continueOnFail()) throw asNodeError(node, failure);
		outcomes.failRest(failure);
	}
	const keepsInput = failuresKeepInput(context.getNode());
	return [
		outcomes.toItems((failure, index) => {
			const error = described(failure, index, inputs.length);
			const { json } = inputs[index];
			return keepsInput && Object.keys(json).length > 0 ? { error, input: { ...json } } : { error };
		}),
	];
}

/**
 * Does what is given out for a failed input hold that input, to tell which one it was?
 *
 * Where there is an error output it must not: n8n knows what goes there by an item that has an `error`
 * and nothing else, and puts the input's fields beside it itself. On the regular output they have a
 * field of their own, for there the next node takes failed items like the others: it is not to act on
 * the address of somebody who was refused, nor to take another node's `success` or ID for ours. An AI
 * Agent, for which n8n runs the type with "Tool" behind its name, knows what it asked for.
 */
const failuresKeepInput = ({ onError, type }: INode) =>
	onError !== 'continueErrorOutput' && !type.endsWith('Tool');

/**
 * @throws NodeOperationError for an operation that is none, ApiFailure for a Base URL that is none,
 * what n8n throws without a credential
 */
async function opened(
	context: IExecuteFunctions,
	catalogue: Catalogue,
	outcomes: Outcomes,
): Promise<Run> {
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
	const client = await Client.open(context);
	const work = `${catalogue.nameOf(resource)} → ${operation.option.name}`;
	return new Run(context, operation, catalogue.product, client, work, outcomes);
}

class Run {
	private readonly node: INode;

	private readonly inputs: INodeExecutionData[];

	readonly goOn: boolean;

	private readonly progress: Progress;

	readonly hints = new Hints();

	readonly sender: Sender;

	readonly waiting: Waiting;

	readonly claims = new Claims();

	/** Inputs that were submitted, of what is finished later. */
	private begun = 0;

	/** What was read of items of which only the fields that most want are to come. */
	private readonly simplifying = new Set<unknown>();

	private ownState: (() => string) | undefined;

	private ownByThen: (() => string) | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		readonly product: Product,
		readonly client: Client,
		/** "Contact → Add" */
		private readonly work: string,
		private readonly outcomes: Outcomes,
	) {
		this.node = context.getNode();
		this.inputs = context.getInputData();
		this.goOn = context.continueOnFail();
		this.progress = new Progress(context.logger, work, context.getExecutionId());
		this.waiting = {
			pause: async (ms, what) =>
				await this.progress.pause(ms, () => `${this.state()}; ${what}`, this.signal),
			tell: (what) => this.progress.note(() => `${this.state()}; ${what}`),
			timeOfDay: (inMs) => timeOfDay(Date.now() + inMs, context.getTimezone()),
			signal: this.signal,
		};
		const noteProgress = () => this.progress.note(() => this.state());
		this.sender = new PatientSender(client, noteProgress, this.waiting);
	}

	/** The end of the execution. */
	private get signal(): AbortSignal | undefined {
		return this.context.getExecutionCancelSignal();
	}

	/** Gives each input its outcome. */
	async perform(): Promise<void> {
		const { real, previewed } = await this.prepare();
		await this.preview(previewed);
		this.hintAtPreview(previewed.length);
		this.stopIfFailed();
		this.refuseRepetition(real);
		const units = await this.plan(await this.withoutAlike(real));
		try {
			await perform(units, !this.goOn);
		} finally {
			this.progress.end(() => this.state());
		}
		this.stopIfFailed();
		this.hintAtBulk();
		for (const { type, message } of this.hints.all()) this.hint(type, message);
	}

	/** @throws NodeOperationError or NodeApiError for the first failed item, unless the user wants to go on */
	private stopIfFailed(): void {
		const failed = this.outcomes.firstFailed;
		if (failed !== -1 && !this.goOn) throw this.stopped(failed);
	}

	private async prepare(): Promise<{ real: Prepared[]; previewed: Prepared[] }> {
		const real: Prepared[] = [];
		const previewed: Prepared[] = [];
		const { context, operation, product, client, outcomes, goOn } = this;
		const bad: Bad[] = [];
		const note = {
			prepared: (item: Prepared) => {
				if (item.simplify) this.simplifying.add(item.input);
				(item.preview ? previewed : real).push(item);
			},
			failed: (error: unknown, index: number) => {
				if (isCancelled(context, error)) throw error;
				const failure = this.asFailure(error);
				if (goOn) return outcomes.fail(index, failure);
				if (failure instanceof InputProblem) bad.push({ failure, index });
				else if (bad.length === 0) throw asNodeError(this.node, failure);
				// All that is wrong is told at once, so that it can be mended at once; within reason.
				if (bad.length > MOST_NAMED || !(failure instanceof InputProblem)) throw this.notSent(bad);
			},
		};
		await prepareItems(context, operation, product, client, this.progress, note, this.hints);
		if (bad.length > 0) throw this.notSent(bad);
		return { real, previewed };
	}

	/**
	 * n8n's "Retry On Fail" runs the whole node again, and with it what has been done already.
	 *
	 * @throws NodeOperationError for operations that must not happen twice
	 */
	private refuseRepetition(prepared: Prepared[]): void {
		const { operation } = this;
		if (!this.node.retryOnFail) return;
		if (prepared.every(({ input }) => mayRunAgain(operation, input))) return;
		throw new NodeOperationError(
			this.node,
			`Turn off 'Retry On Fail' in this node's settings: '${operation.option.name}' must not be done twice, and n8n would repeat it for every item. Nothing was sent.`,
			{
				description:
					"The node itself repeats whatever is safe to repeat. To deal with the rest, choose an error output under 'On Error'.",
			},
		);
	}

	/**
	 * Items that would do the same again, and must not, fail before anything is sent.
	 *
	 * @returns the others
	 * @throws NodeOperationError, unless the user wants to go on
	 */
	private async withoutAlike(prepared: Prepared[]): Promise<Prepared[]> {
		const alike = await this.alikeAmong(prepared);
		for (const items of alike) {
			const text = this.alikeText(items);
			if (!this.goOn) throw new NodeOperationError(this.node, `${text} Nothing was sent.`);
			for (const { index } of items) this.outcomes.fail(index, new InputProblem(text));
		}
		const failed = new Set(alike.flat());
		return prepared.filter((item) => !failed.has(item));
	}

	/** Items whose requests are equal, files and all, where that must not be. */
	private async alikeAmong(prepared: Prepared[]): Promise<Prepared[][]> {
		const { operation } = this;
		if (operation.kind !== 'write' || !operation.neverAlike || prepared.length < 2) return [];
		const byRequest = new Map<string, Prepared[]>();
		for (const item of prepared) {
			const request = await operation.request(item.input, this.client);
			if (!request) continue;
			// Not the request itself: files may be large, and there may be many.
			const key = fingerprint(comparable(request));
			byRequest.set(key, [...(byRequest.get(key) ?? []), item]);
		}
		return [...byRequest.values()].filter((items) => items.length > 1);
	}

	private alikeText(items: Prepared[]): string {
		const { operation, inputs } = this;
		const what = (operation as Write<unknown>).neverAlike;
		const indexes = items.map(({ index }) => index);
		const which = items.length < inputs.length ? ` (${named(indexes)})` : '';
		return `${count(items.length)} input items${which} would ${what} ${count(items.length)} times. Switch on 'Execute Once' in this node's settings, or map something that differs.`;
	}

	private async preview(previewed: Prepared[]): Promise<void> {
		const { operation } = this;
		for (const items of await this.alikeAmong(previewed)) {
			const message = `${this.alikeText(items)} Without Preview Only they are refused.`;
			this.hints.add({ type: 'warning', message });
		}
		if (operation.kind === 'batched') {
			for (const batch of planBatches(operation, previewed)) {
				await this.noting(batch.indexes, async () => {
					await operation.check?.(batch.inputs, this.client);
					const request = operation.request(batch.inputs);
					if (request) this.showRequests(batch.indexes, [request]);
					else this.showNoneOf(operation, batch);
				});
			}
			return;
		}
		if (operation.kind === 'composite') {
			const indexes = previewed.map(({ index }) => index);
			await this.noting(indexes, async () => await compose(operation, previewed, true, this));
			return;
		}
		if (operation.kind === 'settling') {
			await submissionsAhead(
				operation,
				previewed,
				this,
				async (indexes, request) =>
					await this.noting(indexes, async () => this.showRequests(indexes, [await request()])),
			);
			return;
		}
		if (operation.kind === 'steps') {
			for (const items of alike(operation, previewed)) {
				const indexes = items.map(({ index }) => index);
				await this.noting(indexes, async () => {
					const ahead = await stepsAhead(operation, items[0].input, this);
					this.showRequests(indexes, ahead, (address) => readableAddress(address, operation));
				});
			}
			return;
		}
		if (operation.kind !== 'write') return;
		for (const { index, input } of previewed) {
			await this.noting([index], async () => {
				const request = await operation.request(input, this.client);
				if (request) this.showRequests([index], [request]);
				else this.showNothing(index, operation.output(undefined, input));
			});
		}
	}

	private showRequests(
		indexes: number[],
		requests: ApiRequest[],
		readable = (address: string) => address,
	): void {
		const shown = requests.map((request) => {
			const body = readableContent(request) as IDataObject | undefined;
			return {
				preview: true,
				method: request.method,
				url: readable(this.client.addressOf(request)),
				...(body ? { body } : {}),
				inputItems: indexes.map((index) => index + 1),
			};
		});
		this.outcomes.preview(indexes, ...shown);
	}

	/** What the item will say, though nothing leaves for it. */
	private showNothing(index: number, records: Records) {
		const shown = [records].flat().map((record) => ({
			preview: true,
			...(record instanceof WithFiles ? record.json : record),
			inputItems: [index + 1],
		}));
		this.outcomes.preview([index], ...shown);
	}

	/** @throws ApiFailure for an item that has no outcome without a request */
	private showNoneOf({ outputs }: Batched<unknown>, { indexes, inputs }: Batch<unknown>) {
		outputs(undefined, inputs).forEach((own, position) => {
			if (own instanceof ApiFailure) throw own;
			this.showNothing(indexes[position], own);
		});
	}

	private async plan(prepared: Prepared[]): Promise<Unit[]> {
		const { operation } = this;
		switch (operation.kind) {
			case 'read':
				return prepared.map((item) => this.readUnit(operation, item));
			case 'listing':
				return prepared.map((item) => this.listingUnit(operation, item));
			case 'write':
				return prepared.map((item) => this.writeUnit(operation, item));
			case 'steps':
				return alike(operation, prepared).map((items) => this.stepsUnit(operation, items));
			case 'settling':
				return [this.settlingUnit(operation, prepared)];
			case 'composite':
				return this.compositeUnits(operation, prepared);
			case 'batched':
				return this.batchUnits(operation, await this.checkedBatches(operation, prepared));
		}
	}

	private readUnit(operation: Read<unknown>, { index, input, simplify }: Prepared): Unit {
		return this.unit([], index, async () => {
			const requests = [(await operation.request?.(input, this.client)) ?? []].flat();
			let records: OutputRecord[] = (await operation.find?.(input, this.sender)) ?? [];
			for (const request of requests) {
				records = await this.readRecords(operation, input, request);
				if (records.length > 0) break;
			}
			const whole = await this.completed(operation, records, input);
			await this.succeed(index, simplified(operation, whole, simplify));
		});
	}

	private async readRecords(
		operation: Read<unknown>,
		input: unknown,
		request: ApiRequest,
	): Promise<OutputRecord[]> {
		const sending = this.askedFor(operation, input, request, async (asked) => ({
			body: await this.sender.read(asked),
		}));
		const answer = await sending.catch((error: unknown) => {
			const isNothing = error instanceof ApiFailure && operation.nothingFound?.(error, input);
			if (!isNothing) throw error;
		});
		if (!answer) return [];
		return understood(() => asOutput(operation.output?.(answer.body, input) ?? answer.body));
	}

	/** What `asking` gives for a request, or for the other one that may find it. */
	private async askedFor<T>(
		operation: Pick<Read<unknown>, 'otherwise'>,
		input: unknown,
		request: ApiRequest,
		asking: (request: ApiRequest) => Promise<T>,
	): Promise<T> {
		return await asking(request).catch(async (error: unknown) => {
			const other = error instanceof ApiFailure ? operation.otherwise?.(input, error) : undefined;
			if (!other) throw error;
			return await asking(other);
		});
	}

	private listingUnit(operation: Listing<unknown>, item: Prepared): Unit {
		const { index, input, limit, simplify } = item;
		return this.unit([], index, async () => {
			const distinct = new DistinctRecords({ identify: (record) => operation.identify(record) });
			for (const request of [operation.request(input)].flat()) {
				if (limit !== undefined && distinct.records.length >= limit) break;
				// All that is wanted, from each part: some of it may be known from the one before.
				distinct.add(
					await this.askedFor(operation, input, request, async (asked) =>
						this.list(operation, input, asked, limit),
					),
				);
			}
			const records = understood(() =>
				distinct.records
					.slice(0, limit)
					.map((record) => operation.output?.(record, input) ?? record),
			);
			const whole = await this.completed(operation, records, input);
			await this.succeed(index, simplified(operation, whole, simplify));
		});
	}

	/** The records, with what takes requests of its own. */
	private async completed(
		operation: Read<unknown> | Listing<unknown>,
		records: OutputRecord[],
		input: unknown,
	): Promise<OutputRecord[]> {
		const { complete } = operation;
		if (!complete) return records;
		const whole = [...records];
		const ask = async (request: ApiRequest) => await this.sender.read(request);
		const units = records.map((record, position) => ({
			concerns: [],
			perform: async () => {
				if (!(record instanceof WithFiles)) whole[position] = await complete(record, input, ask);
				return true;
			},
		}));
		await perform(units, true);
		return whole;
	}

	/** Input `index` gave these records. */
	async succeed(index: number, records: Records): Promise<void> {
		await this.keepFiles(records);
		this.outcomes.succeed(index, records);
	}

	private async keepFiles(records: Records): Promise<void> {
		for (const record of [records].flat()) {
			if (record instanceof WithFiles) await record.keep(this.context);
		}
	}

	private async list(
		operation: Listing<unknown>,
		input: unknown,
		request: ApiRequest,
		limit?: number,
	): Promise<IDataObject[]> {
		const { paged } = operation;
		const list = listOf(this.sender, this.product, request, {
			identify: (record) => operation.identify(record),
			belongs: operation.belongs && ((record) => operation.belongs!(record, input)),
			paged: typeof paged === 'function' ? paged(input) : paged,
			total: operation.total?.(input),
			records: operation.records && ((body) => operation.records!(body)),
		});
		if ('whole' in list) return (await list.whole()).slice(0, limit);
		const { records, unsettled, counted, given } = await readPages(list, limit);
		if (unsettled) {
			this.hint(
				'warning',
				'The list changed in SendPulse while it was read, three times in a row: a few records may be missing or out of date. Run this again when the list is quiet.',
			);
		}
		if (counted !== undefined) {
			this.hint(
				'info',
				`SendPulse counts ${count(counted)} records here, and its list holds ${count(given)}. All of the list was read.`,
			);
		}
		return records;
	}

	private writeUnit(operation: Write<unknown>, { index, input, simplify }: Prepared): Unit {
		return this.unit(concernsOf(operation, input), index, async () => {
			const request = await operation.request(input, this.client);
			const body =
				request &&
				(await this.sender.change(request, {
					slot: operation.slot?.(input),
					repeatable: decided(operation.repeatable, input),
					confirmed: operation.confirmed,
					whereToLook: operation.whereToLook,
					alreadyDone: (failure) => operation.alreadyDone?.(failure) ?? false,
					nothingFound: (failure) => operation.nothingFound?.(failure, input) ?? false,
				}));
			const records = understood(() => asOutput(operation.output(body, input)));
			await this.succeed(index, simplified(operation, records, simplify));
		});
	}

	private stepsUnit(operation: Steps<unknown, object>, items: Prepared[]): Unit {
		const [{ input }] = items;
		const indexes = items.map(({ index }) => index);
		// What has begun is gone through with, whatever becomes of other items: half of it helps nobody.
		const work = async () => {
			const found = await takeSteps(operation, input, this);
			for (const { index, input: own, simplify } of items) {
				const records = understood(() => asOutput(operation.output(found, own)));
				await this.succeed(index, simplified(operation, records, simplify));
			}
		};
		return {
			concerns: concernsOf(operation, input),
			perform: async () => await this.noting(indexes, work),
		};
	}

	/**
	 * What is to go into each request. The items of one that does not stand the look at it fail before
	 * anything is sent.
	 *
	 * @returns the others
	 * @throws NodeOperationError or NodeApiError, unless the user wants to go on
	 */
	private async checkedBatches(
		operation: Batched<unknown>,
		prepared: Prepared[],
	): Promise<Array<Batch<unknown>>> {
		const batches = planBatches(operation, prepared);
		if (!operation.check) return batches;
		const looks = batches.map(({ indexes, inputs }) => ({
			concerns: [],
			perform: async () =>
				await this.noting(indexes, async () => await operation.check?.(inputs, this.client)),
		}));
		await perform(looks, !this.goOn);
		const { outcomes } = this;
		const good = batches.filter(({ indexes }) => outcomes.failureOf(indexes[0]) === undefined);
		if (good.length < batches.length && !this.goOn) {
			const index = outcomes.firstFailed;
			const failure = outcomes.failureOf(index);
			if (!(failure instanceof InputProblem)) throw asNodeError(this.node, failure);
			throw this.notSent([{ failure, index }]);
		}
		return good;
	}

	private settlingUnit(operation: Settling<unknown, unknown>, prepared: Prepared[]): Unit {
		return {
			concerns: [],
			perform: async () => {
				await settle(operation, prepared, this);
				return this.outcomes.firstFailed === -1;
			},
		};
	}

	/** Inputs of something that is finished later. */
	submitted(indexes: number[]): void {
		this.begun += indexes.length;
	}

	/** What a shared answer says of each of these. */
	private async outputsOf(
		operation: Batched<unknown>,
		body: unknown,
		inputs: unknown[],
	): Promise<Array<Records | ApiFailure>> {
		const outputs = understood(() => operation.outputs(body, inputs)).map((own, position) =>
			own instanceof ApiFailure
				? own
				: simplified(operation, asOutput(own), this.simplifying.has(inputs[position])),
		);
		for (const own of outputs) if (!(own instanceof ApiFailure)) await this.keepFiles(own);
		return outputs;
	}

	private batchUnits(operation: Batched<unknown>, batches: Array<Batch<unknown>>): Unit[] {
		const stops = (allGood: boolean) => !allGood && !this.goOn;
		return batchUnits(operation, batches, this.product, this.sender, stops, {
			outputsOf: async (body, inputs) => await this.outputsOf(operation, body, inputs),
			sent: (records, index) => this.outcomes.succeed(index, records),
			failed: (failure, indexes) => this.fail(indexes, failure),
		});
	}

	private compositeUnits(operation: Composite<unknown, unknown>, prepared: Prepared[]): Unit[] {
		const perform = async () => {
			await compose(operation, prepared, false, this);
			return this.outcomes.firstFailed === -1;
		};
		return [{ concerns: [], perform }];
	}

	/** How far a composite is, in its own words. */
	tellState(state: () => string): void {
		this.ownState = state;
	}

	tellByThen(text: () => string): void {
		this.ownByThen = text;
	}

	private unit(concerns: string[], index: number, work: () => Promise<void>): Unit {
		return { concerns, perform: async () => await this.noting([index], work) };
	}

	/** Does the work; whatever it fails of becomes the outcome of these items, except the end of the run. */
	private async noting(indexes: number[], work: () => Promise<void>): Promise<boolean> {
		return await work().then(
			() => true,
			(error: unknown) => {
				if (isCancelled(this.context, error)) throw error;
				this.fail(indexes, error);
				return false;
			},
		);
	}

	readonly asFailure = (error: unknown): unknown =>
		asFailure(error, this.context.logger, this.work);

	get inputCount(): number {
		return this.inputs.length;
	}

	failureOf(index: number): unknown {
		return this.outcomes.failureOf(index);
	}

	fail(indexes: number[], error: unknown): void {
		const failure = this.asFailure(error);
		for (const index of indexes) this.outcomes.fail(index, failure);
	}

	private describe(failure: unknown, index: number): string {
		return described(failure, index, this.inputs.length);
	}

	/** The bad items, before anything was sent: each thing that is wrong once. */
	private notSent(bad: Bad[]): Error {
		const several = this.inputs.length > 1;
		const byText = new Map<string, number[]>();
		for (const { failure, index } of bad.slice(0, MOST_NAMED)) {
			const text = wordsOf(failure);
			byText.set(text, [...(byText.get(text) ?? []), index]);
		}
		const told = [...byText].map(([text, indexes]) =>
			several ? `${indexes.length === 1 ? 'Item' : 'Items'} ${named(indexes)}: ${text}` : text,
		);
		const more = bad.length > MOST_NAMED ? ' There are more such items.' : '';
		return new NodeOperationError(this.node, `${told.join(' ')}${more} Nothing was sent.`, {
			description: bad.length < this.inputs.length ? SKIP_BAD_ITEMS : undefined,
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
		if (this.ownByThen) return asNodeError(this.node, failure, `${message}${this.ownByThen()}`);
		const all = operation.kind === 'settling' ? this.begun : outcomes.done;
		const progress =
			changes(operation) && inputs.length > 1
				? ` By then ${count(all)} of ${count(inputs.length)} ${noun} had been ${done}.`
				: '';
		return asNodeError(this.node, failure, `${message}${progress}`);
	}

	/** Forgotten, it would keep a workflow from ever sending anything. */
	private hintAtPreview(previewed: number): void {
		if (previewed === 0 || !hasPreview(this.operation)) return;
		const all = previewed === this.inputs.length;
		const which = all ? '' : ` for ${count(previewed)} of ${count(this.inputs.length)} items`;
		this.hint('warning', `Preview Only is on${which}: nothing was sent${all ? '' : ' for them'}.`);
	}

	private hintAtBulk(): void {
		const { operation, outcomes, sender } = this;
		if (operation.kind !== 'batched' || this.inputs.length < 2 || sender.requests === 0) return;
		const { noun, done, unsaid } = operation.counts;
		const sent = `${counted(outcomes.done, noun)} ${done} ${this.requestsAndRefusals()}`;
		this.hint(outcomes.failed > 0 ? 'warning' : 'info', unsaid ? `${sent}. ${unsaid}` : sent);
	}

	/** How far the run is, for the log. */
	private state(): string {
		const { outcomes, inputs } = this;
		if (this.ownState) return `${this.ownState()} ${this.requestsAndRefusals()}`;
		return `${count(outcomes.done)} of ${count(inputs.length)} items done ${this.requestsAndRefusals()}`;
	}

	private requestsAndRefusals(): string {
		const { outcomes } = this;
		const { requests } = this.sender;
		const refused = outcomes.failed > 0 ? `; ${count(outcomes.failed)} refused` : '';
		return `in ${counted(requests, 'requests')}${refused}`;
	}

	private hint(type: 'info' | 'warning', message: string): void {
		this.context.addExecutionHints({ type, message, location: 'outputPane' });
	}
}

const SKIP_BAD_ITEMS =
	"To go on with the other items, choose 'Continue' or 'Continue (using error output)' under 'On Error' in this node's settings.";

function simplified(
	operation: Operation,
	records: OutputRecord[],
	wanted: boolean,
): OutputRecord[] {
	if (!wanted || !operation.simplify) return records;
	const simplify = (record: IDataObject) => [operation.simplify!(record)].flat();
	return records.flatMap<OutputRecord>((record) =>
		// A file stays with one item.
		record instanceof WithFiles
			? record.simplified((json) => simplify(json)[0] ?? {})
			: simplify(record),
	);
}

/** Items that are to be done together because they are one, in their order. */
function alike(operation: Steps<unknown, object>, prepared: Prepared[]): Prepared[][] {
	if (!operation.sameAs) return prepared.map((item) => [item]);
	const groups = new Map<string, Prepared[]>();
	for (const item of prepared) {
		const key = operation.sameAs(item.input);
		groups.set(key, [...(groups.get(key) ?? []), item]);
	}
	return [...groups.values()];
}

/** May n8n run the node again for this item, whatever was done by then? */
function mayRunAgain(operation: Operation, input: unknown): boolean {
	switch (operation.kind) {
		case 'read':
		case 'listing':
			return true;
		case 'write':
		case 'batched':
			return decided(operation.repeatable, input);
		case 'steps':
			return mayBeTakenAgain(operation, input);
		case 'composite':
			return operation.effect === 'read' || decided(operation.repeatable, input);
		case 'settling':
			return !operation.submit || decided(operation.submit.repeatable, input);
	}
}

const concernsOf = (operation: Pick<Write<unknown>, 'concerns'>, input: unknown) =>
	[operation.concerns?.(input) ?? EVERYTHING].flat();

const isCancelled = (context: IExecuteFunctions, error: unknown) =>
	error instanceof Cancelled || cancelled(context);

const timeOfDay = (at: number, timeZone: string) =>
	new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });

function described(failure: unknown, index: number, items: number): string {
	const message = wordsOf(failure);
	return items > 1 ? `Item ${count(index + 1)}: ${message}` : message;
}

/** So many numbers of items are named, at most. */
const MOST_NAMED = 10;

function named(indexes: number[]): string {
	const numbers = indexes.slice(0, MOST_NAMED).map((index) => count(index + 1));
	return `${numbers.join('; ')}${indexes.length > MOST_NAMED ? '; …' : ''}`;
}

/** An item that can't be sent. */
interface Bad {
	failure: InputProblem;
	index: number;
}
