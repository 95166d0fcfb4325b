import { FixedOffsetZone, type Zone } from 'luxon';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ApiFailure } from '../../engine/api/failures';
import { isRecord } from '../../engine/api/record';
import type { PollClient, Watch } from '../../engine/polling/poll';
import { NOTHING_SEEN, unseenIn, withSeen, type SeenIds } from '../../engine/polling/seen';
import { asRecords } from '../../engine/run/outcome';
import { zoneOf } from '../../fields/accountZone';
import { campaignReport, mailingListIdsOf, sentAtOf } from '../../SendPulse/fields/campaignReport';
import { isEmailCampaign } from '../../SendPulse/fields/emailCampaign';
import { get } from '../../SendPulse/product';

/** Campaigns that start the workflow with one poll: each takes a request. The others follow with the next. */
const MOST_AT_ONCE = 100;

/** So many of the newest campaigns are read for those that are open: drafts and tests may stay so for years. */
const MOST_LISTED = 1_000;

/** Open ones that were not among those, or are not in the list where they were: so many are asked for one by one. */
const MOST_LOOKED_FOR = 20;

/** What becomes of a campaign: it starts the workflow now, may do so later, or never will. */
export type Stage = 'now' | 'later' | 'never';

/** Which of the account's campaigns start the workflow, and when. */
export interface WatchedCampaigns {
	event: string;
	mailingListIds: readonly number[];
	/** @param sentAt in milliseconds; NaN where it has no date */
	stageOf(campaign: IDataObject, sentAt: number): Stage;
	/** Whether it is one to show as an example. */
	isExample(campaign: IDataObject): boolean;
}

interface Memory extends IDataObject {
	seen: SeenIds;
	/** Campaigns that may start the workflow yet: they are not sent, or not for long enough. */
	open: number[];
}

export const mailingListsFilter: INodeProperties = {
	displayName: 'Mailing List Names or IDs',
	name: 'mailingListIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getMailingLists' },
	default: [],
	description:
		'Only campaigns to these lists. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const idOf = ({ id }: IDataObject) => Number(id);

/** E-mail, SMS and Viber count their campaigns each by itself, and come in one list. */
const identify = ({ id, is_sms: sms, is_viber: viber }: IDataObject) =>
	`${String(sms)} ${String(viber)} ${String(id)}`;

/**
 * Bulk Email Service API, "Get a list of campaigns": newest first. A campaign is known by its ID; those that were
 * made before the last look are read again for as long as they may start the workflow: the newest with each look,
 * older ones in turn.
 */
export function watchCampaigns(wanted: WatchedCampaigns): Watch<Memory> {
	return {
		of: { event: wanted.event },
		look: async (client, memory) => await look(client, wanted, memory),
		newest: async (client, count) => {
			const rows = await client.first(get`/campaigns`, { identify, belongs: isEmailCampaign }, 100);
			const shown = rows
				.filter((row) => wanted.isExample(row) && isOfList(row, wanted))
				.sort((one, other) => idOf(other) - idOf(one))
				.slice(0, count);
			return await reported(client, wanted, shown, await zoneIn(client));
		},
	};
}

async function look(client: PollClient, wanted: WatchedCampaigns, memory?: Memory) {
	const { seen, open } = memory ?? { seen: NOTHING_SEEN, open: [] };
	const rows = memory ? await newestOf(client, memory) : await allOf(client);
	const isUnseen = unseenIn(seen);
	const isOpen = new Set(open);
	const candidates = rows.filter((row) => isUnseen(row.id) || isOpen.has(idOf(row)));
	const listed = new Set(rows.map(idOf));
	const lost = open.filter((id) => !listed.has(id));
	candidates.push(...(await found(client, lost.slice(0, MOST_LOOKED_FOR))));
	const zone = candidates.length > 0 ? await zoneIn(client) : undefined;
	const sentAt = (row: IDataObject) =>
		Date.parse(sentAtOf(row, zone ?? FixedOffsetZone.utcInstance) ?? '');
	const staged = candidates.map((row) => ({ row, stage: wanted.stageOf(row, sentAt(row)) }));
	const due = staged
		.filter(({ row, stage }) => stage === 'now' && isOfList(row, wanted))
		.map(({ row }) => row)
		.sort((one, other) => sentAt(one) - sentAt(other) || idOf(one) - idOf(other));
	const later = staged.filter(({ stage }) => stage === 'later').map(({ row }) => idOf(row));
	const now = memory ? due.slice(0, MOST_AT_ONCE) : [];
	const next = memory ? due.slice(MOST_AT_ONCE) : [];
	return {
		records: await reported(client, wanted, now, zone),
		memory: {
			seen: withSeen(seen, rows.map(idOf)),
			// Whose turn did not come is the first with the next look.
			open: [...lost.slice(MOST_LOOKED_FOR), ...later, ...next.map(idOf)],
		},
	};
}

const allOf = async (client: PollClient): Promise<IDataObject[]> =>
	(await client.list(get`/campaigns`, { identify, belongs: isEmailCampaign })).records;

/** All that were not seen, and those that are open if they are not too far behind. */
async function newestOf(client: PollClient, { seen, open }: Memory): Promise<IDataObject[]> {
	const { records } = await client.newest(get`/campaigns`, {
		identify,
		rank: (row) => (isEmailCampaign(row) ? idOf(row) : undefined),
		downTo: Math.min(seen.upTo, ...open),
		isEnough: (rows) =>
			rows.length >= MOST_LISTED &&
			rows.some((row) => isEmailCampaign(row) && idOf(row) <= seen.upTo),
	});
	return records.filter(isEmailCampaign);
}

/** Those of these campaigns that are there: what was deleted is not. */
async function found(client: PollClient, ids: number[]): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	for (const id of ids) records.push(...(await oneOf(client, id)));
	return records;
}

const oneOf = async (client: PollClient, id: number): Promise<IDataObject[]> =>
	await client.ask(get`/campaigns/${id}`).then(asRecords, (error: unknown) => {
		if (error instanceof ApiFailure && isGone(error)) return [];
		throw error;
	});

/** Codes of a campaign that is not there (Bulk Email Service API, "Errors"). */
const GONE = [602, 802];

const isGone = ({ code, status, own }: ApiFailure) =>
	GONE.includes(code ?? 0) || (status === 404 && own);

const zoneIn = async (client: PollClient): Promise<Zone | undefined> => {
	const user = await client.ask(get`/user/info`);
	return isRecord(user) ? zoneOf(user) : undefined;
};

const isOfList = (row: IDataObject, { mailingListIds }: WatchedCampaigns) =>
	mailingListIds.length === 0 || mailingListIdsOf(row).some((id) => mailingListIds.includes(id));

async function reported(
	client: PollClient,
	{ event }: WatchedCampaigns,
	rows: IDataObject[],
	zone: Zone | undefined,
): Promise<IDataObject[]> {
	const campaigns = await found(client, rows.map(idOf));
	return campaigns.map((campaign) => {
		const report = campaignReport(campaign, zone);
		const { sentAt } = report;
		return { event, ...(sentAt === null ? {} : { occurredAt: sentAt }), ...report };
	});
}
