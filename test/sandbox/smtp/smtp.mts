/** What tests of the SMTP service send. */
import type { Fate } from '../../../sandbox/index.mts';
import type { Bench } from '../client.mts';

export const base64 = (text: string) => Buffer.from(text).toString('base64');

export const HTML = '<p>Hello</p><p><a href="https://shop.example/a?b=1&amp;c=2">Look</a></p>';

/** An e-mail as the documents show it. */
export const letter = (changes: Record<string, unknown> = {}) => ({
	html: base64(HTML),
	text: 'Hello',
	subject: 'Your order',
	from: { name: 'Holm & Sons', email: 'hello@shop.example' },
	to: [{ name: 'Anna', email: 'anna@mail.example' }],
	...changes,
});

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

/** Sends an e-mail, and gives its id. */
export async function send(bench: Bench, changes: Record<string, unknown> = {}): Promise<string> {
	const { json } = await bench.post('/smtp/emails', { email: letter(changes) });
	return json.id;
}

/** What an address does, and nothing else. */
export const decide = ({ sandbox }: Bench, email: string, fate: Partial<Fate> = {}) =>
	sandbox.state.fates.decide(email, {
		delivery: 'delivered',
		opens: 0,
		clicks: 0,
		leaves: null,
		complains: false,
		taste: 0,
		...fate,
	});

/** Lets all happen that follows from what was sent. */
export const pass = ({ clock }: Bench, ms = 60_000) => clock.advance(ms);
