/** Whatever the list, the input and the account: nobody is revived, and running it again brings it to its end. */
import '../../../engine/virtualTime.mts';
import '../../../quiet.mts';
import fc from 'fast-check';
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import type { FaultRule } from '../../../../sandbox/index.mts';
import type { VariableValue } from '../../../../nodes/fields/typedValues';
import {
	isSame,
	planSync,
	wantedOf,
	type Listed,
	type SyncFacts,
	type SyncInput,
	type SyncSettings,
} from '../../../../nodes/SendPulse/operations/contact/syncPlan';
import { Account, type Person } from './mailingListOf.mts';

// The same cases each time; FC_SEED=… explores others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_128) });

afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

const RUNS = Number(process.env.FC_RUNS ?? 25);

const NAMES = ['ann', 'joann', 'bea', 'cy', 'dan', 'eve', 'flo', 'gil', 'hal', 'ida'];
const addressOf = (name: string) => `${name}@x.example`;
const GETS_EMAILS = [0, 1];
const WILL_GET = [0, 1, 2, 3, 7];

const status = fc.integer({ min: 0, max: 14 });
const city = fc.option(fc.constantFrom('Kyiv', 'Oslo', ''), { nil: undefined });
const names = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 0, maxLength: 10 });
const spelt = fc.boolean();

interface World {
	list: Array<{ name: string; status: number; city?: string }>;
	other: Array<{ name: string; status: number }>;
	blacklist: string[];
	input: Array<{ name: string; city?: string; shouted: boolean }>;
	missingContacts: SyncSettings['missingContacts'];
	deleteInactive: boolean;
	clearEmpty: boolean;
	most: number;
}

const world: fc.Arbitrary<World> = fc.record({
	list: names.chain((some) =>
		fc.tuple(...some.map((name) => fc.record({ name: fc.constant(name), status, city }))),
	),
	other: names.chain((some) =>
		fc.tuple(...some.map((name) => fc.record({ name: fc.constant(name), status }))),
	),
	blacklist: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
	input: fc.array(fc.record({ name: fc.constantFrom(...NAMES), city, shouted: spelt }), {
		minLength: 1,
		maxLength: 12,
	}),
	missingContacts: fc.constantFrom('keep', 'unsubscribe', 'delete'),
	deleteInactive: fc.boolean(),
	clearEmpty: fc.boolean(),
	most: fc.constantFrom(0, 10, 50, 100, 100),
});

function accountOf({ list, other, blacklist }: World): Account {
	const person = (one: { name: string; status: number; city?: string }): Person => ({
		email: addressOf(one.name),
		status: one.status,
		values: one.city ? { city: one.city } : {},
	});
	const account = new Account(list.map(person));
	account.addList('Other', other.map(person));
	for (const name of blacklist) account.sandbox.state.blacklist.add(addressOf(name));
	return account;
}

const itemsOf = ({ input }: World): IDataObject[] =>
	input.map(({ name, city: own, shouted }) => ({
		email: shouted ? addressOf(name).toUpperCase() : addressOf(name),
		...(own === undefined ? {} : { city: own }),
	}));

const parametersOf = (account: Account, one: World, mode = 'apply'): IDataObject => ({
	mailingListId: account.listId,
	email: '={{ $json.email }}',
	variables: { mappingMode: 'defineBelow', value: { city: '={{ $json.city }}' } },
	missingContacts: one.missingContacts,
	mode,
	output: 'all',
	options: {
		deleteInactive: one.deleteInactive,
		clearEmpty: one.clearEmpty,
		maxRemovalPercent: one.most,
	},
});

const sync = async (account: Account, one: World, mode?: string) =>
	await account.run('sync', parametersOf(account, one, mode), itemsOf(one));

const byAddress = (account: Account) =>
	Object.fromEntries(
		Object.entries(account.state()).map(([email, rest]) => [email.toLowerCase(), rest]),
	);

