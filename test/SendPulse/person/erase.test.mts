/** A person is erased, and nobody else; what the receipt says is so. */
import { personalAccount, writesAmong, type Account } from './account.mts';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { FaultRule } from '../../../sandbox/index.mts';
import { disagreements, schemaOf } from '../../schema.mts';

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
	expect(receipt.erasedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
	expect(receipt.notErasable).toHaveLength(7);
	expect(result.hints).toEqual([]);
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

test.each(['preview', 'apply'])('of whom nothing is found is told: %s', async (mode) => {
	const account = await withAnn();
	const { hints, json } = await account.run('erase', { email: 'an@x.example', mode });
	expect(json).toMatchObject([{ steps: [] }]);
	expect(hints).toContain(
		'Nothing was found of this address in the chosen places. Unless that was erased before, check how it is written.',
	);
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
		await account.run('erase', { ...apply, email: JOANN.toUpperCase() });
		expect(account.places(JOANN)).toEqual({});
		// Chatbots find values as they are written: asked for as it is written there, it is found.
		await account.run('erase', { ...apply, email: 'Ann@X.example' });
		expect(account.places('ann@x.example')).toEqual({});
	});

	test('is hidden by a CRM that tells upper from lower case, or shows a hundred at once', async () => {
		const account = await personalAccount({ crmEmailSearch: 'asStored' });
		const { crm } = account.sandbox.state;
		for (let count = 0; count < 104; count++) {
			crm.addEmail(crm.addContact({ firstName: `Ann ${count}` }), 'ann@x.example');
		}
		crm.addEmail(crm.addContact({ firstName: 'Big' }), 'Ann@X.example');
		account.add(JOANN);
		const { json } = await account.run('erase', {
			...{ ...apply, email: 'Ann@X.example', places: 'crm' },
		});
		expect(json).toMatchObject([{ complete: true, verified: { crm: true } }]);
		expect(crm.contacts.all().map(({ emails }) => emails[0]?.email)).toEqual([JOANN]);
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

	test.each(['preview', 'apply'])('and none of them stays: it is deleted (%s)', async (mode) => {
		const { account, contact, crm } = await setUp();
		const parameters = { ...apply, mode, email: '={{ $json.email }}', places: 'crm' };
		const { json } = await account.run(
			'erase',
			{ ...parameters, options: { crmAction: 'removeEmail' } },
			{ items: [{ email: ANN }, { email: JOANN.toUpperCase() }] },
		);
		// The other address has a contact of its own as well.
		const expected = [['crm delete'], ['crm delete', 'crm delete']];
		expect(json.map((receipt) => actions(receipt as never))).toEqual(expected);
		expect(crm.contacts.get(contact.id) === undefined).toBe(mode === 'apply');
		expect(json.map(({ complete }) => complete)).toEqual([mode === 'apply', mode === 'apply']);
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

	test('keep it where mailing lists are not among the places', async () => {
		const account = await withAnn();
		account.sandbox.state.blacklist.add(ANN);
		const parameters = { ...apply, places: 'crm,courses', suppression: 'remove' };
		const { error } = await account.run('erase', parameters);
		expect(error?.message).toMatch(/needs 'Mailing Lists' among the 'Places'/);
		expect(account.asked()).toEqual([]);
		expect(isOn(account)).toEqual([true, false]);
	});

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
test.each<[string, string, number, object]>([
	["a proxy's 404", '/crm/**', 404, { message: 'Not Found' }],
	["a firewall's 403", '/crm/**', 403, { message: 'Forbidden' }],
	['a key that may not', '/crm/**', 403, { message: 'Unauthorized action', error_code: 800 }],
	['what refuses mailing lists', '/emails', 403, { message: 'No access', error_code: 403 }],
])('%s does not say that the account lacks a place', async (_, path, status, body) => {
	const account = await withAnn();
	account.sandbox.faults.add({ kind: 'refused', match: { path }, status, body });
	const receipt = receiptIn(
		await account.run('erase', { ...apply, options: { onIncomplete: 'item' } }),
	);
	expect(receipt).toMatchObject({ complete: false, notAvailable: [] });
});

describe('a step that fails', () => {
	const refuseStudents = ({ sandbox }: Account) =>
		sandbox.faults.add({
			kind: 'refused',
			match: { method: 'DELETE', path: '/edu/**' },
			status: 422,
			body: { message: `${ANN.toUpperCase()} has an unpaid bill`, error_code: 422 },
		});

	test('does not stop the others, and the item fails after all of them', async () => {
		const account = await withAnn();
		refuseStudents(account);
		const { error, json } = await account.run('erase', apply);
		const student = account.sandbox.state.school.all().find(({ email }) => email === ANN)!;
		const [customers, news] = account.sandbox.state.lists.all().map(({ id }) => id);
		expect(json).toEqual([]);
		expect(error?.message).toMatch(
			new RegExp(
				`^The erasure is not complete\\. Done: mailing list ${customers}, mailing list ${news}, CRM contact \\d+, chatbot contact \\w+, chatbot contact \\w+\\. Not done: student ${student.id} \\(.*the address has an unpaid bill.*\\)\\. Run this again to do the rest\\. By then 0 of 1 people had been erased completely\\.$`,
			),
		);
		const { message, description } = error as unknown as Record<string, unknown>;
		expect([message, description].map(String).join(' ')).not.toMatch(/ann@x/i);
		expect(account.logged()).not.toMatch(/ann@x/i);
		expect(account.places(ANN)).toEqual({ courses: 1 });
		account.sandbox.faults.clear();
		const again = receiptIn(await account.run('erase', apply));
		expect(actions(again)).toEqual(['courses delete']);
		expect(again.complete).toBe(true);
	});

	test('gives the receipt all the same, where that is wanted', async () => {
		const account = await withAnn();
		refuseStudents(account);
		const options = { onIncomplete: 'item' };
		const { complete, erasedAt, steps, verified } = receiptIn(
			await account.run('erase', { ...apply, options }),
		);
		expect({ complete, erasedAt, verified }).toEqual({
			complete: false,
			erasedAt: null,
			verified: { ...TRUE, courses: false },
		});
		expect(steps.filter(({ done }) => !done)).toEqual([
			expect.objectContaining({
				place: 'courses',
				message: expect.stringContaining('the address has an unpaid bill') as string,
			}),
		]);
	});

	test('ends the run with its person, unless the user wants to go on', async () => {
		const account = await personalAccount();
		const people = Array.from({ length: 60 }, (_, n) => ({ email: `p${n}@x.example` }));
		account.add('p0@x.example');
		account.sandbox.faults.add({ kind: 'refused', match: { method: 'DELETE', path: '/edu/**' } });
		const parameters = { ...apply, email: '={{ $json.email }}' };
		const { error } = await account.run('erase', parameters, { items: people });
		expect(error?.message).toMatch(
			/^Item 1: The erasure .* of 60 people had been erased completely\.$/,
		);
		const { json } = await account.run('erase', parameters, {
			items: people,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(json.map(({ complete }) => complete)).toEqual([
			undefined,
			...people.slice(1).map(() => true),
		]);
	});

	test('begins nobody further, and goes through with whom it has begun', async () => {
		const account = await personalAccount();
		const people = Array.from({ length: 240 }, (_, n) => ({ email: `p${n}@x.example` }));
		account.add('p0@x.example');
		account.sandbox.faults.add({ kind: 'refused', match: { method: 'DELETE' } });
		const parameters = { ...apply, email: '={{ $json.email }}', places: 'mailingLists' };
		const proofs = () => account.asked().filter((one) => one === 'POST /emails').length;
		await account.run('erase', parameters, { items: people });
		expect(proofs()).toBeLessThan(200);
		const settings = { onError: 'continueRegularOutput' } as const;
		await account.run('erase', parameters, { items: people, settings });
		expect(proofs()).toBeGreaterThanOrEqual(240);
	});

	test.each(['/viber/chatbots/**', '/viber/chatbots/contacts/getByVariable'])(
		'to look in a place makes the receipt incomplete, and hides nothing elsewhere (%s)',
		async (path) => {
			const account = await withAnn();
			account.sandbox.faults.add({ kind: 'error500', match: { path } });
			const options = { onIncomplete: 'item' };
			const receipt = receiptIn(await account.run('erase', { ...apply, options }));
			expect(receipt).toMatchObject({ complete: false, verified: { ...TRUE, chatbots: false } });
			expect(receipt.steps.at(-1)).toMatchObject({
				place: 'chatbots',
				action: 'search',
				done: false,
			});
			expect(account.places(ANN)).toEqual({ chatbots: 1 });
			account.sandbox.faults.clear();
			await account.run('erase', apply);
			expect(account.places(ANN)).toEqual({});
		},
	);

	test('that ends all ends the run before anything is done', async () => {
		const account = await withAnn();
		account.sandbox.faults.add({ kind: 'unauthorized', match: { path: '/crm/**' } });
		const { error } = await account.run('erase', { ...apply, options: { onIncomplete: 'item' } });
		expect(error?.message).toMatch(
			/did not accept the credential.*Nothing was changed\.$|By then 0 of 1/,
		);
		expect(account.places(ANN)).toEqual(EVERYWHERE);
	});
});

test('a deletion whose answer was lost is looked after', async () => {
	const account = await withAnn();
	account.sandbox.faults.add({
		kind: 'page502',
		match: { method: 'DELETE', path: '/crm/**' },
		acted: true,
		times: 8,
	});
	const receipt = receiptIn(await account.run('erase', apply));
	expect(receipt.complete).toBe(true);
	expect(receipt.steps.filter(({ place }) => place === 'crm')).toEqual([
		expect.objectContaining({ done: true }),
	]);
	expect(account.places(ANN)).toEqual({});
});

test('of a deletion whose answer was lost each list has its own line', async () => {
	const account = await withAnn();
	const [customers, news] = account.sandbox.state.lists.all();
	const isDeletion = (one: string) => one === `DELETE /emails/${ANN}`;
	const lists = { ...apply, places: 'mailingLists', options: { onIncomplete: 'item' } };
	// Each of its attempts fails, and meanwhile the address goes from one of the lists.
	account.sandbox.faults.add({ kind: 'page502', match: { method: 'DELETE', path: '/emails/*' } });
	const running = account.run('erase', lists);
	while (!account.asked().some(isDeletion)) await new Promise(setImmediate);
	customers!.contacts.remove(ANN);
	const receipt = receiptIn(await running);
	expect(receipt).toMatchObject({ complete: false, verified: { mailingLists: false } });
	expect(receipt.steps).toEqual([
		expect.objectContaining({
			id: customers!.id,
			done: true,
			message: "SendPulse's answer was lost; it is not there any more.",
		}),
		expect.objectContaining({
			id: news!.id,
			done: false,
			message: "SendPulse's answer was lost; it is still there.",
		}),
	]);
});

test('what SendPulse says to have deleted, and still shows, is not called done', async () => {
	const account = await withAnn();
	account.sandbox.faults.add({
		kind: 'falseResult',
		body: {},
		match: { method: 'DELETE', path: '/crm/**' },
	});
	const options = { onIncomplete: 'item' };
	const { complete, steps } = receiptIn(
		await account.run('erase', { ...apply, places: 'crm', options }),
	);
	expect(complete).toBe(false);
	expect(steps).toMatchObject([
		{ done: false, message: 'SendPulse said that it was done, and still shows it.' },
	]);
});

/** What may befall any request. */
const faults = fc.record({
	kind: fc.constantFrom(
		'reset',
		'error500',
		'page502',
		'truncated',
		'empty',
		'falseResult',
		'refused',
		'unauthorized',
	),
	path: fc.constantFrom(
		'/emails',
		'/emails/*',
		'/emails/*/details',
		'/crm/**',
		'/edu/**',
		'/telegram/**',
		'/viber/**',
		'/**/contacts/delete',
		'/blacklist',
		'/smtp/**',
		'/**',
	),
	after: fc.nat(6),
	times: fc.constantFrom(1, 2, 5, 40),
	acted: fc.boolean(),
});

test('whatever befalls the requests: a receipt that says complete is true, and running again finishes', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(faults, { minLength: 1, maxLength: 3 }),
			fc.constantFrom('keep', 'add', 'remove'),
			async (mischief, suppression) => {
				const account = await withAnn();
				const { state, faults: planned } = account.sandbox;
				if (suppression === 'remove') state.blacklist.add(ANN);
				for (const { path, ...rule } of mischief) {
					planned.add({ ...rule, match: { path } } as FaultRule);
				}
				const parameters = { ...apply, suppression, options: { onIncomplete: 'item' } };
				const { json, error } = await account.run('erase', parameters);
				const receipt = json[0] as Receipt | undefined;
				expect(receipt ?? error).toBeDefined();
				if (receipt?.complete) {
					const lacking = (receipt.notAvailable as IDataObject[]).map(({ place }) => place);
					const left = Object.keys(account.places(ANN));
					const named: Record<string, string> = { lists: 'mailingLists' };
					for (const place of left) expect(lacking).toContain(named[place] ?? place);
					for (const { done } of receipt.steps) expect(done).toBe(true);
					if (suppression === 'add') expect(state.blacklist.has(ANN)).toBe(true);
				} else if (suppression === 'remove' && Object.keys(account.places(ANN)).length > 0) {
					// Whoever is still there must not get e-mails again.
					expect(state.blacklist.has(ANN)).toBe(true);
				}
				planned.clear();
				const again = receiptIn(await account.run('erase', parameters));
				expect(again.complete).toBe(true);
				expect(account.places(ANN)).toEqual({});
				expect(state.blacklist.has(ANN)).toBe(suppression === 'add');
				expect(account.places(JOANN)).toEqual(EVERYWHERE);
				expect(account.logged()).not.toMatch(/ann@x/i);
				await account.sandbox.close();
			},
		),
		{ numRuns: 25, seed: 2026 },
	);
}, 120_000);
