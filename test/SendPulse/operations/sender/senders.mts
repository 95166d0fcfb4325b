/** What the tests of what is done to one sender share. */
import type { IDataObject } from 'n8n-workflow';
import { answering, locator, refuses, type Answer, type Arrived } from '../../../api.mts';
import { goesOnAfterFailures, takesAddresses, type Sample } from '../../suites.mts';

export const SENDER = 'sender@example.com';
export const CODE = '50405325fdbb31e79759e7b8ae305ef75';

/** SendPulse repeats the address when it mails or takes a code. */
export const CONFIRMED: Answer = { status: 200, body: { result: true, email: SENDER } };

export const NO_SENDER =
	"There is no such sender, or it is not activated. Use a sender that is activated in SendPulse (Service Settings > Sender's email addresses).";

export function takesSenders(sample: Sample): void {
	const { operation, parameters, request, answer } = sample;

	takesAddresses(sample, { name: 'senderEmail', label: 'Sender' });

	test.each<[string, unknown]>([
		['text with spaces', ` ${SENDER} `],
		['picked entry', locator(SENDER)],
		['entered address', locator(SENDER, 'id')],
		['expression', '={{ $json.from }}'],
		['expression in the locator', locator('={{ $json.from }}', 'id')],
	])('takes a sender as %s', async (_, senderEmail) => {
		const api = answering(answer);
		const { error } = await operation.run(
			{ ...parameters, senderEmail: senderEmail as string },
			{ items: [{ from: SENDER }] },
		);
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([request]);
	});
}

export function goesOnWithOtherSenders(
	sample: Sample,
	isRefused: (request: Arrived) => boolean,
	[code, words, text]: [number, string, string] = [704, 'Sender not found', NO_SENDER],
): void {
	goesOnAfterFailures(sample, {
		name: 'senderEmail',
		values: { good: SENDER, wrong: 'sender', refused: 'nobody@example.com' },
		isRefused,
		refusal: refuses(422, code, words),
		texts: {
			wrong: "'Sender' is not an e-mail address: 'sender'. Correct it or leave this item out.",
			refused: `${text} SendPulse says: ${words} (code ${code}).`,
		},
	});
}

export const emailOf = ({ body }: Arrived) => (body as IDataObject).email;
