import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Client, Sends } from '../api/client';
import type { Mark } from '../api/confirmed';
import type { ApiFailure } from '../api/failures';
import type { Pager } from '../api/pager';
import type { ItemParameters, Pause } from '../parameters/parameters';
import type { ApiRequest } from '../api/request';
import type { WithFiles } from './files';
import type { Hint } from '../parameters/hints';

import type { ListRules, PagesRead, PageStream } from './pages';
import type { Slot } from './slots';

/** What becomes an output item of n8n. */
export type OutputRecord = IDataObject | WithFiles;

export type Records = OutputRecord | OutputRecord[];

interface Described<Input> {
	/** Name, stored value, action and description, as n8n shows them. */
	option: INodePropertyOptions & { action: string; description: string };
	/** Parameters, without display rules: the catalogue adds those. */
	fields: INodeProperties[];
	/**
	 * Reads and checks one item's parameters, before anything is sent.
	 *
	 * @throws InputProblem
	 */
	prepare(item: ItemParameters): Input | Promise<Input>;
	/**
	 * The fields of a record that most users want, under the API's names; the engine adds Simplify.
	 * For answers with more than ten fields. Several where a record holds what people want one item each of.
	 */
	simplify?(record: IDataObject): IDataObject | IDataObject[];
}

/** Asks for one thing for each input item. */
export interface Read<Input> extends Described<Input> {
	kind: 'read';
	/** Several are asked one after the other, until one of them gives something. */
	request?(
		input: Input,
		client: Client,
	): ApiRequest | ApiRequest[] | Promise<ApiRequest | ApiRequest[]>;
	/** Instead, where several answers together tell what there is. */
	find?(input: Input, sends: Sends): Promise<IDataObject[]>;
	/** Whether a refusal only says that there is nothing: the item then gives none. */
	nothingFound?(failure: ApiFailure, input: Input): boolean;
	/** Another request to try after a refusal, if there is one that may find it. */
	otherwise?(input: Input, failure: ApiFailure): ApiRequest | undefined;
	/** Default: an object is one record, an array one for each element. */
	output?(body: unknown, input: Input): Records;
	complete?: Completing<Input>['complete'];
}

/** Get Many: the engine adds Return All and Limit and reads the pages. */
export interface Listing<Input> extends Described<Input> {
	kind: 'listing';
	/** The request without its page; several where the API has the list in parts. */
	request(input: Input): ApiRequest | ApiRequest[];
	/** What tells two records apart, so that none comes twice when the list moves under the reader. */
	identify(record: IDataObject): unknown;
	/**
	 * Whether a record is one of those that are wanted, where the API can't be asked for these alone. Limit
	 * counts what belongs: pages are read until so many have come.
	 * @default that all are
	 */
	belongs?(record: IDataObject, input: Input): boolean;
	/** How the API gives the list in pages, where not as its product does; false where it gives the whole list. */
	paged?: Pager | false | PagedBy<Input>;
	/** How many records there should be, where another request than that for the list tells. */
	total?(input: Input): ApiRequest | undefined;
	/** Takes the records out of an answer. Default: the answer is an array of them. */
	records?(body: unknown): IDataObject[];
	/** Another request to try after a refusal, if there is one that may find it. */
	otherwise?(input: Input, failure: ApiFailure): ApiRequest | undefined;
	output?(record: IDataObject, input: Input): OutputRecord;
	complete?: Completing<Input>['complete'];
}

interface Completing<Input> {
	/** Adds to a record what takes requests of its own; those of several records are made side by side. */
	complete(
		record: IDataObject,
		input: Input,
		read: (request: ApiRequest) => Promise<unknown>,
	): Promise<IDataObject>;
}

/** Where one operation stands for lists of several services. A method type, for the same reason as below. */
type PagedBy<Input> = { paged(input: Input): Pager | false }['paged'];

/** A method type, so that operations of any input fit into one catalogue. */
export type Decision<Input> = { decide(input: Input): boolean }['decide'];

export interface Changing<Input> {
	/**
	 * May the request be sent again when it is unclear whether SendPulse acted? No for whatever
	 * creates, sends or mails something.
	 */
	repeatable: boolean | Decision<Input>;
	/**
	 * Whether a refusal after an unclear attempt means that the attempt had worked. What counts as
	 * nothing found does so as well.
	 */
	alreadyDone?(failure: ApiFailure): boolean;
	/**
	 * Where it shows whether it was done, for errors: "It was not sent again … Look **with Get Many (filter
	 * Recipient)** whether it was done". Default: in SendPulse.
	 */
	whereToLook?: string;
	/** For hints and errors: "1,700 of 2,000 **contacts added**". */
	counts?: Counts;
}

