import type { Zone } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../engine/api/failures';
import { isRecord } from '../../engine/api/record';
import type { ApiRequest } from '../../engine/api/request';
import { asRecords } from '../../engine/run/outcome';
import { instantOf, type WrittenDate } from '../../fields/sendDate';
import { get } from '../product';
import { mailingListIdsOf, sentAtOf } from './campaignReport';
import { isEmailCampaign } from './emailCampaign';
import { CAMPAIGN_STATUS } from './statuses';

const HOUR = 3_600_000;

/** Nobody gets these: tests, canceled ones, drafts (Bulk Email Service API, "Possible campaign statuses"). */
const NOT_SENT = [4, 8, 16, 26, 36];

/** What is known to work of `limit`. */
const PAGE = 100;
/** A page that is shorter than any that was ever seen to be cut off is the last. */
const SHORTEST_CUT = 10;
/** So many are enough for anybody's month. */
const MOST_PAGES = 10;

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

/**
 * Looks for such a campaign in the account. This also settles what a lost answer left open: a campaign that was
 * created after all is found, and not sent twice.
 *
 * @returns of which it would be a repetition, in words; undefined where there is none
 * @throws ApiFailure where that can't be known
 */
export async function repeatOf(
	candidate: Repeatable,
	zone: Zone | undefined,
	ask: (request: ApiRequest) => Promise<unknown>,
): Promise<string | undefined> {
	const at = timeOf(candidate, zone);
	const from =
		(Number.isNaN(at) ? Date.now() : Math.min(at, Date.now())) - candidate.repeatHours * HOUR;
	for (const row of await madeSince(from, zone, ask)) {
		if (NOT_SENT.includes(Number(row.status))) continue;
		const made = asMade(row, zone);
		if (isRepeat(candidate, at, made)) return inWords(row, made);
	}
	return undefined;
}

function asMade(row: IDataObject, zone: Zone | undefined): Made {
	const { subject } = isRecord(row.message) ? row.message : {};
	return {
		called: `Campaign ${String(row.id)}`,
		name: typeof row.name === 'string' ? row.name : undefined,
		subject: typeof subject === 'string' ? subject : '',
		listIds: mailingListIdsOf(row),
		at: Date.parse(sentAtOf(row, zone) ?? ''),
	};
}

function inWords(row: IDataObject, { called, name, subject }: Made): string {
	const { status, send_date: date } = row;
	const state = CAMPAIGN_STATUS[Number(status)] ?? `status ${String(status)}`;
	const when = typeof date === 'string' ? `, ${date} in the account's time zone` : '';
	return `${called} is the same: '${name ?? subject}' (${state}${when}). It would be sent twice.`;
}

const idOf = ({ id }: IDataObject) => Number(id);

const descends = (values: number[]) =>
	values.every((value, index) => index === 0 || value <= values[index - 1]);

/**
 * The account's e-mail campaigns from then on. No document promises the order of their list, and what its two
 * orders mean is documented the wrong way round: so whichever begins with the newest is taken.
 *
 * @throws ApiFailure where none does
 */
async function madeSince(
	from: number,
	zone: Zone | undefined,
	ask: (request: ApiRequest) => Promise<unknown>,
): Promise<IDataObject[]> {
	const page = async (order?: string, offset = 0) => {
		const query = { limit: PAGE, offset, ...(order ? { order } : {}) };
		const answer = await ask({ ...get`/campaigns`, query });
		if (Array.isArray(answer)) return asRecords(answer);
		throw new ApiFailure('refused', 'SendPulse gave no list of campaigns.');
	};
	for (const order of [undefined, 'asc', 'desc']) {
		const rows = await page(order);
		let last = rows;
		for (let pages = 1; isNewestFirst(rows, zone) || last.length < SHORTEST_CUT; pages++) {
			if (last.length < SHORTEST_CUT || reachesBack(last, from, zone))
				return rows.filter(isEmailCampaign);
			if (pages === MOST_PAGES)
				throw new ApiFailure('refused', 'There were too many campaigns since then.');
			last = await page(order, rows.length);
			rows.push(...last);
		}
	}
	throw new ApiFailure(
		'refused',
		'The list of campaigns comes in an order that this node does not know.',
	);
}

const dateOf = (row: IDataObject, zone: Zone | undefined) => Date.parse(sentAtOf(row, zone) ?? '');

/** By the numbers of the campaigns, which grow, or by their dates. Few, or equal ones, tell nothing. */
function isNewestFirst(rows: IDataObject[], zone: Zone | undefined): boolean {
	const ids = rows.filter(isEmailCampaign).map(idOf);
	if (ids.length > 1 && descends(ids)) return true;
	const dates = rows.map((row) => dateOf(row, zone));
	return dates[0] > dates[dates.length - 1] && descends(dates);
}

const reachesBack = (rows: IDataObject[], from: number, zone: Zone | undefined) =>
	rows.some((row) => dateOf(row, zone) < from);
