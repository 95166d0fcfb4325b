import { DateTime } from 'luxon';
import { shown, type ItemParameters, type Values } from '../engine/parameters/parameters';
import { accountZone } from './accountZone';
import { daysOf, MIDNIGHT } from './dates';
import { ACCOUNT_FORMAT, DATE_AND_TIME, dateText } from './sendDate';

/** Said under whatever is read as a moment. */
export const momentHint =
	"A time is read in the workflow's time zone (workflow menu > Settings > Timezone). A day alone, or midnight, is that day in the time zone of the SendPulse account.";

/** What a day stands for that names no time, at the two ends of a stretch of time. */
const OF_DAY = { beginning: '00:00:00', end: '23:59:59' };

/** A date as it is written: a time on the account's clock, or an instant. */
type Written = { onAccountsClock: string } | { instant: DateTime };

/**
 * An instant is one; a date and time without a zone is read in the workflow's time zone, and with a space in
 * between (the API's own form) on the account's clock. A date, and midnight, which is how programs write days,
 * stays the day that it names, on the account's calendar.
 *
 * @throws InputProblem for what is no moment, or reads two ways
 */
function written(
	item: ItemParameters,
	values: Values,
	name: string,
	edge: keyof typeof OF_DAY,
): Written {
	const text = dateText(values.raw(name));
	const [, day, separator, time, zone] = DATE_AND_TIME.exec(text) ?? [];
	if (day === undefined || MIDNIGHT.test(time)) {
		const days = daysOf(text, item.timeZone);
		return days.length === 1
			? { onAccountsClock: `${days[0]} ${OF_DAY[edge]}` }
			: noMoment(values, name, text);
	}
	const ofAccount = zone === undefined && separator === ' ';
	const read = DateTime.fromISO(`${day}T${time}${zone ?? ''}`, {
		zone: zone === undefined && !ofAccount ? item.timeZone : 'utc',
	});
	if (!read.isValid) return noMoment(values, name, text);
	return ofAccount ? { onAccountsClock: read.toFormat(ACCOUNT_FORMAT) } : { instant: read };
}

/**
 * A moment by which the API filters, as it wants it: YYYY-MM-DD HH:MM:SS on the account's clock. See `written`.
 *
 * @throws InputProblem for what is no moment, or reads two ways
 */
export async function readMoment(
	item: ItemParameters,
	...where: [values: Values, name: string, edge: keyof typeof OF_DAY]
): Promise<string> {
	const moment = written(item, ...where);
	return 'instant' in moment
		? moment.instant
				.setZone(await accountZone(item, 'write the date like 2030-12-31 23:34:23'))
				.toFormat(ACCOUNT_FORMAT)
		: moment.onAccountsClock;
}

/**
 * The same in milliseconds since 1970, for what has no clock of its own.
 *
 * @throws InputProblem for what is no moment, or reads two ways
 */
export async function readInstant(
	item: ItemParameters,
	...where: [values: Values, name: string, edge: keyof typeof OF_DAY]
): Promise<number> {
	const moment = written(item, ...where);
	if ('instant' in moment) return moment.instant.toMillis();
	const zone = await accountZone(item, 'write the date like 2030-12-31T23:34:23Z');
	return DateTime.fromFormat(moment.onAccountsClock, ACCOUNT_FORMAT, { zone }).toMillis();
}

const noMoment = (values: Values, name: string, text: string): never =>
	values.fail(
		name,
		`is no date that everybody reads alike: ${shown(text)}. Write it like 2030-12-31 or 2030-12-31T23:34:23`,
	);
