import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { Client, type Sending } from '../api/client';
import { ApiFailure } from '../api/failures';
import { asNodeError } from '../api/nodeError';
import { isRecord } from '../api/record';
import type { ApiRequest } from '../api/request';
import { fingerprint } from '../api/token';
import { Cancelled } from '../api/waiting';
import { listOf } from './lists';
import { readPages, type ListRules } from './pages';
import { Sender } from './sender';

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
	/** All records of a list, or the first `limit` of them. */
	list(request: ApiRequest, list: ListRules & { limit?: number }): Promise<IDataObject[]>;
}

/** What a polling trigger watches. */
export interface Watch<Memory extends IDataObject> {
	/** Which list, course, events … these are: with others the memory means nothing. */
	of: IDataObject;
	/**
	 * What is there now, and what of it is new.
	 *
	 * @param memory of the poll before; undefined for the first one, whose records start nothing
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

/**
 * One poll. What was there when the workflow was published starts nothing. Nothing is noted before all of
 * it was read: a poll that fails leaves the next one to begin where it did itself.
 *
 * @returns items, or null where there is nothing new
 * @throws NodeApiError, NodeOperationError
 */
export async function poll<Memory extends IDataObject>(
	context: IPollFunctions,
	watch: Watch<Memory>,
): Promise<INodeExecutionData[][] | null> {
	const budgetMs = budgetOf(context);
	const ends = AbortSignal.timeout(budgetMs);
	try {
		const client = askingWith(await Client.open(context, 'run', ends));
		if (context.getMode() === 'manual') {
			return itemsOf((await watch.newest(client, SHOWN)).slice(0, SHOWN));
		}
		const kept = context.getWorkflowStaticData('node');
		const of = fingerprint(JSON.stringify(watch.of));
		const known = kept.of === of && isRecord(kept.memory) ? (kept.memory as Memory) : undefined;
		const { records, memory } = await watch.look(client, known);
		Object.assign(kept, { of, memory });
		return known ? itemsOf(records) : null;
	} catch (error) {
		throw asNodeError(context.getNode(), error instanceof Cancelled ? tooSlow(budgetMs) : error);
	}
}

const itemsOf = (records: IDataObject[]) =>
	records.length === 0 ? null : [records.map((json) => ({ json }))];

/** n8n of older versions does not tell. */
const budgetOf = (context: Partial<IPollFunctions>) =>
	Math.floor(BUDGET_SHARE * (context.getPollBudgetMs?.() ?? UNTOLD_BUDGET_MS));

const NOTHING_NOTED =
	'Nothing was noted, so the next poll begins where this one did. Let it look less often, or for less.';

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
	return {
		ask: async (request) => await sender.read(request),
		list: async (request, { limit, ...rules }) => {
			const list = listOf(sender, request.product, request, rules);
			if ('whole' in list) return (await list.whole()).slice(0, limit);
			return (await readPages(list, limit)).records;
		},
	};
}
