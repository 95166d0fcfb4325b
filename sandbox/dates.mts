/** Text of an instant as the API writes dates: `Y-m-d H:i:s`, without a zone, read in the account's own. */
export function accountDate(time: number, timeZone: string): string {
	return formatterFor(timeZone).format(time);
}

/** Hours east of UTC outside summer time, as GET /user/info gives them in `time_zone`. */
export function standardOffsetHours(timeZone: string, year: number): number {
	const offsets = [Date.UTC(year, 0, 1), Date.UTC(year, 6, 1)].map((time) => {
		const wall = Date.parse(`${accountDate(time, timeZone).replace(' ', 'T')}Z`);
		return (wall - time) / 3_600_000;
	});
	return Math.min(...offsets);
}

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
