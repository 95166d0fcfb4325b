import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { eventsIn, type IsEvent } from './delivery';
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
	/** The item that an event becomes. */
	item(event: Event): IDataObject;
}

/** Whatever arrives is answered; only a parameter that can't be read makes it fail. */
export async function receive<Event extends IDataObject>(
	context: IWebhookFunctions,
	{ name, isEvent, wanted, item }: Receiver<Event>,
): Promise<IWebhookResponseData> {
	const { ipAllowlist, skipRepeated } = optionsOf(context);
	const { ip, ips, rawBody } = context.getRequestObject();
	const response = context.getResponseObject();
	if (!isAllowed(ipAllowlist, [ip ?? '', ...(ips ?? [])])) {
		response.writeHead(403);
		response.end('IP is not allowed to access the webhook!');
		return { noWebhookResponse: true };
	}
	const delivery = {
		body: context.getBodyData() as unknown,
		contentType: context.getHeaderData()['content-type'],
		raw: rawBody,
	};
	const delivered = eventsIn(delivery, isEvent);
	if (delivered.length === 0) {
		context.logger.warn(`${name}: a delivery held no event, nothing was started`);
		return {};
	}
	let events = await wanted(delivered);
	// Who tries the node out may send the same event again.
	if (skipRepeated && context.getMode() !== 'manual') {
		const node = `${context.getWorkflow().id} ${context.getNode().id}`;
		const unrepeated = withoutRepeats(events, node, context.getWorkflowStaticData('node'));
		events = unrepeated.events;
		response.once('finish', () => {
			if (response.statusCode < 300) unrepeated.wereAnswered();
		});
	}
	if (events.length === 0) return {};
	return { workflowData: [events.map((event) => ({ json: item(event) }))] };
}
