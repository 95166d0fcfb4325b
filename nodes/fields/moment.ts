import { DateTime } from 'luxon';
import { shown, type ItemParameters, type Values } from '../engine/parameters/parameters';
import { accountZone } from './accountZone';
import { daysOf } from './dates';
import { ACCOUNT_FORMAT, DATE_AND_TIME, dateText } from './sendDate';

const MIDNIGHT = /^00:00(:00([.,]0+)?)?$/;

/** What a day stands for that names no time, at the two ends of a stretch of time. */
const OF_DAY = { beginning: '00:00:00', end: '23:59:59' };

/**
 * A moment by which the API filters, as it wants it: YYYY-MM-DD HH:MM:SS on the account's clock. An instant
 * is read on that clock, a date and time without a zone in the workflow's time zone, and with a space in
 * between (the API's own form) on the account's. A date, and midnight, which is how programs write days,
 * stays the day that it names.
 *
 * @throws InputProblem for what is no moment, or reads two ways
 */
export async function readMoment(
	item: ItemParameters,
	values: Values,
	name: string,
	edge: keyof typeof OF_DAY,
): Promise<string> {
	const text = dateText(values.raw(name));
	const [, day, separator, time, zone] = DATE_AND_TIME.exec(text) ?? [];
	if (day === undefined || MIDNIGHT.test(time)) {
		const days = daysOf(text, item.timeZone);
		return days.length === 1 ? `${days[0]} ${OF_DAY[edge]}` : noMoment(values, name, text);
	}
	const ofAccount = zone === undefined && separator === ' ';
	const read = DateTime.fromISO(`${day}T${time}${zone ?? ''}`, {
		zone: zone === undefined && !ofAccount ? item.timeZone : 'utc',
	});
	if (!read.isValid) return noMoment(values, name, text);
	const onTheClock = ofAccount
		? read
		: read.setZone(await accountZone(item, 'write the date like 2030-12-31 23:34:23'));
	return onTheClock.toFormat(ACCOUNT_FORMAT);
}

const noMoment = (values: Values, name: string, text: string): never =>
	values.fail(
		name,
		`is no date that everybody reads alike: ${shown(text)}. Write it like 2030-12-31 or 2030-12-31T23:34:23`,
	);
