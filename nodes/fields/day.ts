import { DateTime } from 'luxon';
import { shown, type ItemParameters, type Values } from '../engine/parameters/parameters';
import { accountZone } from './accountZone';
import { daysOf, MIDNIGHT } from './dates';
import { dateText } from './sendDate';

/** A moment of ISO 8601: a date and a time with its zone. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T(\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?:Z|[+-]\d{2}:?\d{2})$/i;
/**
 * A day by which the API filters, as it wants it: YYYY-MM-DD on the account's calendar. A moment is the
 * day that it falls on there; a date without a zone, and midnight, which is how programs write days, stay
 * the day that they name.
 *
 * @throws InputProblem for what is no day, or reads two ways
 */
export async function readDay(item: ItemParameters, values: Values, name: string): Promise<string> {
	const text = dateText(values.raw(name));
	const [moment, time] = MOMENT.exec(text) ?? [];
	if (moment !== undefined && !MIDNIGHT.test(time)) {
		const read = DateTime.fromISO(moment);
		if (!read.isValid) return noDay(values, name, text);
		const zone = await accountZone(item, 'write the day like 2030-12-31');
		return read.setZone(zone).toFormat('yyyy-MM-dd');
	}
	const days = daysOf(text, item.timeZone);
	return days.length === 1 ? days[0] : noDay(values, name, text);
}

const noDay = (values: Values, name: string, text: string): never =>
	values.fail(
		name,
		`is no day that everybody reads alike: ${shown(text)}. Write it like 2030-12-31`,
	);
