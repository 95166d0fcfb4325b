/** Text of an instant as the API writes dates: `Y-m-d H:i:s`, without a zone, read in the account's own. */
export function accountDate(time: number, timeZone: string): string {
	return formatterFor(timeZone).format(time);
}

/** Years in which a date makes sense: what is sent at another time is a mistake, and zones are not known for it. */
const [FIRST_YEAR, LAST_YEAR] = [1970, 2100];

/** The instant that such a text means, or null when it is none: no other form, no day that the calendar lacks. */
export function accountTime(text: unknown, timeZone: string): number | null {
	if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null;
	const year = Number(text.slice(0, 4));
	if (year < FIRST_YEAR || year > LAST_YEAR) return null;
	const wall = Date.parse(`${text.replace(' ', 'T')}Z`);
	if (Number.isNaN(wall) || isoSeconds(wall) !== text) return null;
	// The zone's offset is known for an instant only: once more where the first guess lay beyond a change of time.
	const guess = wall - offset(wall, timeZone);
	return wall - offset(guess, timeZone);
}

/** Hours east of UTC outside summer time, as GET /user/info gives them in `time_zone`. */
export function standardOffsetHours(timeZone: string, year: number): number {
	const offsets = [Date.UTC(year, 0, 1), Date.UTC(year, 6, 1)].map(
		(time) => offset(time, timeZone) / 3_600_000,
	);
	return Math.min(...offsets);
}

// Milliseconds that the clock on the wall is ahead of UTC.
function offset(time: number, timeZone: string): number {
	const wall = Date.parse(`${accountDate(time, timeZone).replace(' ', 'T')}Z`);
	return wall - Math.floor(time / 1_000) * 1_000;
}

const isoSeconds = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

const formatters = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs far more than using one, and every list in an answer needs a date.
function formatterFor(timeZone: string): Intl.DateTimeFormat {
	let formatter = formatters.get(timeZone);
	if (!formatter) {
		// The Swedish way of writing a date is the API's.
		formatter = new Intl.DateTimeFormat('sv-SE', {
			timeZone,
			dateStyle: 'short',
			timeStyle: 'medium',
		});
		formatters.set(timeZone, formatter);
	}
	return formatter;
}