interface Counts {
	noun: string;
	done: string;
	/** A sentence for the hint: what SendPulse's answer leaves open. */
	unsaid?: string;
}

/** Changes one thing for each input item, in the input's order. */
export interface Write<Input> extends Described<Input>, Changing<Input> {
	kind: 'write';
	/**
	 * What is changed, by one name or several. Writes that concern different things may overlap; without it
	 * they follow one another.
	 */
	concerns?(input: Input): string | string[];
	/** Undefined where the item leaves nothing to do; `output` then gets no body. */
	request(input: Input, client: Client): ApiRequest | undefined | Promise<ApiRequest | undefined>;
	/** How SendPulse's answer says that it was done, as documented. */
	confirmed: Mark;
	/**
	 * Whether a refusal only says that what is to be removed is not there, as documented: then there is
	 * nothing left to do, and `output` gets no body.
	 */
	nothingFound?(failure: ApiFailure, input: Input): boolean;
	output(body: unknown, input: Input): Records;
	/** The place in time that it takes, where SendPulse takes this only so often. */
	slot?(input: Input): Slot | undefined;
	/**
	 * What several input items must not do alike, in words ("create the same campaign"): equal requests
	 * of one run are refused before anything is sent. Such items are a mistake that costs money.
	 */
	neverAlike?: string;
}

/** One request of several that an item takes, one after the other. */
interface OneStep<Found> {
	/** What it is about, as a sentence goes on that tells how it failed: "its phone number". */
	about: string;
	/** Whether that is several things: "its phone numbers **were** refused". */
	plural?: boolean;
	/** Whether there are others like it, so that a failure has to name it even where nothing was done before. */
	isOneOfMany?: boolean;
	/**
	 * @param found what the steps before it have learnt
	 * @returns undefined where it turns out that this step is not needed
	 */
	request(found: Found, client: Client): ApiRequest | undefined | Promise<ApiRequest | undefined>;
	/**
	 * Whether a refusal only says that what is looked for, or is to be removed, is not there: `learn` then
	 * gets no body.
	 */
	nothingFound?(failure: ApiFailure): boolean;
	/** What its answer tells to the steps after it, and to the output. */
	learn?(body: unknown, found: Found): Partial<Found>;
}

/** It changes nothing: before the first change it is taken in a preview as well. */
interface Look<Found> extends OneStep<Found> {
	effect: 'read';
	/** What is so by then, should a later step fail: "Contact 501 was found". */
	done?(found: Found): string;
}

interface Change<Found> extends OneStep<Found> {
	effect: 'write';
	/** May it be sent again when it is unclear whether SendPulse acted? */
	repeatable: boolean;
	/** Whether a refusal after an unclear attempt means that the attempt had worked. */
	alreadyDone?(failure: ApiFailure): boolean;
	/** Where it shows whether it was done, for errors; as for a {@link Write}. */
	whereToLook?: string;
	/** How SendPulse's answer says that it was done, as documented. */
	confirmed: Mark;
	/** The place in time that it takes, where SendPulse takes this only so often. */
	slot?: Slot;
	/**
	 * What is so by then, should a later step fail: "Contact 501 exists", "its phone number is there"; '' where
	 * nothing was done.
	 */
	done(found: Found): string;
	/**
	 * Looks once more, a moment after its answer was lost, for what must not be sent again blindly: what it would
	 * have learnt, if it was done all the same; `notDone` where it was not, so that it is sent again once (but not
	 * after a time-out, when SendPulse may still be at it); undefined where that does not show.
	 */
	recovered?(found: Found, client: Client): Promise<Partial<Found> | 'notDone' | undefined>;
}

/** Finds something by as many requests as that takes, none of which changes anything; in a preview as a look. */
interface Search<Found> extends Pick<OneStep<Found>, 'about' | 'plural' | 'isOneOfMany'> {
	effect: 'find';
	find(found: Found, sends: Sends): Promise<Partial<Found>>;
}

/** Steps of which only what was found by then tells whether, and how many, there are. */
interface Further<Found> {
	effect: 'further';
	steps(found: Found): Array<Step<Found>>;
}

/** One that asks for something. */
export type Asking<Found> = Look<Found> | Change<Found>;

export type Step<Found> = Asking<Found> | Search<Found> | Further<Found>;

