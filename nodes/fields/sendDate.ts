import { DateTime, FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../engine/client';
import { InputProblem } from '../engine/inputProblem';
import { shown, type ItemParameters, type Values } from '../engine/parameters';
import { get } from '../engine/request';

/** What the API reads, in the account's time zone (Bulk Email Service API, "Create a campaign"). */
const API_FORMAT = 'yyyy-MM-dd HH:mm:ss';
const API_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const HAS_ZONE = /(Z|[+-]\d{2}(:?\d{2})?)$/i;

export const sendDate: INodeProperties = {
	displayName: 'Send Date',
	name: 'sendDate',
	type: 'dateTime',
	default: '',
	description:
		"When to send. A date without a time zone is in the workflow's time zone; 2030-12-31 23:34:23 (without T) is in the time zone of the SendPulse account.",
};

/** `locale` is an IANA name, `time_zone` a number of hours (REST API introduction). */
async function accountZone(client: Client): Promise<Zone> {
	const { locale, time_zone: hours } = (await client.send(get`/user/info`)) as IDataObject;
	if (typeof locale === 'string' && IANAZone.isValidZone(locale)) return IANAZone.create(locale);
	const offset = Number(hours);
	if (hours !== undefined && hours !== '' && Number.isFinite(offset)) {
		return FixedOffsetZone.instance(Math.round(offset * 60));
	}
	throw new InputProblem(
		"SendPulse does not tell the account's time zone. Set it in SendPulse (Account settings), or write the date like 2030-12-31 23:34:23 in that time zone.",
	);
}

/**
 * A date as the API reads it. Three kinds of input: an instant with zone or offset; a date of n8n's
 * date picker without one, in the workflow's time zone; the API's own form, which is account time
 * already and needs no look-up.
 *
 * @param values where `sendDate` is: the node's parameters or its options
 * @throws InputProblem for what is no date, or past in every time zone
 */
export async function readSendDate(item: ItemParameters, values: Values = item): Promise<string> {
	const value = values.raw('sendDate');
	const text = textOf(value);
	if (text === '') return values.fail('sendDate', 'is empty. Choose when the campaign is sent');
	if (API_TIME.test(text)) {
		const asItIs = DateTime.fromFormat(text, API_FORMAT, { zone: 'utc' });
		if (!asItIs.isValid) noDate(values, value);
		// The westernmost zone is 12 hours behind: what is past there is past everywhere.
		notPast(values, asItIs.plus({ hours: 12 }), text);
		return text;
	}
	const instant = DateTime.fromISO(text.replace(' ', 'T'), {
		zone: HAS_ZONE.test(text.slice(10)) ? 'utc' : item.timeZone,
	});
	if (!instant.isValid || text.length <= 10) return noDate(values, value);
	notPast(values, instant, text);
	const zone = await item.lookUp("the account's time zone", accountZone);
	return instant.setZone(zone).toFormat(API_FORMAT);
}

/** Dates come as text, as JavaScript dates, or as n8n's own (Luxon) from expressions. */
function textOf(value: unknown): string {
	if (value instanceof Date)
		return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
	const luxon = value as { toISO?: () => string | null } | null | undefined;
	if (typeof luxon?.toISO === 'function') return luxon.toISO() ?? 'Invalid Date';
	return typeof value === 'string'
		? value.trim()
		: value === undefined || value === null
			? ''
			: String(value);
}

function noDate(values: Values, value: unknown): never {
	return values.fail(
		'sendDate',
		`is no date and time that everybody reads alike: ${shown(value)}. Write it like 2030-12-31T23:34:23 or with a time zone, 2030-12-31T23:34:23+02:00`,
	);
}

function notPast(values: Values, instant: DateTime, text: string): void {
	if (instant.toMillis() >= Date.now()) return;
	values.fail('sendDate', `is past: '${text}'. Choose a later date`);
}
