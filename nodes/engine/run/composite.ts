import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../api/failures';
import { InputProblem } from '../api/inputProblem';
import type { Product } from '../api/product';
import type { ApiRequest } from '../api/request';
import type { Hints } from '../parameters/hints';
import { batchesAsTheyCome, batchUnits, isOfElements, planBatches, type Batch } from './batches';
import { retold, wordsOf } from './defect';
import { listOf } from './lists';
import type { Acting, Composite, Item, Looking, Records } from './operation';
import { PageStream, readPages, type ListRules, type PagedList } from './pages';
import { count } from './progress';
import { perform } from './schedule';
import { Cancelled } from '../api/waiting';
import { understood, type Change, type Sender } from './sender';
import type { Waiting } from './slots';

type AnyComposite = Composite<unknown, unknown>;

/** What it needs of a run. */
export interface Stage {
	sender: Sender;
	waiting: Waiting;
	product: Product;
	hints: Hints;
	/** Ends with the first failure, unless the user wants to go on. */
	goOn: boolean;
	/** How many input items the run has, those among them that are not planned here. */
	inputCount: number;
	failureOf(index: number): unknown;
	succeed(index: number, records: Records): Promise<void>;
	fail(indexes: number[], error: unknown): void;
	asFailure(error: unknown): unknown;
	/** How far it is, from now on. */
	tellState(state: () => string): void;
	/** What an item's failure says of all that was done by then. */
	tellByThen(text: () => string): void;
}

/** An item has failed, and the user does not want to go on: the failure is noted, this only ends the work. */
class Halted extends Error {}

/**
 * Looks and plans; then shows, or checks all bounds and acts.
 *
 * @throws what it fails of as a whole, with what was done by then; Cancelled
 */
export async function compose(
	operation: AnyComposite,
	items: ReadonlyArray<Item<unknown>>,
	preview: boolean,
	stage: Stage,
): Promise<void> {
	if (items.length === 0) return;
	const tools = new Tools(operation, items, preview, stage);
	stage.tellByThen(() => (preview ? '' : tools.saidByThen()));
	const work = async () => {
		const plan = await operation.plan(items, looking(tools));
		if (preview) return await operation.show?.(plan, looking(tools));
		operation.check?.(plan);
		await operation.act(plan, acting(tools, operation));
	};
	await work().catch((error: unknown) => {
		if (error instanceof Halted) return;
		throw tools.brokenOff(error);
	});
}

/** Of a bound the plan itself speaks. */
const ownWords = (failure: unknown, changed: number) =>
	failure instanceof InputProblem && changed === 0;

class Tools {
	private halted = false;

	private changed = 0;

	/** Changes of which nobody knows. */
	private unclear = 0;

	/** How many of those there were before what is told by {@link byThen}. */
	private unclearBefore = 0;

	private byThen: ((isUnclear: boolean) => string) | undefined;

	constructor(
		private readonly operation: AnyComposite,
		private readonly items: ReadonlyArray<Item<unknown>>,
		readonly preview: boolean,
		readonly stage: Stage,
	) {}

	leftOut(): Array<{ index: number; failure?: unknown }> {
		const planned = new Set(this.items.map(({ index }) => index));
		const { inputCount } = this.stage;
		return Array.from({ length: inputCount }, (_, index) => index)
			.filter((index) => !planned.has(index))
			.map((index) => ({ index, failure: this.stage.failureOf(index) }));
	}

	saidByThen(): string {
		if (this.operation.effect === 'read') return '';
		const { changed, unclear, byThen } = this;
		if (byThen) return ` By then ${byThen(unclear > this.unclearBefore)}.`;
		if (changed === 0) return unclear === 0 ? ' Nothing was changed.' : '';
		return ` By then ${count(changed)} ${changed === 1 ? 'change' : 'changes'} had been made.`;
	}

	brokenOff(error: unknown): unknown {
		const failure = this.stage.asFailure(error);
		if (this.preview || ownWords(failure, this.changed)) return failure;
		return retold(failure, `${wordsOf(failure)}${this.saidByThen()}`);
	}

	setByThen(text: (isUnclear: boolean) => string): void {
		this.byThen = text;
		this.unclearBefore = this.unclear;
	}

	/** @throws Error for what could change something, which is a fault of the operation */
	asks(request: ApiRequest): ApiRequest {
		this.goesOn();
		const { method, path } = request;
		const isLookUp =
			method === 'POST' && (this.operation.lookUps ?? []).some((known) => known.test(path));
		if (method === 'GET' || isLookUp) return request;
		throw new TypeError('This is no look-up');
	}

	async answerTo(request: ApiRequest): Promise<unknown> {
		return await this.stage.sender.answerTo(this.asks(request), { repeatable: true });
	}

	listed(request: ApiRequest, rules: ListRules) {
		const { sender, product } = this.stage;
		return listOf(sender, product, this.asks(request), rules);
	}

	async change(request: ApiRequest, rules: Change): Promise<unknown> {
		this.goesOn();
		return await this.stage.sender.change(request, rules).then(
			(body) => {
				this.changed++;
				return body;
			},
			(error: unknown) => {
				this.noteUnclear(error);
				throw error;
			},
		);
	}

	async changeInBatches<Element>(
		...[rules, elements, note, batchSize]: Parameters<Acting['changeInBatches']>
	): Promise<void> {
		this.goesOn();
		const { product, sender } = this.stage;
		const largest = Math.min(batchSize ?? Infinity, rules.largest ?? product.largestBatch);
		const batches = planBatches(
			rules,
			elements.map((input, index) => ({ index, input, batchSize: largest })),
		);
		const units = batchUnits(rules, batches, product, sender, () => this.halted, {
			outputsOf: async (body, inputs) =>
				await Promise.resolve(understood(() => rules.outputs(body, inputs))),
			sent: (records, index) => {
				this.changed++;
				note.done(elements[index] as Element, records);
			},
			failed: (failure, indexes) => {
				this.noteUnclear(failure);
				for (const index of indexes) note.failed(elements[index] as Element, failure);
			},
		});
		// What an element that is refused means is for the operation to say.
		await perform(units, false);
		this.goesOn();
	}

