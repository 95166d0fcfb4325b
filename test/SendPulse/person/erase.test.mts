/** A person is erased, and nobody else; what the receipt says is so. */
import type { IDataObject } from 'n8n-workflow';
import { disagreements, schemaOf } from '../../schema.mts';
import { personalAccount, writesAmong, type Account } from './account.mts';

const ANN = 'ann@x.example';
const JOANN = 'joann@x.example';
const EVERYWHERE = { lists: 2, crm: 1, courses: 1, chatbots: 2 };
const apply = { email: ANN, mode: 'apply' };
const TRUE = { mailingLists: true, crm: true, courses: true, chatbots: true };

interface Receipt extends IDataObject {
	complete: boolean;
	steps: Array<IDataObject & { place: string; action: string; done: boolean }>;
	verified: Record<string, boolean | null>;
}

const receiptIn = ({ json }: { json: IDataObject[] }) => json[0] as Receipt;
const actions = ({ steps }: Receipt) => steps.map(({ place, action }) => `${place} ${action}`);

async function withAnn(setup = {}): Promise<Account> {
	const account = await personalAccount(setup);
	account.add(ANN);
	account.add(JOANN);
	return account;
}

test('erases everywhere, looks again, and gives the receipt', async () => {
	const account = await withAnn();
	const result = await account.run('erase', apply);
	expect(result.error).toBeUndefined();
	const receipt = receiptIn(result);
	expect(receipt).toMatchObject({
		email: ANN,
		preview: false,
		complete: true,
		suppression: 'keep',
		places: ['mailingLists', 'crm', 'courses', 'chatbots'],
		verified: TRUE,
		notAvailable: [],
	});
	expect(new Date(String(receipt.erasedAt)).getTime()).toBeLessThanOrEqual(Date.now());
	expect(receipt.notErasable).toHaveLength(6);
	const [customers] = account.sandbox.state.lists.all();
	expect(receipt.steps).toEqual([
		{
			place: 'mailingLists',
			what: 'mailingList',
			id: customers!.id,
			name: 'Customers',
			action: 'delete',
			done: true,
		},
		expect.objectContaining({ place: 'mailingLists', name: 'News', done: true }),
		expect.objectContaining({ place: 'crm', what: 'contact', name: 'Ann Lee', done: true }),
		expect.objectContaining({ place: 'courses', what: 'student', name: 'Ann Lee', done: true }),
		expect.objectContaining({ place: 'chatbots', channel: 'telegram', done: true }),
		expect.objectContaining({
			place: 'chatbots',
			channel: 'viber',
			bot: 'Shop on viber',
			done: true,
		}),
	]);
	expect(account.places(ANN)).toEqual({});
	expect(account.places(JOANN)).toEqual(EVERYWHERE);
	expect(writesAmong(account.asked())).toHaveLength(5);
	const schema = schemaOf('SendPulse', 'emailAddress', 'erase');
	const undeclared = disagreements(schema, result.json).filter((text) => !/ never /.test(text));
	expect(undeclared).toEqual([]);
	expect(account.logged()).not.toMatch(/ann@x/i);
});

test('a preview has the same steps, none of them done, and changes nothing', async () => {
	const account = await withAnn();
	const preview = await account.run('erase', { email: ANN, mode: 'preview' });
	const shown = receiptIn(preview);
	expect(writesAmong(account.asked())).toEqual([]);
	expect(account.places(ANN)).toEqual(EVERYWHERE);
	expect(shown).toMatchObject({ preview: true, complete: false, erasedAt: null });
	expect(Object.values(shown.verified)).toEqual([null, null, null, null]);
	expect(preview.hints).toEqual([
		"This is a preview: nothing was erased. Set 'Mode' to Apply to erase.",
	]);
	const real = receiptIn(await account.run('erase', apply));
	expect(shown.steps).toEqual(real.steps.map((step) => ({ ...step, done: false })));
	expect(Object.keys(shown)).toEqual(Object.keys(real));
});