test('nobody who said no gets e-mails again, nobody goes beyond the bound, and the rest is as wanted', async () => {
	await fc.assert(
		fc.asyncProperty(world, async (one) => {
			const account = accountOf(one);
			const before = byAddress(account);
			const preview = await sync(account, one, 'preview');
			expect(preview.error).toBeUndefined();
			expect([account.writes(), byAddress(account)]).toEqual([[], before]);
			const { error, json } = await sync(account, one);
			const after = byAddress(account);
			await account.close();

			const wanted = new Set(one.input.map(({ name }) => addressOf(name)));
			const active = Object.keys(before).filter((email) =>
				WILL_GET.includes(before[email]!.status as number),
			);
			const leaving =
				one.missingContacts === 'keep' ? [] : active.filter((email) => !wanted.has(email));
			const refused = leaving.length * 100 > one.most * active.length;
			expect(Boolean(error)).toBe(refused);
			if (refused) expect(after).toEqual(before);

			for (const [email, { status: now }] of Object.entries(after)) {
				const then = before[email]?.status as number | undefined;
				// The status changes only for those who leave.
				if (then !== undefined && now !== then) {
					expect([email, now, leaving.includes(email)]).toEqual([email, 4, true]);
				}
				if (then === undefined && GETS_EMAILS.includes(now as number)) {
					const elsewhere = one.other.find(({ name }) => addressOf(name) === email)?.status ?? 0;
					expect([6, 8, 10, 11, 12]).not.toContain(elsewhere);
					expect(one.blacklist.map(addressOf)).not.toContain(email);
					expect(wanted).toContain(email);
				}
			}
			for (const [email, { status: then }] of Object.entries(before)) {
				if (email in after) continue;
				const inactive = !WILL_GET.includes(then as number);
				expect([email, one.missingContacts, wanted.has(email)]).toEqual([email, 'delete', false]);
				if (inactive) expect(one.deleteInactive).toBe(true);
			}
			if (refused) return;
			// Each address is told of once, as the preview told it.
			const told = (records: IDataObject[]) =>
				records.map(({ email, action, reason }) => [
					String(email).toLowerCase(),
					action,
					reason === 'notActive' ? undefined : reason,
				]);
			expect(told(json).sort()).toEqual(told(preview.json).sort());
			expect(new Set(told(json).map(([email]) => email)).size).toBe(json.length);
		}),
		{ numRuns: RUNS, endOnFailure: true },
	);
});

const fault: fc.Arbitrary<FaultRule> = fc
	.record({
		kind: fc.constantFrom('reset', 'error500', 'page502', 'truncated', 'unauthorized', 'quota429'),
		acted: fc.boolean(),
		after: fc.integer({ min: 0, max: 9 }),
		// More often than the client tries: then the run breaks off.
		times: fc.constantFrom(1, 2, 5, 9),
	})
	.map((rule) => rule as FaultRule);

test('run until it ends without an error, it gives the list of a run without faults', async () => {
	await fc.assert(
		fc.asyncProperty(world, fault, async (drawn, rule) => {
			const one = { ...drawn, most: 100 };
			const unharmed = accountOf(one);
			await sync(unharmed, one);
			const expected = byAddress(unharmed);
			await unharmed.close();
			const account = accountOf(one);
			account.sandbox.faults.add(rule);
			let runs = 0;
			let error: Error | undefined;
			do {
				({ error } = await sync(account, one));
			} while (error && ++runs < 12);
			const after = byAddress(account);
			await account.close();
			expect([error?.message, after]).toEqual([undefined, expected]);
		}),
		{ numRuns: RUNS, endOnFailure: true },
	);
});

// method and path of what is refused, and how often: more often than the client tries, even of several at once, the
// run breaks off
test.each(
	[1, 40].flatMap((times) =>
		[
			['get', /\/addressbooks\/\d+$/],
			['get', /\/emails\?/],
			['get', /\/blacklist$/],
			['post', /^\/emails$/],
			['post', /\/addressbooks\/\d+\/emails$/],
			['post', /\/emails\/variable$/],
			['post', /\/emails\/unsubscribe$/],
		].map(([verb, path]) => [verb, path, times] as ['get' | 'post', RegExp, number]),
	),
)(
	'a connection that is refused at %s %s, %i times, changes nothing of the end',
	async (...given) => {
		const [verb, path, times] = given;
		const one: World = {
			list: ['ann', 'bea', 'cy'].map((name) => ({ name, status: 1, city: 'Kyiv' })),
			other: [],
			blacklist: ['ida'],
			input: [
				{ name: 'ann', city: '', shouted: false },
				{ name: 'bea', city: 'Oslo', shouted: true },
				{ name: 'dan', shouted: false },
			],
			missingContacts: 'unsubscribe',
			deleteInactive: false,
			clearEmpty: true,
			most: 100,
		};
		const account = accountOf(one);
		nock(await account.address(), { allowUnmocked: true })
			[verb](path)
			.times(times)
			.replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
		let { error } = await sync(account, one);
		expect(Boolean(error)).toBe(times > 4);
		nock.cleanAll();
		if (error) {
			expect(error.message).toMatch(/changed|changes had been made/);
			({ error } = await sync(account, one));
		}
		expect(error).toBeUndefined();
		expect(byAddress(account)).toEqual({
			'ann@x.example': { status: 1 },
			'bea@x.example': { status: 1, city: 'Oslo' },
			'cy@x.example': { status: 4, city: 'Kyiv' },
			'dan@x.example': { status: 0 },
		});
	},
);