/** Takes several requests for each input item, in order. A failure tells what is done by then. */
export interface Steps<Input, Found extends object> extends Described<Input> {
	kind: 'steps';
	/** What is changed, as for a {@link Write}. */
	concerns?(input: Input): string | string[];
	/** Those that the item takes; what it has no use for is left out. */
	steps(input: Input): Array<Step<Found>>;
	/**
	 * What the item turned out to be about, where `concerns` could not know: from there on, items that found
	 * the same follow one another.
	 */
	claims?(found: Found): string | undefined;
	/** How a preview writes what only an answer will tell: `{ contactId: '{the new contact}' }`. */
	placeholders: Partial<Record<keyof Found, string>>;
	/**
	 * What items have in common that are one: it is done once, as the first of them says, and each has what came
	 * of it. Without it each item is done for itself.
	 */
	sameAs?(input: Input): string;
	/**
	 * May all of it be run again? For what looks first whether it is there.
	 * @default that each of its steps may be sent again; not where some are known later only
	 */
	repeatable?: boolean | Decision<Input>;
	output(found: Found, input: Input): Records;
	counts?: Counts;
}

/**
 * What a look tells of something that takes SendPulse a while: that it knows nothing of it, that it is at work,
 * that it is finished, or that it has stopped before that and waiting does not help. `seen` is what is known so
 * far.
 */
export interface Verdict<Seen> {
	state: 'unknown' | 'pending' | 'stopped' | 'finished';
	seen?: Seen;
}

export interface Timeout {
	default: number;
	least: number;
	most: number;
}

interface Submission<Input> {
	request(input: Input, client: Client): ApiRequest | Promise<ApiRequest>;
	/** May it be sent again when it is unclear whether SendPulse acted? Where not, looking tells. */
	repeatable: boolean | Decision<Input>;
	alreadyDone?(failure: ApiFailure): boolean;
	/** Where it shows whether it was done, for errors; as for a {@link Write}. */
	whereToLook?: string;
	/** How SendPulse's answer says that it was taken, as documented. */
	confirmed: Mark;
	/** What is so by then: "The address was submitted". */
	done: string;
	/** Is a result that is there already good enough? Then it is looked for first, and nothing submitted. */
	unlessKnown?(input: Input): boolean;
}

/**
 * Asks again until SendPulse is done. All items are submitted first and then looked at together; the engine adds
 * Timeout, after which an item says `finished: false` and what is known so far.
 */
export interface Settling<Input, Seen> extends Described<Input> {
	kind: 'settling';
	/** What is submitted, or waited for: items with the same one are one submission. */
	subject(input: Input): string;
	/** Left out where something is only waited for. */
	submit?: Submission<Input>;
	look(input: Input): ApiRequest;
	/** What the answer to a look tells. */
	judge(body: unknown, input: Input): Verdict<Seen>;
	/** Whether a refusal of a look only says that SendPulse knows nothing of it. */
	nothingFound?(failure: ApiFailure): boolean;
	/** Seconds before each look, the last of them before all further ones too. */
	waits: readonly number[] | Waits<Input>;
	/** In seconds: how long to wait once all are submitted. 0 is a single look. */
	timeout: Timeout;
	/** Whether the item waits at all; else it is over once it is submitted. */
	awaited?(input: Input): boolean;
	/**
	 * The engine adds `finished` to what it gives.
	 *
	 * @param seen undefined where nothing was
	 * @param read for what has to be asked once it is finished
	 * @param pause for what takes a while even then
	 */
	output(
		seen: Seen | undefined,
		input: Input,
		finished: boolean,
		read: (request: ApiRequest) => Promise<unknown>,
		pause: Pause,
	): Records | Promise<Records>;
	counts: Counts;
}

/** A method type, for the same reason as above. */
type Waits<Input> = { waits(input: Input): readonly number[] }['waits'];

