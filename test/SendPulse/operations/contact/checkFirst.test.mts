/** Adding contacts who are looked at first, in the sandbox. */
import { Account } from '../../mailingLists.mts';
import type { IDataObject } from 'n8n-workflow';

let account: Account;
afterEach(async () => await account.close());
const setUp = async () =>
	(account = await Account.with(
		{
			shop: {
				people: [
					{ email: 'known@x.example' },
					{ email: 'asked@x.example', status: 2 },
					{ email: 'left@x.example', status: 4 },
					{ email: 'gone@x.example', status: 14 },
				],
			},
			other: {
				people: [
					{ email: 'all@x.example', status: 6 },
					{ email: 'bad@x.example', status: 11 },
					{ email: 'new@x.example', status: 4 },
				],
			},
		},
		{ blacklist: ['Black@x.example'] },
	));
const addAll = async (emails: string[], options: IDataObject = {}) =>
	await account.run(
		'contact',
		'add',
		{
			mailingListId: account.id('shop'),
			email: '={{ $json.email }}',
			options: { checkFirst: true, ...options },
		},
		{ items: emails.map((one) => ({ email: `${one}@x.example` })) },
	);
const outcomes = (json: IDataObject[]) =>
	Object.fromEntries(
		json.map(({ email, success, outcome, reason }) => [
			String(email).split('@')[0],
			[success, outcome, reason],
		]),
	);
const NO = {
	left: [false, 'unsubscribed', 'unsubscribed'],
	gone: [false, 'blocked', 'undeliverable'],
	all: [false, 'unsubscribed', 'unsubscribedFromAll'],
	bad: [false, 'blocked', 'blocked'],
	black: [false, 'blacklisted', 'blacklisted'],
};

test('says what became of each, and sends nobody who said no', async () => {
	await setUp();
	const everybody = ['new', 'known', 'asked', ...Object.keys(NO)];
	const { json, hints } = await addAll(everybody);
	expect(outcomes(json)).toEqual({
		new: [true, 'added', undefined],
		known: [true, 'updated', undefined],
		asked: [true, 'updated', undefined],
		...NO,
	});
	expect(account.counted).toEqual({
		'GET /blacklist': 1,
		'POST /emails': 1,
		'POST /shop/emails': 1,
	});
	expect(Object.keys(account.contents('shop'))).toHaveLength(5);
	expect(hints.join()).toContain(
		'5 of them were left out, because they said no: 1 unsubscribed, 1 undeliverable, 1 unsubscribedFromAll, 1 blocked, 1 blacklisted.',
	);
});

test('nothing leaves where all of them said no, in a preview as well', async () => {
	await setUp();
	const shown = await addAll(Object.keys(NO), { preview: true });
	expect(outcomes(shown.json)).toEqual(NO);
	expect(shown.json[0].preview).toBe(true);
	expect(outcomes((await addAll(Object.keys(NO))).json)).toEqual(NO);
	expect(account.requests).not.toContain('POST /shop/emails');
});

test('with Double Opt-In and with Keep Existing', async () => {
	await setUp();
	account.sandbox.state.senders.add({ email: 'a@shop.example', name: 'A', activated: true });
	const optIn = {
		doubleOptIn: true,
		senderEmail: 'a@shop.example',
		confirmationLanguage: 'en',
	};
	expect(outcomes((await addAll(['new', 'known', 'asked', 'left'], optIn)).json)).toEqual({
		new: [true, 'confirmationSent', undefined],
		known: [true, 'updated', undefined],
		asked: [true, 'confirmationSent', undefined],
		left: NO.left,
	});
	const { json } = await addAll(['known'], { keepExisting: true });
	expect(outcomes(json)).toEqual({ known: [true, 'unchanged', undefined] });
});

test('a request more for each hundred; without it none', async () => {
	await setUp();
	const emails = Array.from({ length: 250 }, (_, n) => `p${n}`);
	await addAll(emails);
	expect(account.counted).toEqual({
		'GET /blacklist': 1,
		'POST /emails': 3,
		'POST /shop/emails': 3,
	});
	await addAll(['known'], { checkFirst: false });
	expect(account.requests).toHaveLength(8);
});
