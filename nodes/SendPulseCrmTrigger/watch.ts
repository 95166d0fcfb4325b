import type { IDataObject } from 'n8n-workflow';
import type { SeenChanges } from '../engine/polling/changes';
import type { PollClient, Watch } from '../engine/polling/poll';
import { simplifyContact } from '../SendPulseCrm/fields/contactRecord';
import { isActive } from '../SendPulseCrm/fields/pipelineId';
import { recordsIn } from '../SendPulseCrm/fields/records';
import { teamIn, teamRequest } from '../SendPulseCrm/fields/responsibleId';
import { withContacts } from '../SendPulseCrm/operations/deal/contacts';
import { namingBy, type Naming } from '../SendPulseCrm/operations/deal/names';
import { simplifyDeal } from '../SendPulseCrm/operations/deal/record';
import { get } from '../SendPulseCrm/product';
import { lookForChangedContacts, lookForNewContacts, newestContacts } from './contacts';
import { lookAtDeals, newestDeals, type DealChange, type Place, type SeenDeals } from './deals';
import type { Wanted } from './filters';
import { isoTime, timeOf } from './times';

/** What starts the workflow. */
export const EVENTS = [
	'contactCreated',
	'contactUpdated',
	'dealCreated',
	'dealUpdated',
	'dealStageChanged',
	'dealStatusChanged',
] as const;

export type Event = (typeof EVENTS)[number];

export interface Settings {
	events: readonly Event[];
	wanted: Wanted;
	simplify: boolean;
	addNames: boolean;
	includeContacts: boolean;
}

interface Memory extends IDataObject {
	deals?: SeenDeals;
	newContacts?: SeenChanges;
	changedContacts?: SeenChanges;
}

/** Deals whose contacts are read within one poll, a request for each. */
const MOST_WITH_CONTACTS = 100;

interface Told {
	event: Event;
	record: IDataObject;
	before?: Place;
}

/**
 * What becomes of contacts and deals. Each kind notes by itself what it has seen, so that an event that is chosen
 * later begins anew and leaves the others alone.
 */
export function watchCrm(settings: Settings): Watch<Memory> {
	const { events, wanted } = settings;
	const isChosen = (event: Event) => events.includes(event);
	const ofDeals = events.some((event) => event.startsWith('deal'));
	const stages = isChosen('dealStageChanged') || isChosen('dealStatusChanged');
	const most = settings.includeContacts ? MOST_WITH_CONTACTS : Infinity;
	return {
		of: { of: 'crm' },
		look: async (client, known) => {
			const told: Told[] = [];
			const memory: Memory = {};
			if (isChosen('contactCreated')) {
				const { contacts, seen } = await lookForNewContacts(client, known?.newContacts);
				told.push(...contacts.map((record) => ({ event: 'contactCreated' as const, record })));
				memory.newContacts = seen;
			}
			if (isChosen('contactUpdated')) {
				const { contacts, seen } = await lookForChangedContacts(client, known?.changedContacts);
				told.push(...contacts.map((record) => ({ event: 'contactUpdated' as const, record })));
				memory.changedContacts = seen;
			}
			if (ofDeals) {
				const { changes, seen } = await lookAtDeals(client, known?.deals, { stages, most });
				for (const change of changes) {
					const { deal: record, before } = change;
					for (const event of eventsOf(change)) {
						if (isChosen(event)) told.push({ event, record, before });
					}
				}
				memory.deals = seen;
			}
			const records = oneEach(told).filter(({ event, record }) =>
				isDeal(event) ? wanted.deal(record) : wanted.contact(record),
			);
			return { records: await items(client, records, settings), memory };
		},
		newest: async (client, count) => {
			const [event] = [...events].sort((one, other) => Number(isDeal(other)) - Number(isDeal(one)));
			const records = isDeal(event)
				? await newestDeals(client, count, (deal) => wanted.deal(deal))
				: await newestContacts(client, count, (contact) => wanted.contact(contact));
			const told = records.map((record) => ({ event, record }));
			return (await items(client, told, settings)).reverse();
		},
	};
}

const isDeal = (event: Event) => event.startsWith('deal');

/** All that has become of a deal. */
function eventsOf({ deal, isNew, before }: DealChange): Event[] {
	if (isNew) return ['dealCreated'];
	const isElsewhere =
		before !== undefined &&
		(Number(deal.pipelineId) !== before.pipelineId || Number(deal.stepId) !== before.stepId);
	const isOther = before !== undefined && Number(deal.status) !== before.status;
	return [
		...(isElsewhere ? (['dealStageChanged'] as const) : []),
		...(isOther ? (['dealStatusChanged'] as const) : []),
		'dealUpdated',
	];
}

/** A deal that was moved, won or lost is not told as one that was changed as well. */
function oneEach(told: Told[]): Told[] {
	const tellsMore = new Set(
		told
			.filter(({ event }) => event === 'dealStageChanged' || event === 'dealStatusChanged')
			.map(({ record }) => record),
	);
	return told.filter(({ event, record }) => event !== 'dealUpdated' || !tellsMore.has(record));
}

const timeIn = ({ event, record }: Told) =>
	timeOf(/Created$/.test(event) ? record.createdAt : (record.updatedAt ?? record.createdAt));

/** Oldest first. */
async function items(client: PollClient, told: Told[], settings: Settings): Promise<IDataObject[]> {
	const inOrder = [...told].sort((one, other) => timeIn(one) - timeIn(other) || 0);
	const named = await naming(client, inOrder, settings);
	const output: IDataObject[] = [];
	for (const one of inOrder) {
		const { event, record, before } = one;
		const deal = isDeal(event)
			? await withContacts(
					named(record),
					{ includesContacts: settings.includeContacts },
					async (request) => await client.ask(request),
				)
			: undefined;
		const simplified = deal ? simplifyDeal : simplifyContact;
		output.push({
			event,
			occurredAt: isoTime(timeIn(one)),
			...(settings.simplify ? simplified(deal ?? record) : (deal ?? record)),
			...(/^deal(Stage|Status)Changed$/.test(event)
				? {
						previousPipelineId: before?.pipelineId ?? null,
						previousStageId: before?.stepId ?? null,
						previousStatus: before?.status ?? null,
					}
				: {}),
		});
	}
	return output;
}

/** Words for the numbers of deals, where there are any and they are wanted. */
async function naming(client: PollClient, told: Told[], { addNames }: Settings): Promise<Naming> {
	if (!addNames || !told.some(({ event }) => isDeal(event))) return (deal) => deal;
	const pipelines = recordsIn(await client.ask(get`/pipelines`)).filter(isActive);
	return namingBy(pipelines, teamIn(await client.ask(teamRequest())));
}