/** How elements share requests. */
export interface BatchRules<Input> extends Changing<Input> {
	/** Items go together when this is equal: the place and the options of the request. */
	group(input: Input): IDataObject;
	/**
	 * The element that an item stands for, or several, which stay together; items with the same one never
	 * overtake each other.
	 */
	element(input: Input): string | string[];
	/**
	 * Is it something of its own whenever an element is named, as a message to a number is? Then a request has
	 * each of them once. Without it items with the same one share a request.
	 */
	apart?: true;
	/**
	 * One request for all of these items, several of which may name the same element; undefined where they leave
	 * nothing to do, and `outputs` then gets no body.
	 */
	request(inputs: Input[]): ApiRequest | undefined;
	/**
	 * Whether a refusal only says that there is nothing to find for these, or nothing left to remove;
	 * `outputs` then gets no body.
	 */
	nothingFound?(failure: ApiFailure, inputs: Input[]): boolean;
	/** The records of each item, in their order; or of which it fails, where the answer has nothing for it. */
	outputs(body: unknown, inputs: Input[]): Array<Records | ApiFailure>;
	/**
	 * Whether a refusal can be the fault of single elements, so that the rest may be sent without
	 * them, beside what its product says of that.
	 */
	elementAtFault?(failure: ApiFailure): boolean;
	/** Most elements in one request, where not as many as its product allows. */
	largest?: number;
	/**
	 * How many of these were not taken, for an answer that only counts. Where repeating is harmless, the
	 * request is halved until it shows which; elsewhere nobody can tell, and `outputs` has to say so.
	 */
	exceptions?(body: unknown, inputs: Input[]): number;
}

interface SharedRequest<Input> extends Described<Input>, BatchRules<Input> {
	kind: 'batched';
	/**
	 * Looks at what is to be one request, before anything is sent. It may ask SendPulse, and changes nothing.
	 *
	 * @throws InputProblem
	 */
	check?(inputs: Input[], client: Client): Promise<void>;
	counts: Counts;
}

/** It keeps no order and has no preview. */
interface SharedRead<Input> extends SharedRequest<Input> {
	effect: 'read';
}

interface SharedWrite<Input> extends SharedRequest<Input> {
	effect: 'write';
	/** How SendPulse's answer says that it was done, as documented. */
	confirmed: Mark;
}

/** Many input items share one request; the engine adds Batch Size. */
export type Batched<Input> = SharedRead<Input> | SharedWrite<Input>;

/** An input item, for operations that look at all of them together. */
export interface Item<Input> {
	index: number;
	input: Input;
}

/** What a composite may do while it looks and plans: nothing that changes anything. */
export interface Looking {
	/** Whether it is only to be shown what would be done. */
	readonly preview: boolean;
	/**
	 * Input items that are not among those planned: with a failure where they could not be read, without one where
	 * they are to be shown and the others to be done, or the reverse. For what may not take the input for whole then.
	 */
	leftOut(): Array<{ index: number; failure?: unknown }>;
	/** How many requests it has made so far, for its account of the run. */
	requests(): number;
	/** Whether the run goes on with other items when one has failed: else no further ones are to be begun. */
	readonly goOn: boolean;
	/** Asks by GET. */
	read(request: ApiRequest): Promise<unknown>;
	/** Asks by POST, at one of the operation's `lookUps`. */
	lookUp(request: ApiRequest): Promise<unknown>;
	/** The answer as a whole, to either: what is counted may stand around what is listed. */
	answerTo(request: ApiRequest): Promise<unknown>;
	/** A whole list. */
	list(request: ApiRequest, rules: ListRules): Promise<Omit<PagesRead, 'given'>>;
	/** A list that is too long to be kept, page by page. */
	pages(request: ApiRequest, rules: ListRules): PageStream;
	/** Does this for each, side by side, as far as the pace and the failures of the run allow. */
	each<Element>(
		elements: readonly Element[],
		work: (element: Element) => Promise<void>,
		concerns?: (element: Element) => string | string[],
	): Promise<void>;
	/**
	 * Does this for one item after the other, where each is a work of its own. What it fails of is that item's
	 * failure, and, where the user wants to go on, says what was done by then.
	 */
	inTurn<Input>(
		items: ReadonlyArray<Item<Input>>,
		work: (item: Item<Input>) => Promise<void>,
	): Promise<void>;
	pause: Pause;
	/** A sentence beside the output, told once. */
	hint(hint: Hint): void;
	/** How far it is, for n8n's log, from now on: counts, and nothing of what the items hold. */
	progress(state: () => string): void;
	/** Input `index` gave these records; an input that gives none need not be named. */
	succeed(index: number, records: Records): Promise<void>;
	/** Fails it. Unless the user wants to go on, the run ends with that, and nothing more is sent. */
	fail(index: number, failure: unknown): void;
}

interface ChangeRules {
	/** May it be sent again when it is unclear whether SendPulse acted? */
	repeatable: boolean;
	confirmed: Mark;
	alreadyDone?(failure: ApiFailure): boolean;
	nothingFound?(failure: ApiFailure): boolean;
	/** Where it shows whether it was done, for errors; as for a {@link Write}. */
	whereToLook?: string;
	slot?: Slot;
}

