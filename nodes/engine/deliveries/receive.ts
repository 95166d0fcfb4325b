import {
	sleep,
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { contentsOf, MOST_EVENTS, type Contents, type IsEvent } from './delivery';
import { isAllowed } from './ipAllowlist';
import { optionsOf } from './options';
import { withoutRepeats } from './repeats';

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
	/** The item that an event becomes. */
	item(event: Event): IDataObject;
}

/** One line for each node in so long: what calls wrongly calls often. */
const QUIET_MS = 3_600_000;
/** Nodes whose last line is known. */
const NODES = 1_000;

const lastLine = new Map<string, number>();

function warnOnceInAWhile(context: IWebhookFunctions, node: string, text: string): void {
	const now = Date.now();
	const last = lastLine.get(node);
	// A clock that was put back is no reason to say nothing.
	if (last !== undefined && now >= last && now - last < QUIET_MS) return;
	lastLine.delete(node);
	lastLine.set(node, now);
	if (lastLine.size > NODES) lastLine.delete(lastLine.keys().next().value as string);
	context.logger.warn(text);
}

/** Whatever arrives is answered; only a parameter that can't be read makes it fail. */
export async function receive<Event extends IDataObject>(
	context: IWebhookFunctions,
	{ name, isEvent, wanted, mayRepeat, item }: Receiver<Event>,
): Promise<IWebhookResponseData> {
	const { ipAllowlist, skipRepeated } = optionsOf(context);
	const { ip, ips } = context.getRequestObject();
	const response = context.getResponseObject();
	if (!isAllowed(ipAllowlist, [ip ?? '', ...(ips ?? [])])) {
		response.writeHead(403);
		response.end('IP is not allowed to access the webhook!');
		return { noWebhookResponse: true };
	}
	const node = `${context.getWorkflow().id} ${context.getNode().id}`;
	const delivered = await read(context, isEvent);
	if (delivered.unknown) {
		warnOnceInAWhile(
			context,
			node,
			`${name}: a delivery held no event of SendPulse, nothing was started. It was answered with status 400; this is said once an hour.`,
		);
		// So that whoever sent it comes again, or sees in a log of its own that it was not understood.
		response.writeHead(400);
		response.end('There is no event of SendPulse in this request');
		return { noWebhookResponse: true };
	}
	if (delivered.beyond > 0) {
		context.logger.warn(
			`${name}: a delivery held more than ${MOST_EVENTS} events, the ${delivered.beyond} beyond that were left out`,
		);
	}
	let events = await wanted(delivered.events);
	// Who tries the node out may send the same event again.
	if (skipRepeated && context.getMode() !== 'manual') {
		const memory = context.getWorkflowStaticData('node');
		const unrepeated = withoutRepeats(events, node, memory, mayRepeat);
		events = unrepeated.events;
		response.once('finish', () => unrepeated.wereAnswered(response.statusCode < 300));
		// Where the caller is gone before it has its answer; after a good one this has no effect.
		response.once('close', () => unrepeated.wereAnswered(false));
		// n8n (2.39 to 2.41 at least) takes the memory for unchanged once it has prepared the execution, and
		// would store the first delivery's only. By the next turn it has prepared and not yet stored.
		void sleep(0).then(unrepeated.store);
	}
	if (events.length === 0) return {};
	return { workflowData: [events.map((event) => ({ json: item(event) }))] };
}

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