describe('the plan alone', () => {
	const settings: SyncSettings = {
		mode: 'apply',
		output: 'changes',
		missingContacts: 'delete',
		batchSize: 100,
		checkAccount: true,
		clearEmpty: false,
		deleteInactive: false,
		keepEmails: [],
		maxRemovalPercent: 10,
	};
	const facts = (more: Partial<SyncFacts> = {}): SyncFacts => ({
		list: { id: 1, name: 'Customers', status: 0 },
		wanted: new Map(),
		dates: new Set(),
		listed: new Map(),
		total: 0,
		phonesCompared: false,
		unsettled: false,
		blacklist: new Set(),
		standings: new Map(),
		...more,
	});
	const listed = (count: number, one = 1) =>
		new Map<string, Listed>(
			Array.from({ length: count }, (_, n) => [
				`p${n}@x.example`,
				{ email: `p${n}@x.example`, status: one, values: new Map() },
			]),
		);
	const item = (index: number, email: string, values: Record<string, VariableValue> = {}) => ({
		index,
		input: { email, values, types: new Map(), shared: {}, settings } as unknown as SyncInput,
	});

	test('of the same address later values win, and earlier ones that nobody replaced stay', () => {
		const { wanted } = wantedOf([
			item(0, 'A@x.example', { a: 1, b: 2 }),
			item(1, 'b@x.example'),
			item(2, 'a@x.example', { b: 3 }),
		]);
		expect([...wanted.keys()]).toEqual(['a@x.example', 'b@x.example']);
		expect(wanted.get('a@x.example')).toMatchObject({
			email: 'A@x.example',
			indexes: [0, 2],
			values: new Map([
				['a', 1],
				['b', 3],
			]),
		});
	});

	test('the share is one of those who can get e-mails, and exact', () => {
		const { wanted } = wantedOf(
			Array.from({ length: 98 }, (_, n) => item(n, `p${19_900 + n}@x.example`)),
		);
		const plan = planSync(facts({ listed: listed(19_998), wanted }), settings);
		expect(plan.reason).toMatch(
			/^19,900 of 19,998 active contacts \(99\.51 %\) would be removed, more than 'Most Removals in Percent' allows \(10 %\)\./,
		);
		expect([plan.forbidden, plan.removalPercent]).toEqual([true, 99.51]);
		const inactive = planSync(facts({ listed: listed(500, 4) }), {
			...settings,
			deleteInactive: true,
			maxRemovalPercent: 0,
		});
		expect([inactive.reason, inactive.removalPercent]).toEqual([undefined, 0]);
		expect(inactive.steps.filter(({ action }) => action === 'delete')).toHaveLength(500);
		// 10 % of 15 is less than 2.
		const most = { ...settings, maxRemovalPercent: 10 };
		const of15 = (leaving: number) => {
			const rest = Array.from({ length: 15 - leaving }, (_, n) => item(n, `p${n}@x.example`));
			return planSync(facts({ listed: listed(15), wanted: wantedOf(rest).wanted }), most).forbidden;
		};
		expect([of15(1), of15(2)]).toEqual([false, true]);
	});

	// what the list has, what is wanted, is it a day: is it the same?
	test.each<[unknown, VariableValue, boolean, boolean]>([
		['Kyiv', 'Kyiv', false, true],
		['Kyiv', 'kyiv', false, false],
		[' Kyiv', 'Kyiv', false, false],
		['3.0', 3, false, true],
		[3, 3, false, true],
		[3, '3', false, true],
		['three', 3, false, false],
		[' ', 0, false, false],
		['', 0, false, false],
		[undefined, 0, false, false],
		[null, 'x', false, false],
		[null, '', false, true],
		[0, '', false, false],
		['2024-02-01 00:00:00', '2024-02-01', true, true],
		['2024-02-01', '2024-02-02', true, false],
		['soon', '2024-02-01', true, false],
		['2024-02-01 10:00', '2024-02-01', false, false],
		[true, 'true', false, true],
		[{ a: 1 }, 'x', false, false],
	])('%j and %j (a day: %s): %s', (current, wanted, isDay, expected) => {
		expect(isSame(current, wanted, isDay)).toBe(expected);
	});
});
