/** What tests of the SMS service send. */
import type { Fate } from '../../../sandbox/index.mts';
import type { Bench } from '../client.mts';

export const STEP = 3_000;

export const refusal = (message: string, code = 422, status = 422) => [
	status,
	{ message, error_code: code },
];

/** Status and body of an answer. */
export async function call(bench: Bench, method: string, path: string, body?: unknown) {
	bench.clock.advance(200);
	const { status, json } = await bench.call(method, path, { body });
	return [status, json];
}

/** What becomes of a number's messages. */
export const decide = (
	{ sandbox }: Bench,
	phone: string,
	delivery: Fate['delivery'] = 'delivered',
) => sandbox.state.fates.decide(phone, { delivery });

/** A list with numbers, each checked and active. */
export function listWith(bench: Bench, phones: readonly string[], name = 'Numbers') {
	const list = bench.sandbox.state.lists.create(name);
	for (const phone of phones) {
		decide(bench, phone);
		list.phoneBook.add(phone, 0);
	}
	return list;
}
