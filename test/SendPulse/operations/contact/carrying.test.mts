/**
 * Copying, moving, changing an address and adding with Check First, over accounts made up at random: nobody gets
 * e-mails who could not, nobody gets lost, whatever breaks in between, and run again it finishes. And what it costs.
 */
import { Account, type Contents, type ListOfPeople, type Person } from '../../mailingLists.mts';
import type { IDataObject } from 'n8n-workflow';
import { PATIENCE } from '../../../../nodes/engine/api/client';
import { randomFrom, type FaultRule } from '../../../../sandbox/faults.mts';
import type { NodeResult } from '../../../n8n.mts';

// What breaks for good is given up soon: how outages are waited out is tested elsewhere.
Object.assign(PATIENCE.run, { outageMs: 20_000, outageWaitMs: 5_000 });

type World = Record<'from' | 'to' | 'other', Contents>;
const LISTS = ['from', 'to', 'other'] as const;

const worldOf = (account: Account) =>
	Object.fromEntries(LISTS.map((list) => [list, account.contents(list)])) as World;

/** Said no to everything, in whichever list that stands. */
const GLOBAL = [6, 8, 10, 11, 12];

/** What is done, and to whom it may give e-mails: those who had them in that list of the one with whom it began. */
interface Work {
	name: string;
	run(account: Account): Promise<NodeResult>;
	/** Where somebody comes from who is new in a list: the place that has to be active; undefined for new people. */
	origin(email: string, list: string): [list: 'from' | 'to' | 'other', email: string] | undefined;
	/** Whether places are left, and for which others. */
	leaves?(list: string, email: string): [list: 'from' | 'to' | 'other', email: string];
}

const PEOPLE = Array.from({ length: 14 }, (_, n) => `p${n}@x.example`);
const newOf = (email: string) => email.replace('@', '.new@');
const items = PEOPLE.slice(0, 12).map((email) => ({ email, newEmail: newOf(email) }));

const transfer =
	(operation: string, more: IDataObject = {}) =>
	async (account: Account) =>
		await account.run(
			'contact',
			operation,
			{
				mailingListId: account.id('from'),
				targetMailingListId: account.id('to'),
				contacts: 'items',
				email: '={{ $json.email }}',
				whenExists: 'update',
				options: { batchSize: 5 },
				...more,
			},
			{ items, settings: { onError: 'continueRegularOutput' } },
		);

const works: Work[] = [
	{ name: 'copy', run: transfer('copy'), origin: (email) => ['from', email] },
	{
		name: 'move',
		run: transfer('move'),
		origin: (email) => ['from', email],
		leaves: (_, email) => ['to', email],
	},
	{
		name: 'move all, keeping those who are there',
		run: transfer('move', { contacts: 'all', whenExists: 'keep' }),
		origin: (email) => ['from', email],
		leaves: (_, email) => ['to', email],
	},
	{
		name: 'change',
		run: async (account) =>
			await account.run(
				'emailAddress',
				'change',
				{ email: '={{ $json.email }}', newEmail: '={{ $json.newEmail }}' },
				{ items: items.slice(0, 4), settings: { onError: 'continueRegularOutput' } },
			),
		origin: (email, list) => [list as 'from', email.replace('.new@', '@')],
		leaves: (list, email) => [list as 'from', newOf(email)],
	},
	{
		name: 'add with Check First',
		run: async (account) =>
			await account.run(
				'contact',
				'add',
				{
					mailingListId: account.id('to'),
					email: '={{ $json.email }}',
					options: { checkFirst: true, batchSize: 5 },
				},
				{ items, settings: { onError: 'continueRegularOutput' } },
			),
		origin: () => undefined,
	},
];