	async changeAsTheyCome(
		...[rules, elements, note, batchSize]: Parameters<Acting['changeAsTheyCome']>
	): Promise<void> {
		this.goesOn();
		const { product, sender } = this.stage;
		const largest = Math.min(batchSize ?? Infinity, rules.largest ?? product.largestBatch);
		let broken: { failure: unknown } | undefined;
		const outcomes = (inputs: readonly unknown[]) => ({
			outputsOf: async (body: unknown, sent: unknown[]) =>
				await Promise.resolve(understood(() => rules.outputs(body, sent))),
			sent: (records: Records, index: number) => {
				this.changed++;
				note.done(inputs[index], records);
			},
			failed: (failure: unknown, indexes: number[]) => {
				this.noteUnclear(failure);
				if (!isOfElements(rules, product, failure)) broken ??= { failure };
				else for (const index of indexes) note.failed(inputs[index], failure);
			},
		});
		const stops = () => this.halted || broken !== undefined;
		const send = async (batch: Batch<unknown>, halted: () => boolean) => {
			const inputs = (await note.admit?.(batch.inputs)) ?? batch.inputs;
			if (inputs.length === 0) return;
			const admitted = { ...batch, inputs, indexes: inputs.map((_, index) => index) };
			const units = batchUnits(rules, [admitted], product, sender, stops, outcomes(inputs));
			for (const unit of units) await unit.perform(halted);
		};
		const units = async function* () {
			for await (const batch of batchesAsTheyCome(rules, elements, largest)) {
				yield {
					concerns: [...batch.elements],
					perform: async (halted: () => boolean) => {
						await send(batch, halted);
						return !stops();
					},
				};
			}
		};
		await perform(units(), true);
		this.goesOn();
		if (broken) throw broken.failure;
	}

	async each<Element>(
		elements: readonly Element[],
		work: (element: Element) => Promise<void>,
		concerns: (element: Element) => string | string[] = () => [],
	): Promise<void> {
		const { goOn } = this.stage;
		const units = elements.map((element) => ({
			concerns: [concerns(element)].flat(),
			perform: async () => {
				await work(element);
				return true;
			},
		}));
		await perform(units, !goOn);
	}

	async inTurn<Input>(
		items: ReadonlyArray<Item<Input>>,
		work: (item: Item<Input>) => Promise<void>,
	): Promise<void> {
		for (const item of items) {
			this.goesOn();
			await work(item).catch((error: unknown) => {
				if (error instanceof Halted || error instanceof Cancelled) throw error;
				// Where the run ends with it, the run says what was done by then.
				this.fail(item.index, this.stage.goOn ? this.brokenOff(error) : error);
			});
		}
	}

	fail(index: number, failure: unknown): void {
		this.stage.fail([index], failure);
		if (!this.stage.goOn) this.halted = true;
	}

	/** @throws Halted where an item has failed, and nothing more is to be sent */
	goesOn(): void {
		if (this.halted) throw new Halted();
	}

	private noteUnclear(error: unknown): void {
		if (error instanceof ApiFailure && error.kind === 'unclear') this.unclear++;
	}
}

function looking(tools: Tools): Looking {
	const { stage, preview } = tools;
	const opened = async (request: ApiRequest) => await stage.sender.read(tools.asks(request));
	return {
		preview,
		leftOut: () => tools.leftOut(),
		requests: () => stage.sender.requests,
		goOn: stage.goOn,
		read: opened,
		lookUp: opened,
		answerTo: async (request) => await tools.answerTo(request),
		list: async (request, rules) => {
			const list = tools.listed(request, rules);
			if ('whole' in list) return { records: await list.whole(), unsettled: false };
			return await readPages(list);
		},
		pages: (request, rules) => {
			const list = tools.listed(request, { ...rules });
			return new PageStream('whole' in list ? inOnePage(list.whole, rules) : list);
		},
		each: async (elements, work, concerns) => await tools.each(elements, work, concerns),
		inTurn: async (items, work) => await tools.inTurn(items, work),
		pause: async (ms, what) => {
			tools.goesOn();
			await stage.waiting.pause(ms, what);
		},
		hint: (hint) => stage.hints.add(hint),
		progress: (state) => stage.tellState(state),
		succeed: async (index, records) => await stage.succeed(index, records),
		fail: (index, failure) => tools.fail(index, failure),
	};
}

const acting = (tools: Tools, { effect }: AnyComposite): Acting => ({
	...looking(tools),
	change: async (request, rules) => {
		if (effect === 'read') throw new TypeError('This operation changes nothing');
		return await tools.change(request, rules);
	},
	changeInBatches: async (...given) => {
		if (effect === 'read') throw new TypeError('This operation changes nothing');
		await tools.changeInBatches(...(given as Parameters<Acting['changeInBatches']>));
	},
	changeAsTheyCome: async (...given) => {
		if (effect === 'read') throw new TypeError('This operation changes nothing');
		await tools.changeAsTheyCome(...(given as Parameters<Acting['changeAsTheyCome']>));
	},
	byThen: (text) => tools.setByThen(text),
});

/** A list that comes whole, as one that has a single page. */
const inOnePage = (whole: () => Promise<IDataObject[]>, { identify }: ListRules): PagedList => ({
	sizes: { largest: Infinity, fewest: Infinity },
	identify,
	page: async (_, from) => (from === 0 ? await whole() : []),
});
