/** An e-mail for each of many items, at the pace that SendPulse allows an account. In virtual time. */
import '../../../engine/virtualTime.mts';
import { Bench, numbered, run } from '../../../engine/bench.mts';

test('a thousand leave at ten a second, each once', async () => {
	const bench = await Bench.start();
	const { mails } = bench.sandbox.state.smtp;
	const known = mails.all().length;
	const began = Date.now();

	const { json, error } = await run(
		bench.byKey(),
		'email',
		'send',
		{
			senderName: 'Holm & Sons',
			senderEmail: 'hello@shop.example',
			toEmail: '={{ "c" + $json.n + "@mail.example" }}',
			subject: '=Order {{ $json.n }}',
			html: '<p>Thank you</p>',
		},
		{ node: 'SendPulseSmtp', items: numbered(1_000) },
	);

	expect(error).toBeUndefined();
	const wanted = numbered(1_000).map(({ n }) => `Order ${n}`);
	expect(json.map(({ success, subject }) => [success, subject])).toEqual(
		wanted.map((subject) => [true, subject]),
	);
	const sent = mails.all().slice(known);
	expect(sent.map(({ subject }) => subject).sort()).toEqual(wanted.sort());
	expect(sent.map(({ id }) => id).sort()).toEqual(json.map(({ id }) => id).sort());
	const seconds = (Date.now() - began) / 1_000;
	expect(seconds).toBeGreaterThanOrEqual(95);
	expect(seconds).toBeLessThanOrEqual(125);
	expect(bench.requests).toHaveLength(1_000);
});
