import { ApiFailure } from '../../../engine/api/failures';
import { hasId, saysResult } from '../../../engine/api/confirmed';
import { sameAddress } from '../../../engine/parameters/email';
import type { Acting } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { del, emailService, get, post } from '../../../SendPulse/product';

/** Seconds between looks whether SendPulse sees the addresses; after a minute the verifier has to say. */
const WAITS = [2, 3, 5, 10, 10, 15, 15];

/** Bulk Email Service API, "Create a mailing list". */
export async function createList(acting: Acting, name: string): Promise<number> {
	const request = { ...post`/addressbooks`, body: { bookName: name } };
	const body = await acting.change(request, { repeatable: false, confirmed: hasId });
	return Number(asRecords(body)[0].id);
}

/**
 * Adds addresses without raising webhooks ("Add emails to a mailing list"). A single one that SendPulse refuses
 * is left out.
 *
 * @throws what kept the others from being added
 */
export async function fillList(
	acting: Acting,
	listId: number,
	addresses: readonly string[],
): Promise<void> {
	let added = 0;
	const failures: unknown[] = [];
	await acting.changeInBatches<string>(
		{
			repeatable: true,
			confirmed: saysResult,
			group: () => ({}),
			element: sameAddress,
			elementAtFault: (failure) => emailService.refusals.elementAtFault(failure),
			request: (emails) => ({
				...post`/addressbooks/${listId}/emails`,
				body: { emails: emails.map((email) => ({ email })), disable_webhook: true },
			}),
			outputs: (_, emails) => emails.map(() => ({})),
		},
		addresses,
		{
			done: () => void added++,
			failed: (_, failure) => void failures.push(failure),
		},
	);
	const grave = failures.find(
		(failure) => !(failure instanceof ApiFailure && emailService.refusals.elementAtFault(failure)),
	);
	if (grave ?? (added === 0 ? failures[0] : undefined)) throw grave ?? failures[0];
	await untilSeen(acting, listId, added);
}

/** Addresses are seen with a delay: a client in production waits for up to a minute after it has filled a list. */
async function untilSeen(acting: Acting, listId: number, count: number): Promise<void> {
	for (const seconds of WAITS) {
		const [{ all_email_qty: seen } = {}] = asRecords(
			await acting.read(get`/addressbooks/${listId}`),
		);
		if (Number(seen) >= count) return;
		await acting.pause(seconds * 1_000, 'waiting until SendPulse sees the addresses');
	}
}

/** Bulk Email Service API, "Delete a mailing list". @returns whether it is gone */
export const deleteList = async (acting: Acting, listId: number): Promise<boolean> =>
	await acting
		.change(del`/addressbooks/${listId}`, {
			repeatable: true,
			confirmed: saysResult,
			nothingFound: ({ status, code }) => status === 404 && code === 213,
		})
		.then(
			() => true,
			(error: unknown) => {
				if (error instanceof ApiFailure) return false;
				throw error;
			},
		);
