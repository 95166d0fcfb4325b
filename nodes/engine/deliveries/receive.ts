import {
	sleep,
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { contentsOf, MOST_EVENTS, type Contents, type IsEvent } from './delivery';
import { lasting } from '../api/waiting';
import { isAllowed } from './ipAllowlist';
import { isDue, nodeOf } from './log';
import { optionsOf } from './options';
import { withoutRepeats } from './repeats';
import { namesKey } from './secret';
import { PROBE } from './webhooks';

/** What a trigger makes of the deliveries to its address. */
export interface Receiver<Event extends IDataObject> {
	/** The trigger, for the log. */
	name: string;
	isEvent: IsEvent<Event>;
	/** The events that the user wants to hear of. */
	wanted(events: Event[]): Event[] | Promise<Event[]>;
	/**
	 * Whether two events that are alike are one that was delivered twice.
	 *
	 * @default true for all
	 */
	mayRepeat?(event: Event): boolean;
	/**
	 * What callers have to name in the address; undefined where nobody has to, as long as nothing is known,
	 * too: what was registered by an older version calls without a key.
	 *
	 * @param memory the node's static data
	 * @param isTest whether the delivery is a test event
	 */
	key?(memory: IDataObject, isTest: boolean): string | undefined;
	/**
	 * What whoever calls is answered, whether or not that starts anything: text, or data as JSON. Its webhooks are
	 * `answeringWebhooks`. n8n's own answer where it is left out.
	 */
	answer?: string | IDataObject;
	/** The item that an event becomes. */
	item(event: Event): INodeExecutionData | Promise<INodeExecutionData>;
}

/** Whatever arrives is answered; only a parameter that can't be read makes it fail. */
export async function receive<Event extends IDataObject>(
	context: IWebhookFunctions,
	{ name, isEvent, key, wanted, mayRepeat, answer, item }: Receiver<Event>,
): Promise<IWebhookResponseData> {
	const { ipAllowlist, skipRepeated } = optionsOf(context);
	const { ip, ips } = context.getRequestObject();
	const response = context.getResponseObject();
	if (!isAllowed(ipAllowlist, [ip ?? '', ...(ips ?? [])])) {
		response.writeHead(403);
		response.end('IP is not allowed to access the webhook!');
		return { noWebhookResponse: true };
	}
	const isTest = context.getMode() === 'manual';
	const memory = context.getWorkflowStaticData('node');
	const secret = key?.(memory, isTest);
	const isKnown = secret === undefined || namesKey(context.getQueryData(), secret);
	const say = (status: number, words: string): IWebhookResponseData => {
		response.writeHead(status, { 'content-type': typeOf(isKnown ? answer : undefined) });
		response.end(isKnown && answer !== undefined ? textOf(answer) : words);
		return { noWebhookResponse: true };
	};
	if (context.getWebhookName() === PROBE) return say(200, 'SendPulse can deliver here, by POST');
	if (!isKnown) {
		response.writeHead(401);
		response.end('The key in the address is missing or wrong');
		return { noWebhookResponse: true };
	}
	const delivered = await read(context, isEvent);
	if (delivered.unknown) {
		if (isDue(context)) {
			context.logger.warn(
				`${name}: a delivery held no event of SendPulse, nothing was started. It was answered with status 400; this is said once an hour.`,
			);
		}
		// So that whoever sent it comes again, or sees in a log of its own that it was not understood.
		return say(400, 'There is no event of SendPulse in this request');
	}
	if (delivered.beyond > 0) {
		context.logger.warn(
			`${name}: a delivery held more than ${MOST_EVENTS} events, the ${delivered.beyond} beyond that were left out`,
		);
	}
	let events = await wanted(delivered.events);
	// Who tries the node out may send the same event again.
	if (skipRepeated && !isTest) {
		const unrepeated = withoutRepeats(events, nodeOf(context), memory, mayRepeat);
		events = unrepeated.events;
		if (unrepeated.twiceAtOnce > 0 && isDue(context, 'twice')) {
			context.logger.warn(
				`${name}: the same event came twice at the same moment, and started the workflow once. If this goes on, its webhook is registered twice in SendPulse: unpublish the workflow and publish it again. This is said once an hour.`,
			);
		}
		response.once('finish', () => unrepeated.wereAnswered(response.statusCode < 300));
		// Where the caller is gone before it has its answer; after a good one this has no effect.
		response.once('close', () => unrepeated.wereAnswered(false));
		void storeUntilAnswered(response, unrepeated.store);
	}
	const answered = answer === undefined ? {} : { webhookResponse: answer };
	// n8n would call a text HTML.
	if (typeof answer === 'string') response.setHeader('content-type', typeOf(answer));
	if (events.length === 0) return answered;
	return { ...answered, workflowData: [await Promise.all(events.map(item))] };
}

/** So often the memory is marked as changed until the delivery is answered, and so long at most. */
const STORE_EVERY_MS = 4;
const STORE_FOR_MS = 30_000;

/**
 * n8n (2.39 to 2.41 at least) takes the memory for unchanged whenever it prepares the execution, and would
 * store the first delivery's only. It stores before it answers: in one process at once, in queue mode when
 * the execution is in the queue, which takes several steps through database and Redis.
 */
async function storeUntilAnswered(
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
	store: () => void,
): Promise<void> {
	const until = lasting() + STORE_FOR_MS;
	let isOver = false;
	for (const end of ['finish', 'close']) response.once(end, () => (isOver = true));
	await sleep(0);
	while (!isOver && lasting() < until) {
		store();
		await sleep(STORE_EVERY_MS);
	}
}

const textOf = (answer: string | IDataObject) =>
	typeof answer === 'string' ? answer : JSON.stringify(answer);

const typeOf = (answer: string | IDataObject | undefined) =>
	typeof answer === 'object' ? 'application/json' : 'text/plain; charset=utf-8';

/** What was delivered, under whatever Content-Type: n8n itself reads only some of them. */
async function read<Event extends IDataObject>(
	context: IWebhookFunctions,
	isEvent: IsEvent<Event>,
): Promise<Contents<Event>> {
	const request = context.getRequestObject();
	// Of a form with parts n8n has read the stream already, and says that it can't be read again.
	if (!request.rawBody) await request.readRawBody().catch(() => undefined);
	const delivery = {
		body: context.getBodyData() as unknown,
		contentType: context.getHeaderData()['content-type'],
		raw: request.rawBody,
	};
	return contentsOf(delivery, isEvent);
}
