import {
	deepCopy,
	type IDataObject,
	type INodeExecutionData,
	type INodeProperties,
	type IPollFunctions,
} from 'n8n-workflow';
import { Client, type Sending } from '../api/client';
import { ApiFailure } from '../api/failures';
import { asHookError, asNodeError } from '../api/nodeError';
import { isRecord } from '../api/record';
import type { ApiRequest } from '../api/request';
import { fingerprint } from '../api/token';
import { Cancelled } from '../api/waiting';
import { Values } from '../parameters/parameters';
import { listOf } from '../run/lists';
import { readPages, type ListRules } from '../run/pages';
import { Sender } from '../run/sender';
import { readNewest, type Newest, type NewestRead } from './newest';

/** Items that Fetch Test Event shows. */
const SHOWN = 3;

/** Requests of one poll: 22 seconds at the API's pace, which leaves others their turn. */
const MOST_REQUESTS = 220;

/** How much of n8n's time for a poll is used, and how long that is where n8n does not say. */
const BUDGET_SHARE = 0.8;
const UNTOLD_BUDGET_MS = 300_000;

/** What a poll may ask SendPulse. */
export interface PollClient {
	/** What is read, whatever the verb. */
	ask(request: ApiRequest): Promise<unknown>;
	/** A whole list. */
	list(request: ApiRequest, rules: ListRules): Promise<NewestRead>;
	/** A list that begins with the newest, down to a rank; all of it where it is not in that order. */
	newest(request: ApiRequest, rules: ListRules & Newest): Promise<NewestRead>;
	/** The first records of a list, in its own order. */
	first(request: ApiRequest, rules: ListRules, count: number): Promise<IDataObject[]>;
}

/** What a polling trigger watches. */
export interface Watch<Memory extends IDataObject = IDataObject> {
	/** Which list, course, events … these are: with others, or in another account, the memory means nothing. */
	of: IDataObject;
	/**
	 * What is there now, and what of it is new.
	 *
	 * @param memory of the poll before, which may not be the last one: n8n keeps it only where a poll started
	 * the workflow, and a restart brings that one back. Undefined for the first poll, whose records start nothing
	 * @returns new records, oldest first, and the memory for the next poll: IDs and fingerprints, no data of
	 * people, for n8n keeps it with the workflow
	 */
	look(
		client: PollClient,
		memory: Memory | undefined,
	): Promise<{ records: IDataObject[]; memory: Memory }>;
	/** The newest records, newest first, for Fetch Test Event in the editor. */
	newest(client: PollClient, count: number): Promise<IDataObject[]>;
}

/** n8n starts a poll whether or not the last one has ended. For as long as a workflow is active it has one context. */
const underWay = new WeakSet<IPollFunctions>();

/** Contexts whose first poll was made. */
const begun = new WeakSet<IPollFunctions>();

/**
 * One poll. What was there when the workflow was published starts nothing; a restart of n8n and an edited
 * workflow go on where the last poll was. Nothing is noted before all of it was read: a poll that fails leaves
 * the next one to begin where it did itself.
 *
 * @param watchOf what to watch, by the node's parameters: these are given those of its fields that it names
 * @returns items, or null where there is nothing new, and while the poll before this one goes on
 * @throws NodeApiError, NodeOperationError
 */
export async function poll(
	context: IPollFunctions,
	watchOf: (settings: (fields: readonly INodeProperties[]) => Values) => Watch,
): Promise<INodeExecutionData[][] | null> {
	const isTest = context.getMode() === 'manual';
	if (underWay.has(context)) {
		context.logger.debug('SendPulse: the poll before this one goes on, so that nothing was asked');
		return null;
	}
	underWay.add(context);
	const budgetMs = budgetOf(context);
	try {
		const watch = watchOf((fields) => settingsOf(context, fields));
		const ends = AbortSignal.timeout(budgetMs);
		const client = await Client.open(context, isTest ? 'person' : 'run', ends);
		if (!isTest) return await lookedAt(context, client, watch);
		return itemsOf((await watch.newest(askingWith(client), SHOWN)).slice(0, SHOWN));
	} catch (error) {
		const told = error instanceof Cancelled ? tooSlow(budgetMs) : error;
		const asError = begun.has(context) || isTest ? asNodeError : asHookError;
		throw asError(context.getNode(), told);
	} finally {
		underWay.delete(context);
	}
}