describe('nobody else', () => {
	test('is found by a part of an address, by its case, or by another field', async () => {
		const account = await personalAccount();
		const { state } = account.sandbox;
		for (const email of ['Ann@X.example', JOANN, 'ann@x.example.org', 'ann@x.exam']) {
			account.add(email);
		}
		// A contact that is called so, and has another address.
		const named = state.crm.addContact({ firstName: ANN, lastName: ANN });
		state.crm.addEmail(named, 'other@x.example');
		const { complete } = receiptIn(await account.run('erase', apply));
		expect(complete).toBe(true);
		expect(account.places('ann@x.example')).toEqual({ chatbots: 2 });
		expect([JOANN, 'ann@x.example.org', 'ann@x.exam'].map(account.places)).toEqual([
			EVERYWHERE,
			EVERYWHERE,
			EVERYWHERE,
		]);
		expect(state.crm.contacts.get(named.id)).toBeDefined();
		// Chatbots find values as they are written: asked for as it is written there, it is found.
		await account.run('erase', { ...apply, email: 'Ann@X.example' });
		expect(account.places('ann@x.example')).toEqual({});
	});

	test('many people at once, each by its own', async () => {
		const account = await personalAccount();
		const people = Array.from({ length: 8 }, (_, n) => `p${n}@x.example`);
		people.forEach((one) => account.add(one));
		account.add(`p${8}@x.example`);
		const { items } = await account.run(
			'erase',
			{ ...apply, email: '={{ $json.email }}' },
			{ items: [...people, people[0]!.toUpperCase()].map((email) => ({ email })) },
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(items.map(({ json }) => json.complete)).toEqual(items.map(() => true));
		expect(people.map(account.places)).toEqual(people.map(() => ({})));
		expect(account.places('p8@x.example')).toEqual(EVERYWHERE);
	});
});

test('whoever is nowhere is erased, and running it again finds nothing', async () => {
	const account = await withAnn();
	await account.run('erase', apply);
	const again = receiptIn(await account.run('erase', apply));
	expect(again).toMatchObject({ complete: true, steps: [], verified: TRUE });
	expect(writesAmong(account.asked())).toEqual([]);
});

test('only the chosen places', async () => {
	const account = await withAnn();
	const receipt = receiptIn(await account.run('erase', { ...apply, places: 'crm,courses' }));
	expect(receipt.verified).toEqual({ ...TRUE, mailingLists: null, chatbots: null });
	expect(account.places(ANN)).toEqual({ lists: 2, chatbots: 2 });
	const { error } = await account.run('erase', { ...apply, places: '={{ [] }}' });
	expect(error?.message).toBe("'Places' is empty. Choose at least one. Nothing was sent.");
});

describe('a CRM contact with other addresses', () => {
	const setUp = async () => {
		const account = await withAnn();
		const { crm } = account.sandbox.state;
		const contact = crm.contacts.all().find(({ emails }) => emails[0]?.email === ANN)!;
		for (const other of [JOANN, 'ANN@x.example']) crm.addEmail(contact, other);
		return { account, contact, crm };
	};

	test('is deleted', async () => {
		const { account, contact, crm } = await setUp();
		await account.run('erase', apply);
		expect(crm.contacts.get(contact.id)).toBeUndefined();
	});

	test('may stay, without the address', async () => {
		const { account, contact, crm } = await setUp();
		const options = { crmAction: 'removeEmail' };
		const receipt = receiptIn(await account.run('erase', { ...apply, options }));
		expect(receipt.complete).toBe(true);
		expect(actions(receipt).filter((one) => one.startsWith('crm'))).toEqual([
			'crm removeAddress',
			'crm removeAddress',
		]);
		expect(crm.contacts.get(contact.id)!.emails.map(({ email }) => email)).toEqual([JOANN]);
	});

	test('and one without others is deleted all the same', async () => {
		const account = await withAnn();
		const options = { crmAction: 'removeEmail' };
		const receipt = receiptIn(await account.run('erase', { ...apply, options }));
		expect(actions(receipt)).toContain('crm delete');
		expect(account.places(ANN)).toEqual({});
	});
});

describe('the lists of those who get nothing', () => {
	const isOn = ({ sandbox: { state } }: Account) => [
		state.blacklist.has(ANN),
		state.smtp.unsubscribed.has(ANN),
	];

	test('stay as they are', async () => {
		const account = await withAnn();
		account.sandbox.state.blacklist.add(ANN);
		await account.run('erase', apply);
		expect(isOn(account)).toEqual([true, false]);
		expect(account.asked().filter((one) => /blacklist|smtp/.test(one))).toEqual([]);
	});

	test('take it first, with the comment', async () => {
		const account = await withAnn();
		const parameters = { ...apply, suppression: 'add', options: { comment: 'Request 117' } };
		const receipt = receiptIn(await account.run('erase', parameters));
		expect(isOn(account)).toEqual([true, true]);
		expect(account.sandbox.state.blacklist.all()[0]!.comment).toBe('Request 117');
		expect(actions(receipt).slice(0, 3)).toEqual([
			'blacklist add',
			'smtpUnsubscribeList add',
			'mailingLists delete',
		]);
		expect(writesAmong(account.asked()).slice(0, 3)).toEqual([
			'POST /blacklist',
			'POST /smtp/unsubscribe',
			`DELETE /emails/${ANN}`,
		]);
		const again = receiptIn(await account.run('erase', parameters));
		expect(again.steps.map(({ done, message }) => [done, message])).toEqual([
			[true, 'It is there already.'],
			[true, 'It is there already.'],
		]);
		expect(writesAmong(account.asked())).toEqual([]);
	});

	test.each(['refuse', 'ignore'] as const)(
		'give it back last, where it is on them (%s)',
		async (unknownBlacklisted) => {
			const account = await withAnn({ unknownBlacklisted });
			const { blacklist, smtp } = account.sandbox.state;
			blacklist.add(ANN);
			blacklist.add(JOANN);
			smtp.unsubscribed.add(ANN, 0, { byUser: true });
			const receipt = receiptIn(await account.run('erase', { ...apply, suppression: 'remove' }));
			expect(receipt.complete).toBe(true);
			expect(isOn(account)).toEqual([false, false]);
			expect(blacklist.has(JOANN)).toBe(true);
			expect(actions(receipt).slice(-2)).toEqual([
				'blacklist remove',
				'smtpUnsubscribeList remove',
			]);
			expect(writesAmong(account.asked()).slice(-2)).toEqual([
				'DELETE /blacklist',
				'DELETE /smtp/unsubscribe',
			]);
			const again = receiptIn(await account.run('erase', { ...apply, suppression: 'remove' }));
			expect(again).toMatchObject({ complete: true, steps: [] });
		},
	);

	test('keep it where not all else is erased: it would get e-mails again', async () => {
		const account = await withAnn();
		account.sandbox.state.blacklist.add(ANN);
		account.sandbox.faults.add({
			kind: 'falseResult',
			match: { method: 'DELETE', path: '/emails/*' },
		});
		const parameters = { ...apply, suppression: 'remove', options: { onIncomplete: 'item' } };
		const receipt = receiptIn(await account.run('erase', parameters));
		expect(isOn(account)).toEqual([true, false]);
		expect(receipt.complete).toBe(false);
		expect(receipt.steps.at(-1)).toMatchObject({
			place: 'blacklist',
			done: false,
			message: 'Left as it is until all else is erased.',
		});
	});
});

describe('a place that the account lacks', () => {
	const lacks = (path: string, status: number) => ({ path, status });
	test.each([lacks('/crm/**', 403), lacks('/edu/**', 404), lacks('/**/bots', 403)])(
		'is no failure ($path)',
		async ({ path, status }) => {
			const account = await withAnn();
			const body = { message: 'Not in your plan', error_code: status };
			account.sandbox.faults.add({ kind: 'refused', match: { path }, status, body });
			const receipt = receiptIn(await account.run('erase', apply));
			const place = path.startsWith('/crm')
				? 'crm'
				: path.startsWith('/edu')
					? 'courses'
					: 'chatbots';
			expect(receipt.complete).toBe(true);
			expect(receipt.notAvailable).toEqual([
				{ place, reason: expect.stringContaining('Not in your plan') as string },
			]);
			expect(receipt.verified).toEqual({ ...TRUE, [place]: null });
			expect(Object.keys(account.places(ANN))).toEqual([place]);
		},
	);
});