/** What it may do once all bounds are known to be met. */
export interface Acting extends Looking {
	/** Changes something. */
	change(request: ApiRequest, rules: ChangeRules): Promise<unknown>;
	/** Changes elements in batches, of which a refused one is halved until those at fault are found. */
	changeInBatches<Element>(
		rules: BatchRules<Element> & { confirmed: Mark },
		elements: readonly Element[],
		note: {
			done(element: Element, records: Records): void;
			failed(element: Element, failure: unknown): void;
		},
		batchSize?: number,
	): Promise<void>;
	/**
	 * Likewise for elements that come one after the other, like the rows of a file: no more of them are asked for
	 * than can be on their way. An element that comes again is never overtaken by what it said before.
	 *
	 * @param note `failed` is told of what single elements are at fault for; `admit` looks at what is to be one
	 * request, and gives those of them that may go
	 * @throws what no single element is at fault for, and what `elements` and `note` throw, once nothing is on its way any more:
	 * nothing further is sent then, and those without an outcome may have been changed or not
	 */
	changeAsTheyCome<Element>(
		rules: BatchRules<Element> & { confirmed: Mark },
		elements: AsyncIterable<Element>,
		note: {
			done(element: Element, records: Records): void;
			failed(element: Element, failure: unknown): void;
			admit?(elements: Element[]): Promise<Element[]>;
		},
		batchSize?: number,
	): Promise<void>;
	/**
	 * What to say when it breaks off: "1,200 of 3,000 changes had been made". Else changes are counted.
	 *
	 * @param text told whether it is unclear of a change since then if it was made: an answer was lost
	 */
	byThen(text: (isUnclear: boolean) => string): void;
}

/**
 * Looks, plans, checks all bounds, acts, and tells: everything of a run together. Nothing can be changed before
 * `act`, whatever the others do.
 */
export interface Composite<Input, Plan> extends Described<Input> {
	kind: 'composite';
	effect: 'read' | 'write';
	/** May all of it be run again? */
	repeatable: boolean | Decision<Input>;
	/** Where a parameter of its own decides whether it only shows: the catalogue adds none then. */
	previews?(input: Input): boolean;
	/** Paths at which SendPulse has look-ups by POST: before it acts nothing else can be asked but by GET. */
	lookUps?: readonly RegExp[];
	plan(items: ReadonlyArray<Item<Input>>, looking: Looking): Plan | Promise<Plan>;
	/**
	 * Asked before it acts, and not in a preview, which shows what is out of bounds.
	 *
	 * @throws InputProblem for a bound that the plan does not meet
	 */
	check?(plan: Plan): void;
	/** Gives the outcomes of a preview, in the same form as those of `act`. */
	show?(plan: Plan, looking: Looking): void | Promise<void>;
	act(plan: Plan, acting: Acting): Promise<void>;
	counts?: Counts;
}

export type Operation<Input = unknown> =
	| Read<Input>
	| Listing<Input>
	| Write<Input>
	| Steps<Input, object>
	| Settling<Input, unknown>
	| Composite<Input, unknown>
	| Batched<Input>;

// Each gives its kind, and lets TypeScript infer what `prepare` hands to the others.
export const read = <Input>(operation: Omit<Read<Input>, 'kind'>): Read<Input> => ({
	kind: 'read',
	...operation,
});
export const listing = <Input>(operation: Omit<Listing<Input>, 'kind'>): Listing<Input> => ({
	kind: 'listing',
	...operation,
});
export const write = <Input>(operation: Omit<Write<Input>, 'kind'>): Write<Input> => ({
	kind: 'write',
	...operation,
});
export const steps = <Input, Found extends object>(
	operation: Omit<Steps<Input, Found>, 'kind'>,
): Steps<Input, Found> => ({ kind: 'steps', ...operation });
export const settling = <Input, Seen>(
	operation: Omit<Settling<Input, Seen>, 'kind'>,
): Settling<Input, Seen> => ({ kind: 'settling', ...operation });
export const composite = <Input, Plan>(
	operation: Omit<Composite<Input, Plan>, 'kind'>,
): Composite<Input, Plan> => ({ kind: 'composite', ...operation });
export const batched = <Input>(
	operation: Omit<SharedRead<Input>, 'kind'> | Omit<SharedWrite<Input>, 'kind'>,
): Batched<Input> => ({ kind: 'batched', ...operation });