/** An account in which people are anything anywhere. */
async function madeUp(seed: number) {
	const random = randomFrom(seed);
	const pick = <T,>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
	const chance = (of: number) => random() < of;
	const listOf = (share: number): ListOfPeople => ({
		variables: { city: 'string', orders: 'number', born: 'date' },
		people: [...PEOPLE, ...PEOPLE.slice(0, 4).map(newOf)].flatMap((email): Person[] => {
			if (!chance(email.includes('.new') ? share / 3 : share)) return [];
			return [
				{
					email,
					status: chance(0.7) ? pick([0, 1]) : pick([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
					phone: chance(0.4) ? `38050${Math.floor(1_000_000 + random() * 8_999_999)}` : undefined,
					values: {
						...(chance(0.6) ? { city: pick(['Kyiv', 'Lviv']) } : {}),
						...(chance(0.6) ? { orders: Math.floor(random() * 9) } : {}),
						...(chance(0.4) ? { born: '1990-05-01' } : {}),
					},
				},
			];
		}),
	});
	const blacklist = [...PEOPLE, ...items.map(({ newEmail }) => newEmail)].filter(() =>
		chance(0.08),
	);
	const account = await Account.with(
		{ from: listOf(0.85), to: listOf(0.3), other: listOf(0.25) },
		{
			blacklist,
			phoneInLists: pick(['text', 'number', 'absent', 'filled', 'empty']),
			unknownAddress: pick(['refuse', 'empty']),
			emptyObjects: pick(['array', 'object']),
			missingContactStatus: pick([404, 422]),
		},
	);
	return { account, blacklist, random };
}

const isActive = (person?: Person) => person !== undefined && person.status! <= 1;

/** Nobody gets e-mails by it who could not before, or who said no to everything. */
function expectNobodyRevived(work: Work, before: World, after: World, blacklist: string[]): void {
	for (const list of LISTS) {
		for (const [email, person] of Object.entries(after[list])) {
			const was = before[list][email];
			if (was) expect([list, email, person.status]).toEqual([list, email, was.status]);
			if (was || !isActive(person)) continue;
			const origin = work.origin(email, list);
			const concerned = [email, origin?.[1] ?? email];
			const said = concerned.flatMap((one) =>
				LISTS.filter((other) => other !== list || one !== email)
					.map((other) => before[other][one]?.status ?? 1)
					.filter((status) => GLOBAL.includes(status)),
			);
			expect([email, said]).toEqual([email, []]);
			expect(blacklist.filter((one) => concerned.includes(one))).toEqual([]);
			if (origin) expect([email, isActive(before[origin[0]][origin[1]])]).toEqual([email, true]);
		}
	}
}

/** Whoever is gone from a place is in the other, with all that they had. */
function expectNobodyLost(work: Work, before: World, after: World, keeps: boolean): void {
	for (const list of LISTS) {
		for (const [email, person] of Object.entries(before[list])) {
			if (after[list][email]) continue;
			const [place, address] = work.leaves!(list, email);
			const there = after[place][address];
			expect([list, email, there !== undefined]).toEqual([list, email, true]);
			if (keeps && before[place][address]) continue;
			expect(there.values).toMatchObject(person.values);
			if (person.phone) expect([email, there.phone]).toEqual([email, person.phone]);
		}
	}
}

const expectTruth = (work: Work, before: World, account: Account, blacklist: string[]) => {
	const after = worldOf(account);
	expectNobodyRevived(work, before, after, blacklist);
	if (work.leaves) expectNobodyLost(work, before, after, work.name.includes('keeping'));
	else
		for (const list of LISTS) {
			expect(Object.keys(after[list])).toEqual(expect.arrayContaining(Object.keys(before[list])));
		}
};

const SEEDS = 5;

const FAULTS: Array<Omit<FaultRule, 'after'>> = [
	{ kind: 'reset' },
	{ kind: 'reset', acted: true },
	{ kind: 'error500' },
	{ kind: 'error500', acted: true },
	{ kind: 'truncated' },
	{ kind: 'falseResult' },
];

describe.each(works)('$name', (work) => {
	test('over accounts made up at random, with something that breaks on the way', async () => {
		for (let seed = 1; seed <= SEEDS; seed++) {
			const { account, blacklist, random } = await madeUp(seed);
			const before = worldOf(account);
			const fault = FAULTS[Math.floor(random() * FAULTS.length)]!;
			account.sandbox.faults.add({
				...fault,
				after: Math.floor(random() * 12),
				...(random() < 0.5 ? { times: 1 + Math.floor(random() * 3) } : {}),
			});
			await work.run(account);
			expectTruth(work, before, account, blacklist);
			account.sandbox.faults.clear();
			const again = await work.run(account);
			expectTruth(work, before, account, blacklist);
			for (const { error } of again.json) expect(error).toBeUndefined();
			// By then all is done.
			const done = worldOf(account);
			await work.run(account);
			expect(worldOf(account)).toEqual(done);
			await account.close();
		}
	});

	test('whatever breaks, after whichever request: nobody is lost, and run again it ends alike', async () => {
		const SEED = 20;
		const clean = await madeUp(SEED);
		await work.run(clean.account);
		const end = worldOf(clean.account);
		const steps = clean.account.sandbox.log.length;
		await clean.account.close();
		expect(steps).toBeGreaterThanOrEqual(6);
		for (let after = 1; after < steps; after++) {
			const { account, blacklist } = await madeUp(SEED);
			const before = worldOf(account);
			account.sandbox.faults.add({ ...FAULTS[after % FAULTS.length]!, after });
			await work.run(account);
			expectTruth(work, before, account, blacklist);
			account.sandbox.faults.clear();
			await work.run(account);
			expect(worldOf(account)).toEqual(end);
			await account.close();
		}
	});
});

/** What changes between the addition and the look whether it has arrived. */
describe('what happens in between', () => {
	let account: Account;
	afterEach(async () => await account.close());
	const move = async (meanwhile: (list: string, contact: Person) => boolean) => {
		account = await Account.with({
			from: {
				variables: { city: 'string', orders: 'number' },
				people: ['a', 'b', 'c'].map((name) => ({
					email: `${name}@x.example`,
					phone: '380501112233',
					values: { city: 'Kyiv', orders: 3 },
				})),
			},
			to: { variables: { city: 'string' } },
			other: {},
		});
		const { contacts } = account.list('to');
		const add = contacts.add.bind(contacts);
		contacts.add = (contact) =>
			(meanwhile('to', contact as Person) ? add(contact) : contact) as never;
		return await account.run('contact', 'move', {
			mailingListId: account.id('from'),
			targetMailingListId: account.id('to'),
			contacts: 'all',
			whenExists: 'update',
		});
	};
	const isB = ({ email }: Person) => email === 'b@x.example';
	const left = () => Object.keys(account.contents('from'));

	test('an address that is dropped without a word stays where it is', async () => {
		const { json } = await move((_, contact) => !isB(contact));
		expect(json).toMatchObject([
			{
				copied: 3,
				deleted: 2,
				failed: [{ email: 'b@x.example', reason: expect.stringMatching(/did not arrive/) }],
			},
		]);
		expect(left()).toEqual(['b@x.example']);
	});

	test('a value that is dropped without a word keeps its contact where it is', async () => {
		const { json } = await move((_, contact) => {
			if (isB(contact)) (contact.values as unknown as Map<string, unknown>).delete('orders');
			return true;
		});
		expect(json).toMatchObject([
			{
				deleted: 2,
				failed: [
					{ email: 'b@x.example', reason: expect.stringMatching(/not with the same 'orders'/) },
				],
			},
		]);
		expect(left()).toEqual(['b@x.example']);
	});

	test('a value that changes meanwhile is not lost: its contact stays, and the next run takes it', async () => {
		await move((_, contact) => {
			if (isB(contact)) {
				const change = { values: new Map([['city', 'Lviv']]), phone: null };
				account.list('from').contacts.change(contact.email, change);
			}
			return true;
		});
		expect(left()).toEqual(['b@x.example']);
	});

	test('who says no meanwhile keeps the place where that is written down', async () => {
		const { json } = await move((_, contact) => {
			if (isB(contact)) account.list('from').contacts.setStatus(contact.email, 4);
			return true;
		});
		expect(json).toMatchObject([{ deleted: 2, skipped: { unsubscribed: 1 } }]);
		expect(account.contents('from')['b@x.example'].status).toBe(4);
	});

	test('phone numbers that are dropped without a word keep their contacts where they are', async () => {
		const { json } = await move((_, contact) => {
			contact.phone = undefined;
			return true;
		});
		const reason = expect.stringMatching(/phone numbers do not arrive/);
		expect(json).toMatchObject([{ deleted: 0, failed: [{ reason }, { reason }, { reason }] }]);
		expect(left()).toHaveLength(3);
	});

	test('who goes to two lists, and is seen in one of them alone, stays', async () => {
		const setUp = async () =>
			(account = await Account.with({
				from: { people: [{ email: 'a@x.example' }] },
				to: {},
				other: {},
			}));
		const both = async () =>
			await account.run(
				'contact',
				'move',
				{
					mailingListId: account.id('from'),
					targetMailingListId: '={{ $json.to }}',
					contacts: 'all',
					whenExists: 'update',
				},
				{ items: [{ to: account.id('to') }, { to: account.id('other') }] },
			);
		await setUp();
		account.list('other').contacts.add = (contact) => contact as never;
		const { json } = await both();
		expect(json).toMatchObject([{ deleted: 0 }, { deleted: 0, failed: [{}] }]);
		expect(Object.keys(account.contents('from'))).toEqual(['a@x.example']);
	});

	test('who goes to two lists, and can not be put into one of them, stays', async () => {
		account = await Account.with({
			from: {
				variables: { code: 'string' },
				people: [{ email: 'a@x.example', values: { code: 'x' } }],
			},
			to: {},
			other: { variables: { code: 'number' } },
		});
		await account.run(
			'contact',
			'move',
			{
				mailingListId: account.id('from'),
				targetMailingListId: '={{ $json.to }}',
				contacts: 'all',
				whenExists: 'update',
			},
			{ items: [{ to: account.id('to') }, { to: account.id('other') }] },
		);
		expect(Object.keys(account.contents('to'))).toEqual(['a@x.example']);
		expect(Object.keys(account.contents('from'))).toEqual(['a@x.example']);
	});

	test('that a phone number arrives is seen with somebody who was not there before', async () => {
		const phone = '380501112233';
		const people = ['a', 'b'].map((name) => ({ email: `${name}@x.example`, phone }));
		account = await Account.with({ from: { people }, to: { people: people.slice(0, 1) } });
		const { contacts } = account.list('to');
		const add = contacts.add.bind(contacts);
		contacts.add = (contact) => add({ ...contact, phone: undefined });
		await account.run('contact', 'move', {
			mailingListId: account.id('from'),
			targetMailingListId: account.id('to'),
			contacts: 'all',
			whenExists: 'update',
		});
		// Who had it there before has it there now.
		expect(left()).toEqual(['b@x.example']);
	});

	describe('whose phone number an addition leaves as it was', () => {
		const phone = '380501112233';
		const NAMES = ['a', 'b', 'c', 'd', 'e'];
		/** `a` has the same number there; the others have another, but for the last, who is new. */
		const move = async (phones: 'change' | 'keep') => {
			const people = (names: string[], phoneOf: (name: string) => string) =>
				names.map((name) => ({ email: `${name}@x.example`, phone: phoneOf(name) }));
			const another = (name: string) => (name === 'a' ? phone : '380507778899');
			account = await Account.with(
				{
					from: { people: people(NAMES, () => phone) },
					to: { people: people(NAMES.slice(0, -1), another) },
				},
				{ phoneOfExisting: 'keep' },
			);
			const { contacts } = account.list('to');
			const change = contacts.change.bind(contacts);
			if (phones === 'keep') {
				contacts.change = (email, given) => {
					const isThere = contacts.get(email)?.phone !== '';
					return change(email, isThere ? { ...given, phone: null } : given);
				};
			}
			return await account.run('contact', 'move', {
				mailingListId: account.id('from'),
				targetMailingListId: account.id('to'),
				contacts: 'all',
				whenExists: 'update',
			});
		};

		test('gets it by the request that changes it, and leaves', async () => {
			const { json } = await move('change');
			expect(json).toMatchObject([{ deleted: 5, failed: [] }]);
			const there = Object.values(account.contents('to'));
			expect(there.map((one) => one.phone)).toEqual(NAMES.map(() => phone));
			expect(account.counted['PUT /to/phone']).toBe(3);
		});

		test('stays where that does not help', async () => {
			const { json } = await move('keep');
			const reason = expect.stringMatching(/now, but not with the same phone number/);
			expect(json).toMatchObject([{ deleted: 2, failed: [{ reason }, { reason }, { reason }] }]);
			expect(left()).toEqual(['b@x.example', 'c@x.example', 'd@x.example']);
		});
	});

	test('who comes from two lists with two phone numbers stays with the one that did not last', async () => {
		const a = { email: 'a@x.example', phone: '380501112233' };
		const z = { email: 'z@x.example', phone: '380504445566' };
		account = await Account.with({
			from: { people: [z, a] },
			other: { people: [{ ...a, phone: '380507778899' }] },
			to: {},
		});
		const { json } = await account.run(
			'contact',
			'move',
			{
				mailingListId: '={{ $json.from }}',
				targetMailingListId: account.id('to'),
				contacts: 'all',
				whenExists: 'update',
			},
			{ items: [{ from: account.id('from') }, { from: account.id('other') }] },
		);
		const reason = expect.stringMatching(/now, with another phone number/);
		expect(json).toMatchObject([
			{ deleted: 1, failed: [{ reason }] },
			{ deleted: 1, failed: [] },
		]);
		expect(account.contents('from')).toMatchObject({ 'a@x.example': a });
		expect(account.contents('to')['a@x.example']!.phone).toBe('380507778899');
	});

	test.each([
		['number', '007'],
		['number', '12345678901234567890'],
		['date', '2024-05-01-B17'],
	])('a text that a %s would change keeps its contact where it is: %s', async (type, code) => {
		account = await Account.with({
			from: { variables: { code: 'string' }, people: [{ email: 'a@x.example', values: { code } }] },
			to: { variables: { code: type as 'number' } },
		});
		const { json } = await account.run('contact', 'move', {
			mailingListId: account.id('from'),
			targetMailingListId: account.id('to'),
			contacts: 'all',
			whenExists: 'update',
		});
		const reason = expect.stringMatching(/wants a (number|date), not/);
		expect(json).toMatchObject([{ copied: 0, failed: [{ reason }] }]);
		expect(left()).toEqual(['a@x.example']);
	});

	test.each([
		['an addition', 'POST', /\/addressbooks\/\d+\/emails$/, '8 of 12 additions'],
		['a deletion', 'DELETE', /./, '12 of 12 additions and 8 of 12 deletions'],
	])(
		'what is no fault of a contact ends the run, and says how far it was: %s',
		async (...given) => {
			const [, method, path, done] = given;
			account = await Account.with({
				from: { people: PEOPLE.slice(0, 12).map((email) => ({ email })) },
				to: {},
				other: {},
			});
			account.sandbox.faults.add({
				kind: 'falseResult',
				body: { message: 'No access', error_code: 403 },
				match: { method, path },
				after: 2,
			});
			const { json, error } = await account.run('contact', 'move', {
				mailingListId: account.id('from'),
				targetMailingListId: account.id('to'),
				contacts: 'all',
				whenExists: 'update',
				// Batches of one size, since any of the three may be the one that is refused.
				options: { batchSize: 4, includePhone: false },
			});
			expect(json).toEqual([]);
			expect(error?.message).toMatch(/By then .* had been done; run it again to do the rest\.$/);
			expect(error?.message).toContain(done);
			const left = Object.keys(account.contents('from')).length;
			expect(left).toBe(method === 'POST' ? 12 : 4);
		},
	);
});

test('contacts in a circle are refused before anything is sent', async () => {
	const account = await Account.with({
		from: { people: [{ email: 'a@x.example' }] },
		to: { people: [{ email: 'a@x.example' }] },
		other: {},
	});
	const ids = [account.id('from'), account.id('to')];
	const { error } = await account.run(
		'contact',
		'move',
		{
			mailingListId: '={{ $json.from }}',
			targetMailingListId: '={{ $json.to }}',
			contacts: 'all',
			whenExists: 'update',
		},
		{
			items: [
				{ from: ids[0], to: ids[1] },
				{ from: ids[1], to: ids[0] },
			],
		},
	);
	expect(error?.message).toMatch(/is one to move to and one to move from/);
	expect(account.requests).toEqual([]);
	await account.close();
});

test('who goes to two lists leaves when seen in both', async () => {
	const account = await Account.with({
		from: { people: [{ email: 'a@x.example' }, { email: 'b@x.example' }] },
		to: {},
		other: { people: [{ email: 'b@x.example', status: 4 }] },
	});
	const { json } = await account.run(
		'contact',
		'move',
		{
			mailingListId: account.id('from'),
			targetMailingListId: '={{ $json.to }}',
			contacts: 'all',
			whenExists: 'update',
		},
		{ items: [{ to: account.id('to') }, { to: account.id('other') }] },
	);
	expect(json).toMatchObject([{ copied: 2 }, { copied: 1, skipped: { unsubscribed: 1 } }]);
	expect(Object.keys(account.contents('other'))).toEqual(['b@x.example', 'a@x.example']);
	expect(Object.keys(account.contents('from'))).toEqual([]);
	await account.close();
});

describe('requests', () => {
	const values = { city: 'Kyiv' };
	const cost = async (operation: string, contacts: string, count: number, listed = count) => {
		const people = Array.from({ length: listed }, (_, n) => ({
			email: `p${n}@x.example`,
			phone: '380501112233',
			values,
		}));
		const account = await Account.with({
			from: { variables: { city: 'string' }, people },
			to: {},
			other: {},
		});
		const { error } = await account.run(
			'contact',
			operation,
			{
				mailingListId: account.id('from'),
				targetMailingListId: account.id('to'),
				contacts,
				email: '={{ $json.email }}',
				whenExists: 'update',
			},
			contacts === 'items' ? { items: people.slice(0, count) as never } : {},
		);
		expect(error).toBeUndefined();
		const [requests, there] = [account.requests.length, Object.keys(account.contents('to')).length];
		await account.close();
		expect(there).toBe(count);
		return requests;
	};

	test.each([
		['copy', 0, 1],
		['copy', 1, 5],
		['copy', 100, 7],
		['copy', 101, 9],
		['move', 0, 1],
		['move', 1, 8],
		['move', 100, 10],
		['move', 101, 14],
		['move', 10_000, 506],
	])('%s all of %d: %d', async (operation, count, requests) => {
		expect(await cost(operation, 'all', count)).toBe(requests);
	});

	test.each([
		['copy', 1, 5_000, 5],
		['copy', 100, 5_000, 57],
		['copy', 40, 5_000, 45],
		['move', 101, 1_000, 24],
	])('%s %d of %d by their addresses: %d', async (operation, count, listed, requests) => {
		expect(await cost(operation, 'items', count, listed)).toBe(requests);
	});
});
