import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../engine/api/record';
import { textIn, timeIn } from '../engine/deliveries/values';
import { campaignIdOf, eventWords } from './enrich';
import { nameOf, type DeliveredEvent } from './event';
import { mailingListsOf } from './filters';
import type { LookUps } from './lookUps';

/** Lists of a campaign whose names are looked up. */
const MOST_NAMES = 10;

const joined = (...values: unknown[]) =>
	values
		.map(textIn)
		.filter((text) => text !== null)
		.join(' ') || null;

/** Why it happened: a contact's words, what a mail server said, or SendPulse's words on a status. */
const reasonIn = (event: DeliveredEvent) =>
	textIn(event.reason) ??
	joined(
		event.smtp_server_response_code,
		event.smtp_server_response_subcode,
		event.smtp_server_response,
	) ??
	textIn(event.status_explain);

/** What only some events have, under the names of the others' fields. */
function particulars(event: DeliveredEvent): IDataObject {
	const found: IDataObject = {
		status: textIn(event.status),
		platform: textIn(event.open_platform),
		browser: joined(event.browser_name, event.browser_ver),
		// No document names it.
		country: textIn(event.country),
		source: textIn(event.source),
	};
	const given = Object.entries(found).filter(([, value]) => value !== null);
	// PHP writes an empty object as a list.
	const variables = 'variables' in event && (isRecord(event.variables) ? event.variables : {});
	return { ...Object.fromEntries(given), ...(variables ? { variables } : {}) };
}

/** What most workflows need of an event, in the same shape for all of them. */
export async function simplified(event: DeliveredEvent, lookUps: LookUps): Promise<IDataObject> {
	const campaignId = campaignIdOf(event);
	const [campaign, listIds = []] = await Promise.all([
		campaignId === undefined ? undefined : lookUps.campaign(campaignId),
		mailingListsOf(event, lookUps),
	]);
	const lists = await Promise.all(
		listIds.slice(0, MOST_NAMES).map(async (text) => {
			const id = Number(text);
			return { id, name: (await lookUps.mailingList(id))?.name ?? null };
		}),
	);
	const name = nameOf(event);
	return {
		event: name,
		eventName: eventWords(name),
		occurredAt: timeIn(event.timestamp) ?? null,
		email: textIn(event.email),
		mailingListId: lists[0]?.id ?? null,
		mailingListName: lists[0]?.name ?? null,
		...(lists.length > 1 ? { mailingLists: lists } : {}),
		campaignId: campaignId ?? null,
		campaignName: campaign?.name ?? null,
		link: textIn(event.link_url),
		device: textIn(event.open_device),
		reason: reasonIn(event),
		...particulars(event),
	};
}
