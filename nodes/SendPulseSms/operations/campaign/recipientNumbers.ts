import type { Client } from '../../../engine/api/client';
import { InputProblem } from '../../../engine/api/inputProblem';
import { asRecords } from '../../../engine/run/outcome';
import { count } from '../../../engine/run/progress';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { get } from '../../../SendPulse/product';

/** New numbers are checked for up to a minute, as seen in production. */
const LONGEST_WAIT_MS = 120_000;
const LOOK_EVERY_MS = 2_500;

const numberIn = (value: unknown): number | undefined =>
	value === undefined || value === null || value === '' || !Number.isFinite(Number(value))
		? undefined
		: Number(value);

/** How many numbers of a mailing list are being checked, and how many can be sent to, as far as it says so. */
async function numbersOf(client: Client, mailingListId: number) {
	const [list = {}] = asRecords(await client.send(get`/addressbooks/${mailingListId}`));
	return {
		fresh: numberIn(list.new_phones_quantity),
		active: numberIn(list.active_phones_quantity),
	};
}

const NONE =
	'The mailing list has no phone number that SendPulse can send to. Add some first, or pick another list.';

async function untilChecked(client: Client, mailingListId: number): Promise<void> {
	for (let waited = 0; ; waited += LOOK_EVERY_MS) {
		const { fresh, active } = await numbersOf(client, mailingListId);
		// Not every record of a list says how many are new.
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
		await client.pause(LOOK_EVERY_MS);
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
		async (client) => await untilChecked(client, mailingListId),
	);
