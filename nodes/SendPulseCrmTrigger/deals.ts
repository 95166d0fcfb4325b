import type { IDataObject } from 'n8n-workflow';
import {
	changesAmong,
	NO_CHANGES,
	REMEMBERED_MS,
	SHOWN_LATE_MS,
	type SeenChanges,
} from '../engine/polling/changes';
import type { PollClient } from '../engine/polling/poll';
import type { States } from '../engine/polling/states';
import { condition } from '../SendPulseCrm/fields/dealId';
import { idOf, recordsIn } from '../SendPulseCrm/fields/records';
import { dealPages, post } from '../SendPulseCrm/product';
import { dayBefore, shownOf, tellable, timeOf } from './times';

/** Pages of the inventory that is made once. */
const INVENTORY_PAGES = 200;

/** Deals whose stages are remembered. */
const MOST_STAGES = 20_000;

/** What n8n keeps of deals. */
export interface SeenDeals extends SeenChanges {
	/** Where each deal was seen last: pipeline, stage and status. Where nobody asks for them there are none. */
	stages?: States;
	/** Whether those are all deals that there are. */
	isWhole?: boolean;
}

export interface Place {
	pipelineId: number;
	stepId: number;
	status: number;
}

export interface DealChange {
	deal: IDataObject;
	isNew: boolean;
	/** Where it was when it was seen last, if that is remembered. */
	before?: Place;
}

const placeOf = ({ pipelineId, stepId, status }: IDataObject) =>
	[pipelineId, stepId, status].map(Number).join(' ');

const placeIn = (text: string): Place => {
	const [pipelineId, stepId, status] = text.split(' ').map(Number);
	return { pipelineId, stepId, status };
};

const changedAt = ({ updatedAt, createdAt }: IDataObject) =>
	Math.max(...[updatedAt, createdAt].map(timeOf).filter((time) => !Number.isNaN(time)));

const RULES = {
	id: idOf,
	madeAt: ({ createdAt }: IDataObject) => timeOf(createdAt),
	changedAt,
	content: (deal: IDataObject) => [placeOf(deal), deal.price, deal.name, deal.responsibleId],
};

const LIST = {
	paged: dealPages,
	identify: ({ id }: IDataObject) => id,
	// By their IDs they are remembered.
	records: (body: unknown) => recordsIn(body).filter((deal) => idOf(deal) > 0),
	rank: changedAt,
};

/** CRM API, "Get deals list": the deals that were changed last, from a day on. */
const dealsSince = (time?: number) => ({
	...post`/deals/get-list`,
	body: {
		sortBy: { fieldName: 'updatedAt', direction: 'desc' },
		...(time ? { filter: [condition('updatedAt', 'gte', dayBefore(time))] } : {}),
	},
});

export const newestDeals = async (
	client: PollClient,
	count: number,
	belongs: (deal: IDataObject) => boolean,
) =>
	(await client.newest(dealsSince(), { ...LIST, ...shownOf(count, belongs) })).records
		.filter(belongs)
		.sort((one, other) => changedAt(other) - changedAt(one))
		.slice(0, count);

/**
 * What became of deals since the last look.
 *
 * @param seen undefined for the first look, which notes what is there
 * @param wants whether it matters where deals were before; the most changes that are told at once, the others
 * follow with the next look
 */
export async function lookAtDeals(
	client: PollClient,
	seen: SeenDeals | undefined,
	wants: { stages: boolean; most: number },
): Promise<{ changes: DealChange[]; seen: SeenDeals }> {
	const inventory = wants.stages && !seen?.stages ? await allDeals(client) : undefined;
	const stages = wants.stages ? (inventory?.stages ?? seen?.stages ?? {}) : undefined;
	const isWhole = inventory?.isWhole ?? seen?.isWhole ?? false;
	const records = await dealsToLookAt(client, seen, inventory?.records);
	// An inventory of this look has the deals that were made since the last one.
	const isKnown = stages && isWhole && !inventory ? (id: string) => id in stages : undefined;
	const all = changesAmong(seen ?? NO_CHANGES, records, RULES, isKnown);
	const { found, seen: now } =
		seen && all.found.length > wants.most
			? changesAmong(seen, without(records, all.found.slice(wants.most)), RULES, isKnown)
			: all;
	const changes = found.map(({ record: deal, isNew }) => {
		const before = stages?.[String(deal.id)];
		return { deal, isNew, ...(before === undefined ? {} : { before: placeIn(before) }) };
	});
	return {
		changes: seen ? changes : [],
		seen: { ...now, ...(stages ? placesAfter(stages, found, isWhole) : {}) },
	};
}

async function dealsToLookAt(
	client: PollClient,
	seen: SeenDeals | undefined,
	inventory: IDataObject[] | undefined,
): Promise<IDataObject[]> {
	if (!seen) {
		const downTo = (newest: number) => newest - REMEMBERED_MS;
		return inventory ?? tellable(await client.newest(dealsSince(), { ...LIST, downTo }), changedAt);
	}
	const downTo = seen.newest - SHOWN_LATE_MS;
	return tellable(await client.newest(dealsSince(seen.newest), { ...LIST, downTo }), changedAt);
}

/** Where all deals are; of very many, those that were changed last. */
async function allDeals(client: PollClient) {
	const read = await client.newest(dealsSince(), {
		...LIST,
		downTo: -Infinity,
		mostPages: INVENTORY_PAGES,
	});
	const records = tellable(read, changedAt);
	const stages = Object.fromEntries(records.map((deal) => [String(deal.id), placeOf(deal)]));
	return { records, stages, isWhole: !read.more };
}

/** By number, not by time: one change of many deals has one time. What is left out is no part of the memory. */
function without(records: IDataObject[], found: Array<{ record: IDataObject }>): IDataObject[] {
	const left = new Set(found.map(({ record }) => record));
	return records.filter((record) => !left.has(record));
}

function placesAfter(
	stages: States,
	found: Array<{ record: IDataObject }>,
	isWhole: boolean,
): Pick<SeenDeals, 'stages' | 'isWhole'> {
	const after: States = { ...stages };
	for (const { record } of found) after[String(record.id)] = placeOf(record);
	const ids = Object.keys(after);
	// Numbers come in their order: the oldest deals first.
	for (const id of ids.slice(0, Math.max(ids.length - MOST_STAGES, 0))) delete after[id];
	return { stages: after, isWhole: isWhole && ids.length <= MOST_STAGES };
}
