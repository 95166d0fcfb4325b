import type { Zone } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../engine/api/failures';
import { isRecord } from '../../engine/api/record';
import type { ApiRequest } from '../../engine/api/request';
import { instantOf, type WrittenDate } from '../../fields/sendDate';
import { mailingListIdsOf } from './campaignReport';
import { campaignTime, readNewestCampaigns } from './newestCampaigns';
import { CAMPAIGN_STATUS } from './statuses';

const HOUR = 3_600_000;

/** Nobody gets these: tests, canceled ones, drafts (Bulk Email Service API, "Possible campaign statuses"). */
const NOT_SENT = [4, 8, 16, 26, 36];

/** What tells whether a campaign is the same. */
export interface Repeatable {
	subject: string;
	name?: string;
	/** None where they are not known. */
	listIds: number[];
	date?: WrittenDate;
	repeatHours: number;
}

/** A campaign that was made, or that another input item makes. */
export interface Made {
	/** "Campaign 14900012" */
	called: string;
	name?: string;
	subject: string;
	listIds: number[];
	/** In milliseconds; NaN where it is not known. */
	at: number;
}

/** When it is sent: now without a date; NaN where the zone of its date is not known. */
export function timeOf({ date }: Repeatable, zone: Zone | undefined): number {
	if (!date) return Date.now();
	if (!zone && date.onAccountsClock) return NaN;
	return zone ? instantOf(date, zone).toMillis() : date.time.toMillis();
}

const same = (one: string, other: string) => plain(one) === plain(other);

const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/**
 * Whether a campaign is one that people would get twice: the same name, or the same subject to one of the same
 * lists, at about the same time. What is not known of it (its lists, its date) may be the same.
 */
export function isRepeat(candidate: Repeatable, at: number, made: Made): boolean {
	const { name, subject, listIds, repeatHours } = candidate;
	const isNamed = name !== undefined && made.name !== undefined && same(name, made.name);
	const toSameList =
		listIds.length === 0 ||
		made.listIds.length === 0 ||
		made.listIds.some((id) => listIds.includes(id));
	if (!isNamed && !(same(subject, made.subject) && toSameList)) return false;
	return !(Math.abs(made.at - at) > repeatHours * HOUR);
}

/** What came of looking for a campaign that is the same. */
export interface RepeatSought {
	/** Of which it would be a repetition, in words; undefined where there is none. */
	repeat?: string;
	/** Whether only the newest ones were looked at: an older one may have been scheduled for the same time. */
	onlyNewest: boolean;
}

/**
 * Looks for such a campaign in the account. This also settles what a lost answer left open: a campaign that was
 * created after all is found, and not sent twice.
 *
 * Where the list comes by when campaigns were made, one that was scheduled long before can stand anywhere behind
 * older dates: then all of it is read, up to the newest 1,000 (ten requests, one for each 100).
 *
 * @throws ApiFailure where that can't be known
 */
export async function repeatOf(
	candidate: Repeatable,
	zone: Zone | undefined,
	ask: (request: ApiRequest) => Promise<unknown>,
): Promise<RepeatSought> {
	const at = timeOf(candidate, zone);
	const from =
		(Number.isNaN(at) ? Date.now() : Math.min(at, Date.now())) - candidate.repeatHours * HOUR;
	const isBefore = (row: IDataObject) => campaignTime(row, zone) < from;
	const { campaigns, isCut } = await readNewestCampaigns(
		ask,
		zone,
		({ rows, sortedBy }) => sortedBy === 'date' && rows.some(isBefore),
	);
	for (const row of campaigns) {
		if (NOT_SENT.includes(Number(row.status))) continue;
		const made = asMade(row, zone);
		if (isRepeat(candidate, at, made)) return { repeat: inWords(row, made), onlyNewest: isCut };
	}
	// None is sent before it is made: so they reach back to then.
	if (isCut && !campaigns.some(isBefore)) {
		throw new ApiFailure('refused', 'There were too many campaigns since then.');
	}
	return { onlyNewest: isCut };
}

function asMade(row: IDataObject, zone: Zone | undefined): Made {
	const { subject } = isRecord(row.message) ? row.message : {};
	return {
		called: `Campaign ${String(row.id)}`,
		name: typeof row.name === 'string' ? row.name : undefined,
		subject: typeof subject === 'string' ? subject : '',
		listIds: mailingListIdsOf(row),
		at: campaignTime(row, zone),
	};
}

function inWords(row: IDataObject, { called, name, subject }: Made): string {
	const { status, send_date: date } = row;
	const state = CAMPAIGN_STATUS[Number(status)] ?? `status ${String(status)}`;
	const when = typeof date === 'string' ? `, ${date} in the account's time zone` : '';
	return `${called} is the same: '${name ?? subject}' (${state}${when}). It would be sent twice.`;
}
