import type { SandboxState } from '../state.mts';
import type { Letter } from './mails.mts';

const SHOP = { email: 'hello@shop.example', name: 'Holm & Sons' };

/** A few e-mails of the past, who has unsubscribed, and domains. Senders have to be there. */
export function seedSmtp({ smtp, relay, fates }: SandboxState): void {
	smtp.domains.add('shop.example', true);
	smtp.domains.add('lab.example');
	const letters: Array<readonly [at: number, letter: Partial<Letter> & Pick<Letter, 'to'>]> = [
		[
			Date.UTC(2025, 8, 1, 8, 12),
			{
				to: [{ email: 'anna.lindstrom@mail.example', name: 'Anna Lindström' }],
				subject: 'Your order 1042',
				html: page('Thank you, Anna', 'Your order 1042 is on its way.', 'orders/1042'),
				text: 'Thank you, Anna. Your order 1042 is on its way.',
				attachments: [{ name: 'invoice-1042.pdf', bytes: 48_213 }],
			},
		],
		[
			Date.UTC(2025, 8, 2, 14, 40),
			{
				to: [{ email: 'dmytro@mail.example', name: 'Дмитро Шевченко' }],
				cc: [{ email: 'jonas.holm@shop.example', name: 'Jonas Holm' }],
				subject: 'Підтвердження замовлення 1043',
				html: page('Дякуємо!', 'Замовлення 1043 прийнято.', 'orders/1043'),
			},
		],
		[
			Date.UTC(2025, 8, 3, 9, 5),
			{
				to: [{ email: 'nobody@gone.example', name: null }],
				subject: 'Reset your password',
				html: page('Reset your password', 'The link is good for an hour.', 'password'),
			},
		],
		[
			Date.UTC(2025, 8, 4, 17, 30),
			{
				to: [{ email: 'niamh@mail.example', name: "Niamh O'Hara" }],
				subject: 'Your appointment on Monday',
				text: 'Monday, 9 o’clock, at our shop in Berlin.',
			},
		],
	];
	fates.decide('nobody@gone.example', { delivery: 'hardBounce' });
	fates.decide('dmytro@mail.example', { delivery: 'delivered', opens: 1, clicks: 1 });
	for (const [at, letter] of letters) {
		const nobody = { replyTo: null, cc: [], bcc: [], attachments: [] };
		relay.replay({ from: SHOP, ...nobody, subject: '', html: null, text: null, ...letter }, at);
	}
	const { unsubscribed } = smtp;
	unsubscribed.add('stop@mail.example', Date.UTC(2025, 7, 20, 11), { byLink: true });
	unsubscribed.add('complaints@mail.example', Date.UTC(2025, 7, 25, 16, 4), {
		byUser: true,
		complained: true,
		comment: 'Asked us never to write again',
	});
}

const page = (title: string, said: string, path: string) =>
	`<!doctype html><html><head><meta charset="utf-8"></head><body><h1>${title}</h1><p>${said}</p><p><a href="https://shop.example/${path}">Open in the shop</a></p></body></html>`;
