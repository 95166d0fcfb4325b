import { DateTime, type Zone } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import { CAMPAIGN_STATUS } from './statuses';

/** An end that no campaign comes back from by itself (Bulk Email Service API, "Possible campaign statuses"). */
const FINISHED = [3, 5, 8, 12, 16, 23, 25];

/** Somebody has to act: waiting does not help. */
const NEEDS_ATTENTION = [11, 26, 27, 33];

/** Codes of what became of single mails (Bulk Email Service API, "Get campaign information"). */
const OUTCOMES = {
	sent: [1],
	delivered: [2],
	opened: [3],
	clicked: [4],
	unsubscribed: [5, 15],
	hardBounces: [6, 14, 16],
	softBounces: [7, 8, 10, 17],
	spamComplaints: [11],
	errors: [6, 7, 8, 9, 10, 12, 13, 14, 16, 17, 18],
};

/** Nobody knows how long a moderator takes. */
const IN_MODERATION = 1;

const MINUTE = 60_000;

export const needsAttention = ({ status }: IDataObject) => NEEDS_ATTENTION.includes(Number(status));

export const isFinished = ({ status }: IDataObject) => FINISHED.includes(Number(status));

/**
 * When a campaign was or will be sent. The API writes it in the account's time zone.
 *
 * @returns ISO 8601 in UTC; undefined for a campaign without a date, or where the zone is not known
 */
export function sentAtOf({ send_date: date }: IDataObject, zone?: Zone): string | undefined {
	if (typeof date !== 'string' || !zone) return undefined;
	return DateTime.fromSQL(date, { zone }).toUTC().toISO() ?? undefined;
}

/** The mailing lists of a campaign: one, several, or none for those that have none. */
export function mailingListIdsOf({ message }: IDataObject): number[] {
	const { list_id: lists } = isRecord(message) ? message : {};
	return [lists ?? []]
		.flat()
		.map(Number)
		.filter((id) => id > 0);
}

/**
 * What came of a campaign, with rates in per cent: null where there is nothing to relate to.
 *
 * @param campaign the answer to `GET /campaigns/{id}`
 */
export function campaignReport(campaign: IDataObject, zone?: Zone): IDataObject {
	const { id, name, status, send_date: sendDate, message, all_email_qty: recipients } = campaign;
	const { subject } = isRecord(message) ? message : {};
	const numbers = numbersOf(campaign);
	const { sent, delivered, opened, clicked, unsubscribed, spamComplaints } = numbers;
	const bounced = numbers.hardBounces + numbers.softBounces;
	return {
		id,
		name,
		subject: subject ?? null,
		mailingListId: mailingListIdsOf(campaign)[0] ?? null,
		status,
		statusName: CAMPAIGN_STATUS[Number(status)] ?? `Unknown (${String(status)})`,
		finished: isFinished(campaign),
		needsAttention: needsAttention(campaign),
		sendDate: sendDate ?? null,
		sentAt: sentAtOf(campaign, zone) ?? null,
		recipients: Number(recipients) || 0,
		...numbers,
		deliveryRate: perCent(delivered, sent),
		openRate: perCent(opened, delivered),
		clickRate: perCent(clicked, delivered),
		clickToOpenRate: perCent(clicked, opened),
		unsubscribeRate: perCent(unsubscribed, delivered),
		bounceRate: perCent(bounced, sent),
		complaintRate: perCent(spamComplaints, delivered),
	};
}

/**
 * When it is worth while to look again, for n8n's Wait node: a little after a scheduled campaign is sent, half an
 * hour later while it is moderated, else soon.
 *
 * @returns ISO 8601 in UTC; undefined where nothing more is to come, or somebody has to act first
 */
export function checkAgainAt(campaign: IDataObject, zone?: Zone): string | undefined {
	if (isFinished(campaign) || needsAttention(campaign)) return undefined;
	const sentAt = Date.parse(sentAtOf(campaign, zone) ?? '');
	const isModerated = Number(campaign.status) === IN_MODERATION;
	const next =
		sentAt > Date.now() ? sentAt + 5 * MINUTE : Date.now() + (isModerated ? 30 : 5) * MINUTE;
	return new Date(next).toISOString();
}

function numbersOf({ statistics }: IDataObject) {
	const { general } = isRecord(statistics) ? statistics : {};
	const rows = Array.isArray(general) ? (general as unknown[]).filter(isRecord) : [];
	const count = (codes: number[]) =>
		rows
			.filter(({ code }) => codes.includes(Number(code)))
			.reduce((total, row) => total + (Number(row.count) || 0), 0);
	const counted = Object.entries(OUTCOMES).map(([name, codes]) => [name, count(codes)]);
	return Object.fromEntries(counted) as Record<keyof typeof OUTCOMES, number>;
}

/** Opens by country, most first; without opens the API may give an empty list ("Get a country statistics"). */
export const countriesOf = (body: unknown): IDataObject[] =>
	Object.entries(body as IDataObject)
		.map(([country, opens]) => ({ country, opens: Number(opens) || 0 }))
		.sort((one, other) => other.opens - one.opens);

/** Clicked links, most first, with their share of all clicks in per cent ("Get referrals statistics"). */
export function linksOf(rows: IDataObject[]): IDataObject[] {
	const clicks = ({ count }: IDataObject) => Number(count) || 0;
	const all = rows.reduce((total, row) => total + clicks(row), 0);
	return rows
		.map((row) => ({ link: row.link, clicks: clicks(row), share: perCent(clicks(row), all) }))
		.sort((one, other) => other.clicks - one.clicks);
}

const perCent = (part: number, whole: number) =>
	whole > 0 ? Math.round((part / whole) * 10_000) / 100 : null;