async function lookedAt(
	context: IPollFunctions,
	client: Client,
	watch: Watch,
): Promise<INodeExecutionData[][] | null> {
	const kept = context.getWorkflowStaticData('node');
	const of = fingerprint(JSON.stringify(watch.of), client.accountKey);
	// What happened while the workflow was not published is no business of its.
	const isPublished = context.getActivationMode() === 'activate' && !begun.has(context);
	const known = !isPublished && kept.of === of && isRecord(kept.memory) ? kept.memory : undefined;
	// A copy, so that a poll which fails half-way leaves it as it was.
	const { records, memory } = await watch.look(askingWith(client), known && deepCopy(known));
	Object.assign(kept, { of, memory });
	begun.add(context);
	return known ? itemsOf(records) : null;
}

const itemsOf = (records: IDataObject[]) =>
	records.length === 0 ? null : [records.map((json) => ({ json }))];

/** The node's parameters, among which are those of these fields. */
function settingsOf(context: IPollFunctions, fields: readonly INodeProperties[]): Values {
	const value = (name: string, options: { skipValidation?: true; rawExpressions?: true }) => {
		const fallback = fields.find((field) => field.name === name)?.default ?? '';
		return context.getNodeParameter(name, fallback, options) as unknown;
	};
	return new Values(
		(name) => value(name, { skipValidation: true }),
		fields,
		(name) => value(name, { rawExpressions: true }),
	);
}

/** n8n of older versions does not tell. */
const budgetOf = (context: Partial<IPollFunctions>) =>
	Math.floor(BUDGET_SHARE * (context.getPollBudgetMs?.() ?? UNTOLD_BUDGET_MS));

const NOTHING_NOTED =
	'Nothing was noted, so the next poll begins where this one did. If it stays so, unpublish the workflow and publish it again: then it begins anew, with what happens from then on.';

const tooSlow = (budgetMs: number) =>
	new ApiFailure(
		'setup',
		`Looking for what is new took longer than ${Math.round(budgetMs / 1_000)} seconds, the time that n8n gives for it. ${NOTHING_NOTED}`,
	);

/** Asks no more than one poll may. */
class PollSender extends Sender {
	private begun = 0;

	constructor(client: Client) {
		super(client, () => {});
	}

	async answerTo(request: ApiRequest, sending?: Sending): Promise<unknown> {
		if (this.begun++ < MOST_REQUESTS) return await super.answerTo(request, sending);
		throw new ApiFailure(
			'setup',
			`Looking for what is new would take more than ${MOST_REQUESTS} requests to SendPulse. ${NOTHING_NOTED}`,
		);
	}
}

function askingWith(client: Client): PollClient {
	const sender = new PollSender(client);
	const listed = (request: ApiRequest, rules: ListRules) =>
		listOf(sender, request.product, request, rules);
	const whole = async (records: Promise<IDataObject[]>) => ({
		records: await records,
		unsettled: false,
	});
	return {
		ask: async (request) => await sender.read(request),
		list: async (request, rules) => {
			const list = listed(request, rules);
			return 'whole' in list ? await whole(list.whole()) : await readPages(list);
		},
		newest: async (request, rules) => {
			const list = listed(request, rules);
			return 'whole' in list ? await whole(list.whole()) : await readNewest(list, rules);
		},
		first: async (request, rules, count) => {
			const list = listed(request, rules);
			if ('whole' in list) return (await list.whole()).slice(0, count);
			return (await readPages(list, count)).records;
		},
	};
}
