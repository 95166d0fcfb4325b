import { DateTime, type Zone } from 'luxon';
import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { InputProblem } from '../engine/api/inputProblem';
import { shown, type ItemParameters, type Values } from '../engine/parameters/parameters';
import { accountZone } from './accountZone';

/** What the API reads, in the account's time zone (Bulk Email Service API, "Create a campaign"). */
export const ACCOUNT_FORMAT = 'yyyy-MM-dd HH:mm:ss';
/** Day, separator, time, and perhaps a zone. */
export const DATE_AND_TIME =
	/^(\d{4}-\d{2}-\d{2})([T ])(\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?) ?(Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?$/i;

export const sendDate: INodeProperties = {
	displayName: 'Send Date',
	name: 'sendDate',
	type: 'dateTime',
	default: '',
	hint: "Read in the workflow's time zone (workflow menu > Settings > Timezone), unless Time Zone says otherwise",
	description:
		'When to send. A date that names its own time zone keeps it; 2030-12-31 23:34:23 (without T) is in the time zone of the SendPulse account.',
};

/** Choices of a field that says when a campaign is sent. */
export const LATER: INodePropertyOptions = {
	name: 'Later',
	value: 'schedule',
	description: 'Sends the campaign at the date that you choose',
};
export const NOW: INodePropertyOptions = {
	name: 'Now',
	value: 'now',
	description: 'Sends the campaign at once',
};

/** Which clock a date means that names none: n8n's own default is New York's, wherever the user is. */
export const sendDateZone: INodeProperties = {
	displayName: 'Time Zone',
	name: 'sendDateZone',
	type: 'options',
	options: [
		{
			name: 'SendPulse Account',
			value: 'account',
			description: 'The time zone that is set in SendPulse, in which it shows its campaigns',
		},
		{
			name: 'Workflow',
			value: 'workflow',
			description: 'The time zone of this workflow (workflow menu > Settings > Timezone)',
		},
	],
	default: 'workflow',
	description: 'Whose clock is meant by a date without a time zone',
};

/** When a campaign is to be sent. */
export interface SendDate {
	/** As the API reads it, in the account's time zone: `2030-12-31 23:34:23`. */
	inAccount: string;
	/** The same in ISO 8601; with the offset of the account's time zone where that had to be known. */
	iso: string;
}

/** What is left of a date in the API: seconds, or minutes, of which none is earlier than the user asked for. */
type Precision = 'second' | 'minute';

const rounded = (date: DateTime<true>, precision: Precision) =>
	(precision === 'minute' ? date.plus(59_999) : date).startOf(precision);

/** For the output of whatever schedules: SendPulse's own answer names no date. */
export const sendDateOutput = ({ inAccount, iso }: SendDate): IDataObject => ({
	sendDate: iso,
	send_date: inAccount,
});

/** A date as it was written: an instant, or what a clock in the account's time zone shows, as if that were UTC. */
export interface WrittenDate {
	text: string;
	time: DateTime<true>;
	onAccountsClock: boolean;
}

/**
 * Reads a date without asking for the account's time zone.
 *
 * @throws InputProblem for what is no date
 */
export function readWrittenDate(
	item: ItemParameters,
	values: Values = item,
	name = 'sendDate',
): WrittenDate {
	const text = dateText(values.raw(name));
	if (text === '') return values.fail(name, 'is empty. Choose when the campaign is sent');
	const [, day, separator, time, zone] = DATE_AND_TIME.exec(text) ?? [];
	if (day === undefined) return noDate(values, name, text);
	// Among the parameters there is always one: an expression that gives none is no choice of a clock.
	const ofAccount =
		(values === item || values.has('sendDateZone')) &&
		values.choice('sendDateZone', ['account', 'workflow']) === 'account';
	const onAccountsClock = zone === undefined && (separator === ' ' || ofAccount);
	const read = DateTime.fromISO(`${day}T${time}${zone ?? ''}`, {
		zone: zone === undefined && !onAccountsClock ? item.timeZone : 'utc',
	});
	if (!read.isValid) return noDate(values, name, text);
	// Of two, Luxon takes the one whose clock is in use today.
	const [instant] = read.getPossibleOffsets();
	return { text, time: onAccountsClock ? read : instant, onAccountsClock };
}

/** The instant that is meant, where the account is in this time zone. */
export const instantOf = ({ time, onAccountsClock }: WrittenDate, zone: Zone): DateTime =>
	time.setZone(zone, { keepLocalTime: onAccountsClock });

/**
 * When to send. Three kinds of input: an instant with zone or offset; a date of n8n's date picker
 * without one, in the time zone that was chosen; the API's own form, which is account time already and
 * needs no look-up. A hint says what came of it, on the account's clock and on the workflow's.
 *
 * When clocks change, a time that is skipped means the same time by the old clock (2:30 is 3:30 of
 * the new one), and a time that comes twice the first one. The API has no words for the second.
 *
 * @param values where the date is: the node's parameters or its options
 * @param name the field that holds it
 * @param precision of the API that is asked: what is told is what is asked
 * @throws InputProblem for what is no date, or past in every time zone
 */
export async function readSendDate(
	item: ItemParameters,
	values: Values = item,
	name = 'sendDate',
	precision: Precision = 'second',
): Promise<SendDate> {
	const { text, time, onAccountsClock } = readWrittenDate(item, values, name);
	if (onAccountsClock) {
		// The westernmost zone is 12 hours behind: what is past there is past everywhere.
		notPast(values, name, time.plus({ hours: 12 }), text);
		const onTheClock = rounded(time, precision);
		tell(item, `${onTheClock.toFormat(SHOWN)} in the time zone of the SendPulse account`);
		return {
			inAccount: onTheClock.toFormat(ACCOUNT_FORMAT),
			iso: onTheClock.toISO({ includeOffset: false, suppressMilliseconds: true }),
		};
	}
	notPast(values, name, time, text);
	const accountsZone = await accountZone(
		item,
		'write the date like 2030-12-31 23:34:23 in that time zone',
	);
	const inAccount = rounded(time.setZone(accountsZone) as DateTime<true>, precision);
	tell(item, onBothClocks(inAccount, item.timeZone));
	return {
		inAccount: inAccount.toFormat(ACCOUNT_FORMAT),
		iso: inAccount.toISO({ suppressMilliseconds: true }) ?? '',
	};
}

/**
 * For what has waited for its turn meanwhile.
 *
 * @throws InputProblem for a date that is past by now, in every time zone where it names none
 */
export function refusePassed({ iso }: SendDate): void {
	const read = DateTime.fromISO(iso, { zone: 'utc' });
	const last = /(Z|[+-]\d{2}:\d{2})$/.test(iso) ? read : read.plus({ hours: 12 });
	if (last.toMillis() >= Date.now()) return;
	throw new InputProblem(
		`'Send Date' passed while this waited for its turn: '${iso}'. It was not sent. Choose a later date.`,
	);
}

const SHOWN = 'yyyy-MM-dd HH:mm';

/** "2026-11-29 15:00 (Europe/Berlin), which is 09:00 in this workflow's time zone (America/New_York)". */
function onBothClocks(inAccount: DateTime, workflowZone: string): string {
	const shown = `${inAccount.toFormat(SHOWN)} (${inAccount.zoneName ?? 'the SendPulse account'})`;
	const inWorkflow = inAccount.setZone(workflowZone);
	if (inWorkflow.offset === inAccount.offset) return shown;
	const time = inWorkflow.toFormat(inWorkflow.hasSame(inAccount, 'day') ? 'HH:mm' : SHOWN);
	return `${shown}, which is ${time} in this workflow's time zone (${workflowZone})`;
}

/** The first date of the run, and how many others there are, in one hint. */
function tell(item: ItemParameters, when: string): void {
	const dates = item.tally(
		'send dates',
		() => new Set<string>(),
		(all) => {
			const [first] = all;
			const others = all.size - 1;
			const more = others === 0 ? '' : `, and ${others} other ${others === 1 ? 'date' : 'dates'}`;
			return { type: 'info', message: `Send date: ${first}${more}.` };
		},
	);
	dates.add(when);
}

/** Dates come as text, as JavaScript dates, or as n8n's own (Luxon) from expressions. */
export function dateText(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (value instanceof Date)
		return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
	const { toISO } = value as { toISO?: () => string | null };
	if (typeof toISO === 'function') return toISO.call(value) ?? 'Invalid Date';
	return typeof value === 'string' ? value.trim() : (JSON.stringify(value) ?? '');
}

function noDate(values: Values, name: string, text: string): never {
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
		return values.fail(
			name,
			`names a day and no time: ${shown(text)}. Use the date picker, or an expression like {{ $now.plus(1, 'day') }}`,
		);
	}
	return values.fail(
		name,
		`is no date and time that everybody reads alike: ${shown(text)}. Use the date picker, or write it like 2030-12-31T23:34:23 or with a time zone, 2030-12-31T23:34:23+02:00`,
	);
}

function notPast(values: Values, name: string, instant: DateTime, text: string): void {
	if (instant.toMillis() >= Date.now()) return;
	values.fail(name, `is past: '${text}'. Choose a later date`);
}
