import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../../engine/api/client';
import { InputProblem } from '../../../engine/api/inputProblem';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { isEnd } from '../../../engine/run/pages';
import { count } from '../../../engine/run/progress';
import type { ItemParameters, Pause } from '../../../engine/parameters/parameters';
import { emailService, get } from '../../../SendPulse/product';

/** New numbers are checked for up to a minute, as seen in production. */
const LONGEST_WAIT_MS = 120_000;
const LOOK_EVERY_MS = 2_500;

const numberIn = (value: unknown): number | undefined =>
	value === undefined || value === null || value === '' || !Number.isFinite(Number(value))
		? undefined
		: Number(value);

/** Where a mailing list stands among all of them, so that it is not looked for anew. */
interface Place {
	from: number;
}

/** The record that a mailing list has among all of them: it alone says how many numbers are new. */
async function listedRecord(
	client: Client,
	mailingListId: number,
	place: Place,
): Promise<IDataObject | undefined> {
	const { pager } = emailService;
	let longest = 0;
	for (let { from } = place; ; ) {
		const page = asRecords(
			elementsOf(await client.send(pager.page(get`/addressbooks`, pager.largest, from))),
		);
		const record = page.find(({ id }) => Number(id) === mailingListId);
		if (record) {
			place.from = from;
			return record;
		}
		if (isEnd(page.length, longest, pager)) return undefined;
		longest = Math.max(longest, page.length);
		from += page.length;
	}
}

/**
 * How many numbers of a mailing list are being checked, and how many can be sent to, as far as SendPulse says
 * so (Bulk Email Service API, "Get information about a mailing list" and "Get a list of mailing lists").
 */
async function numbersOf(client: Client, mailingListId: number, place: Place) {
	const [list = {}] = asRecords(await client.send(get`/addressbooks/${mailingListId}`));
	const active = numberIn(list.active_phones_quantity);
	const fresh = numberIn(list.new_phones_quantity);
	if (fresh !== undefined) return { fresh, active };
	const record = await listedRecord(client, mailingListId, place);
	return { fresh: numberIn(record?.new_phones_quantity), active };
}

const NONE =
	'The mailing list has no phone number that SendPulse can send to. Add some first, or pick another list.';

async function untilChecked(client: Client, pause: Pause, mailingListId: number): Promise<void> {
	const place: Place = { from: 0 };
	for (let waited = 0; ; waited += LOOK_EVERY_MS) {
		const { fresh, active } = await numbersOf(client, mailingListId, place);
		const wait = fresh === undefined ? active === 0 : fresh > 0;
		if (!wait && active === 0) throw new InputProblem(NONE);
		if (!wait) return;
		if (waited >= LONGEST_WAIT_MS) {
			throw new InputProblem(
				fresh === undefined
					? NONE
					: `SendPulse is still checking ${count(fresh)} new phone numbers of the mailing list, which would get no message. Try again in a minute, or add the option 'Wait for Numbers' and switch it off.`,
			);
		}
		const some = fresh === undefined ? '' : `${count(fresh)} `;
		await pause(LOOK_EVERY_MS, `${some}new phone numbers are being checked`);
	}
}

/**
 * Waits until SendPulse has checked the numbers that were just added to a mailing list: before that they are
 * no recipients. Once for a list and run.
 *
 * @throws InputProblem where there are none, or it takes too long; ApiFailure of the look at the list
 */
export const numbersChecked = async (item: ItemParameters, mailingListId: number): Promise<void> =>
	await item.lookUp(
		`phone numbers of ${mailingListId}`,
		async (client, pause) => await untilChecked(client, pause, mailingListId),
	);
