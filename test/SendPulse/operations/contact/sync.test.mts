/** A mailing list that becomes what the input says, against the sandbox, in virtual time. */
import '../../../engine/virtualTime.mts';
import '../../../quiet.mts';
import type { IDataObject } from 'n8n-workflow';
import type { SandboxSetup } from '../../../../sandbox/index.mts';
import type { NodeRun } from '../../../n8n.mts';
import { Account, type Person } from './mailingListOf.mts';

const goOn: Partial<NodeRun> = { settings: { onError: 'continueRegularOutput' } };
const email = '={{ $json.email }}';
const auto = { mappingMode: 'autoMapInputData', value: null, schema: [] };

class SyncedList extends Account {
	constructor(
		people: Person[] = [],
		private readonly fixed: IDataObject = {},
		setup: SandboxSetup = {},
	) {
		super(people, setup);
	}

	async sync(items: IDataObject[], parameters: IDataObject = {}, more: Partial<NodeRun> = {}) {
		return await this.run(
			'sync',
			{
				mailingListId: this.listId,
				email,
				variables: auto,
				missingContacts: 'keep',
				mode: 'apply',
				output: 'changes',
				options: {},
				...this.fixed,
				...parameters,
			},
			items,
			more,
		);
	}
}

const people = (count: number, from = 0): Person[] =>
	Array.from({ length: count }, (_, n) => ({ email: `p${from + n}@x.example` }));
const rows = (count: number, from = 0) => people(count, from) as unknown as IDataObject[];

describe('what happens to each address', () => {
	const all = () => {
		const account = new SyncedList(
			[
				{ email: 'Same@x.example', values: { city: 'Kyiv', orders: 3, since: '2024-02-01' } },
				{ email: 'changed@x.example', values: { city: 'Kyiv', orders: 3 } },
				{ email: 'no@x.example', status: 4, values: { city: 'Kyiv' } },
				{ email: 'blocked@x.example', status: 10 },
				{ email: 'gone@x.example' },
				{ email: 'goneno@x.example', status: 6 },
				{ email: 'boss@x.example' },
				{ email: 'ann@x.example' },
				...people(20),
			],
			{ missingContacts: 'unsubscribe', options: { keepEmails: 'Boss@x.example' } },
		);
		account.addList('Others', [
			{ email: 'allno@x.example', status: 6 },
			{ email: 'badhost@x.example', status: 11 },
			{ email: 'leftother@x.example', status: 4 },
		]);
		account.sandbox.state.blacklist.add('Black@x.example');
		return account;
	};
	const input = [
		{ email: 'same@x.example', city: 'Kyiv', orders: '3', since: '01.02.2024'.replace('01', '1') },
		{ email: 'Changed@x.example', city: 'Lviv' },
		{ email: 'no@x.example', city: 'Lviv' },
		{ email: 'blocked@x.example' },
		{ email: 'allno@x.example' },
		{ email: 'badhost@x.example' },
		{ email: 'leftother@x.example' },
		{ email: 'black@x.example' },
		{ email: 'new@x.example', city: 'Odesa', orders: 1 },
		{ email: 'joann@x.example' },
		{ email: 'CHANGED@x.example', orders: 4 },
		{ email: 'ann@x.example' },
		...rows(20),
	];
	input[0]!.since = '2024-02-01T00:00:00.000Z';
	const expected = [
		['black@x.example', 'skip', 'blacklisted', 7],
		['blocked@x.example', 'skip', 'blocked', 3],
		['badhost@x.example', 'skip', 'blocked', 5],
		['allno@x.example', 'skip', 'unsubscribedFromAll', 4],
		['no@x.example', 'skip', 'unsubscribed', 2],
		['Changed@x.example', 'update', undefined, 10],
		['joann@x.example', 'add', undefined, 9],
		['leftother@x.example', 'add', undefined, 6],
		['new@x.example', 'add', undefined, 8],
		['gone@x.example', 'unsubscribe', undefined, 0],
	].sort();

	test('is told with its reason, linked to its item', async () => {
		const account = all();
		const { items, hints, error } = await account.sync(input);
		expect(error).toBeUndefined();
		const told = items.map(({ json, pairedItem }) => [
			json.email,
			json.action,
			json.reason,
			(pairedItem as { item: number }).item,
		]);
		expect(told.sort()).toEqual(expected);
		expect(items.find(({ json }) => json.action === 'update')?.json).toEqual({
			mailingListId: account.listId,
			email: 'Changed@x.example',
			action: 'update',
			done: true,
			status: 1,
			statusName: 'Active',
			changes: { city: { from: 'Kyiv', to: 'Lviv' }, orders: { from: 3, to: 4 } },
		});
		for (const { json } of items) expect(json.done).toBe(json.action !== 'skip');
		const state = account.state();
		expect(state['changed@x.example']).toEqual({ status: 1, city: 'Lviv', orders: 4 });
		expect(state['new@x.example']).toEqual({ status: 0, city: 'Odesa', orders: 1 });
		expect(state['no@x.example']).toEqual({ status: 4, city: 'Kyiv' });
		expect([state['gone@x.example'], state['goneno@x.example']]).toEqual([
			{ status: 4 },
			{ status: 6 },
		]);
		expect([state['boss@x.example'], state['ann@x.example']]).toEqual([
			{ status: 1 },
			{ status: 1 },
		]);
		expect(hints).toEqual([
			expect.stringMatching(
				/^'Customers': 3 added, 1 updated, 22 unchanged, 1 unsubscribed, 0 deleted, 2 kept, 5 skipped \(\d+ requests, [\d.]+ s\)\.$/,
			),
		]);
	});

	test('a preview tells the same and changes nothing', async () => {
		const account = all();
		const before = account.state();
		const { json, hints } = await account.sync(input, { mode: 'preview' });
		expect(json.map((one) => [one.email, one.action, one.reason]).sort()).toEqual(
			expected.map((one) => one.slice(0, 3)),
		);
		expect(json.every(({ done, preview }) => done === false && preview === true)).toBe(true);
		expect(account.writes()).toEqual([]);
		expect(account.state()).toEqual(before);
		expect(hints[0]).toMatch(/^Preview, nothing was changed\. 'Customers' would have: 3 added/);
	});

	test('all of it, or the figures alone', async () => {
		const whole = await all().sync(input, { output: 'all' });
		const actions = whole.json.map(({ action }) => action as string);
		expect(actions.filter((action) => action === 'unchanged')).toHaveLength(22);
		expect(whole.json.filter(({ action }) => action === 'keep')).toEqual([
			expect.objectContaining({ email: 'goneno@x.example', done: false, status: 6 }),
			expect.objectContaining({ email: 'boss@x.example', done: false, status: 1 }),
		]);
		const account = all();
		const { json, items } = await account.sync(input, { output: 'summary' });
		expect(json).toEqual([
			{
				mailingListId: account.listId,
				name: 'Customers',
				preview: false,
				allowed: true,
				inputContacts: 31,
				duplicateInputs: 1,
				before: { total: 28, active: 25 },
				added: 3,
				updated: 1,
				unchanged: 22,
				unsubscribed: 1,
				deleted: 0,
				kept: 2,
				skipped: 5,
				failed: 0,
				removalPercent: 4,
				phonesCompared: false,
				requests: expect.any(Number),
				seconds: expect.any(Number),
			},
		]);
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
	});

	test('a second run changes nothing, and has no output', async () => {
		const account = all();
		await account.sync(input);
		const from = account.sandbox.log.length;
		const { json, error } = await account.sync(
			input.filter(({ email: one }) => !/^(no|bl|all|bad)/.test(one as string)),
		);
		expect(error).toBeUndefined();
		expect(json.filter(({ done }) => done)).toEqual([]);
		expect(account.writes(from)).toEqual([]);
	});

	test('without the look into the account only the blacklist keeps somebody out', async () => {
		const account = all();
		const { json } = await account.sync(input, { options: { checkAccount: false } });
		expect(json.filter(({ action }) => action === 'add').map((one) => one.email)).toEqual(
			expect.arrayContaining(['allno@x.example', 'badhost@x.example']),
		);
		expect(account.asked()).not.toContain('POST /emails');
		expect(account.state()).not.toHaveProperty(['black@x.example']);
	});
});

test('a list that SendPulse counts and does not give is told', async () => {
	const account = new SyncedList(people(130), { output: 'summary' }, { totalLag: -20 });
	const { hints } = await account.sync(rows(130));
	expect(hints.join()).toContain(
		"SendPulse counts 150 contacts in the mailing list 'Customers', and gives 130. All of the list was read.",
	);
});

test('deletes, those who said no only where that is wanted', async () => {
	const there = [...people(20), { email: 'old@x.example' }, { email: 'no@x.example', status: 4 }];
	const account = new SyncedList(there, { missingContacts: 'delete' });
	await account.sync(rows(20));
	expect(Object.keys(account.state())).toEqual([
		...people(20).map((one) => one.email),
		'no@x.example',
	]);
	await account.sync(rows(20), { options: { deleteInactive: true, maxRemovalPercent: 0 } });
	expect(account.state()).not.toHaveProperty(['no@x.example']);
	expect(account.contacts.size).toBe(20);
});

test('who has not confirmed yet is no success of unsubscribing', async () => {
	const account = new SyncedList(
		[...people(20), { email: 'waits@x.example', status: 2 }, { email: 'gone@x.example' }],
		{ missingContacts: 'unsubscribe' },
	);
	const { json } = await account.sync(rows(20));
	expect(json.map((one) => [one.email, one.done, one.reason])).toEqual([
		['waits@x.example', false, 'notActive'],
		['gone@x.example', true, undefined],
	]);
});

describe('values', () => {
	const one = (values: Person['values'], phone?: string): Person => ({
		email: 'a@x.example',
		values,
		phone,
	});

	test('an empty one says nothing, unless it is to clear the variable', async () => {
		const account = new SyncedList([one({ city: 'Kyiv', orders: 3 })]);
		const item = [{ email: 'a@x.example', city: '', orders: '' }];
		const cleared = { mappingMode: 'defineBelow', value: { city: '={{ $json.city }}' } };
		expect((await account.sync(item, { variables: cleared })).json).toEqual([]);
		const { json } = await account.sync(item, {
			variables: cleared,
			options: { clearEmpty: true },
		});
		expect(json[0]?.changes).toEqual({ city: { from: 'Kyiv', to: '' } });
		expect(account.state()['a@x.example']).toEqual({ status: 1, orders: 3 });
		expect(account.writes()).toEqual(['POST /addressbooks/{id}/emails/variable']);
		const again = await account.sync(item, { variables: cleared, options: { clearEmpty: true } });
		expect(again.json).toEqual([]);
	});

	test('of somebody who has left meanwhile are not cleared, and all others are', async () => {
		const cities = people(3).map(({ email }) => ({ email, values: { city: 'Kyiv' } }));
		const account = new SyncedList([...cities, ...people(1, 9)], {
			missingContacts: 'unsubscribe',
		});
		account.sandbox.faults.add({
			kind: 'refused',
			status: 422,
			body: { message: 'Email not found', error_code: 502 },
			times: 1,
			match: { method: 'POST', path: '/addressbooks/*/emails/variable' },
		});
		const cleared = { mappingMode: 'defineBelow', value: { city: '' } };
		const options = { clearEmpty: true, maxRemovalPercent: 100 };
		const { json } = await account.sync(rows(3), { variables: cleared, options }, goOn);
		const failed = json.filter(({ error }) => error);
		expect(failed).toHaveLength(1);
		expect(json.filter(({ action }) => action === 'update')).toHaveLength(2);
		expect(account.state()['p9@x.example']).toMatchObject({ status: 4 });
	});

	test.each(['text', 'number'] as const)('phones are compared, given as %s', async (given) => {
		const account = new SyncedList([one({}, '380671234567')], {}, { phoneInLists: given });
		const same = await account.sync([{ email: 'a@x.example', phone: '+380 67 123 45 67' }]);
		expect(same.json).toEqual([]);
		const other = await account.sync([{ email: 'a@x.example', phone: '+380 67 123 45 68' }]);
		expect(other.json[0]?.changes).toEqual({
			Phone: { from: '380671234567', to: '380671234568' },
		});
		expect(account.state()['a@x.example']?.phone).toBe('380671234568');
	});

	test.each([
		['leaves them out', 'absent'],
		['has an empty text for everybody', 'empty'],
	] as const)('a list that %s: they go along with other changes alone', async (_, phoneInLists) => {
		const account = new SyncedList([one({ city: 'Kyiv' }, '380671234567')], {}, { phoneInLists });
		const item = { email: 'a@x.example', phone: '+380671234568', city: 'Kyiv' };
		const summary = await account.sync([item], { output: 'summary' });
		expect(summary.json[0]).toMatchObject({ unchanged: 1, phonesCompared: false });
		await account.sync([{ ...item, city: 'Lviv' }]);
		expect(account.state()['a@x.example']).toEqual({
			status: 1,
			phone: '380671234568',
			city: 'Lviv',
		});
	});

	test('tags are for those who are added, and additional variables are compared', async () => {
		const account = new SyncedList([one({ city: 'Kyiv' })]);
		const tag = account.sandbox.state.tags.add('VIP', '#111111');
		const options = { tagIds: [tag.id], silent: true, additionalVariables: '{"level": 2}' };
		const items = [{ email: 'a@x.example' }, { email: 'b@x.example' }];
		await account.sync(items, { options });
		expect([...account.contacts.values()].map(({ tags }) => tags.size)).toEqual([0, 1]);
		expect(account.state()['a@x.example']).toMatchObject({ level: 2 });
		expect((await account.sync(items, { options })).json).toEqual([]);
		const bodies = account.sandbox.log.map(({ body }) => body as IDataObject | null);
		expect(bodies.filter((body) => body?.disable_webhook === true)).toHaveLength(2);
	});
});

describe('guards', () => {
	const removing = { missingContacts: 'delete' };

	// removed, of, most, allowed
	test.each([
		[0, 20, 0, true],
		[1, 20, 0, false],
		[1, 20, 5, true],
		[2, 20, 9, false],
		[2, 20, 10, true],
		[20, 20, 99, false],
		[20, 20, 100, true],
	])('%i removals of %i, with %i percent allowed: %s', async (leaving, all, most, allowed) => {
		const account = new SyncedList(people(all), { ...removing, output: 'summary' });
		const parameters = { options: { maxRemovalPercent: most } };
		const input = [...rows(all - leaving, leaving), { email: 'other@x.example' }];
		const preview = await account.sync(input, { ...parameters, mode: 'preview' });
		expect(preview.json[0]).toMatchObject({ allowed, deleted: leaving, added: 1 });
		const { error } = await account.sync(input, parameters);
		expect(account.contacts.size).toBe(allowed ? all - leaving + 1 : all);
		if (allowed) return expect(error).toBeUndefined();
		expect(account.writes()).toEqual([]);
		expect(error?.message).toBe(
			`${leaving} of ${all} active contacts (${(leaving / all) * 100} %) would be removed, more than 'Most Removals in Percent' allows (${most} %). Nothing was changed. If that is right, raise it for this run.`,
		);
	});

	test('with Continue, a bound that is not met is the error of each item', async () => {
		const account = new SyncedList(people(10), removing);
		const { json } = await account.sync(rows(2), {}, goOn);
		expect(json.map(({ error }) => /^Item \d: 8 of 10 active/.test(error as string))).toEqual([
			true,
			true,
		]);
		expect(account.writes()).toEqual([]);
	});

	test('addresses to keep, of which an expression leaves only the sign between them, are no list of them', async () => {
		const account = new SyncedList(people(20), removing);
		const options = { keepEmails: '={{ $json.seed }};{{ $json.boss }}' };
		const { error } = await account.sync(rows(19), { options });
		expect(error?.message).toMatch(/'Keep Emails' was added but names no address/);
		expect(account.contacts.size).toBe(20);
	});

	test('nobody is removed because a row is broken', async () => {
		const account = new SyncedList(people(20), removing);
		const input = [{ email: 'p0 at x.example' }, ...rows(19, 1), { email: 'new@x.example' }];
		const stopped = await account.sync(input);
		expect(stopped.error?.message).toMatch(/^Item 1: 'Email' is not .* Nothing was sent\.$/);
		expect(account.asked()).not.toContain('GET /addressbooks/{id}/emails');
		const { json } = await account.sync(input, { output: 'summary' }, goOn);
		expect(json[0]?.error).toMatch(/^Item 1: 'Email' is not/);
		expect(json[1]).toMatchObject({ allowed: false, added: 1, deleted: 0, kept: 1 });
		expect(json[1]?.reason).toMatch(
			/^Input item 1 can't be used \('Email' is not .*nobody was removed/,
		);
		expect(account.contacts.size).toBe(21);
	});

	test('nobody is removed from a list that can not be read as a whole', async () => {
		const account = new SyncedList(people(300), removing);
		// With each page that is read many move from the front to the end.
		const { log } = account.sandbox;
		const push = log.push.bind(log);
		log.push = (...records) => {
			if (records[0]?.method === 'GET' && records[0].path.endsWith('/emails')) {
				for (const one of account.contacts.page({ offset: 0, limit: 120 })) {
					account.contacts.remove(one.email);
					account.contacts.add({ email: one.email, status: 1, addedAt: 0 });
				}
			}
			return push(...records);
		};
		const { error, json } = await account.sync(rows(299, 1), {
			options: { maxRemovalPercent: 100 },
		});
		expect(json).toEqual([]);
		expect(error?.message).toMatch(
			/changed each of the three times it was read.*Nothing was changed/,
		);
		expect(account.writes()).toEqual([]);
	});

	test('whom a page hid is not taken for new', async () => {
		const account = new SyncedList([...people(3), { email: 'no@x.example', status: 4 }]);
		// The list says that it has fewer than it has.
		account.sandbox.faults.add({
			kind: 'falseResult',
			body: people(3).map((one) => ({ ...one, status: 1, variables: {} })),
			match: { method: 'GET', path: '/addressbooks/*/emails' },
		});
		const { json } = await account.sync([{ email: 'no@x.example', city: 'Lviv' }]);
		expect(json).toEqual([
			expect.objectContaining({ action: 'skip', reason: 'unsubscribed', status: 4 }),
		]);
		expect(account.writes()).toEqual([]);
	});

	test('a blocked list is left alone', async () => {
		const account = new SyncedList(people(3));
		account.sandbox.state.lists.get(account.listId)!.status = 4;
		const preview = await account.sync([{ email: 'b@x.example' }], {
			mode: 'preview',
			output: 'summary',
		});
		expect(preview.json[0]).toMatchObject({ allowed: false, added: 1 });
		const { error } = await account.sync([{ email: 'b@x.example' }]);
		expect(error?.message).toMatch(/'Customers' be used now \(Blocked by the service\)/);
		expect(account.writes()).toEqual([]);
	});

	test.each([
		['mailingListId', '={{ $json.list }}', /Sync one list at a time with Loop Over Items/],
		['mode', '={{ $json.mode }}', /'Mode' has to be the same/],
		['missingContacts', '={{ $json.missing }}', /'Contacts Not in the Input' has/],
	])('items that differ in %s are refused', async (name, value, message) => {
		const account = new SyncedList(people(3), { options: { maxRemovalPercent: 100 } });
		const other = account.addList('Other', []);
		const input = [
			{ email: 'new0@x.example', list: account.listId, mode: 'apply', missing: 'delete' },
			{ email: 'new1@x.example', list: other, mode: 'preview', missing: 'keep' },
		];
		for (const more of [{}, goOn]) {
			const { error, json } = await account.sync(input, { [name]: value }, more);
			const told = error ? [error.message] : json.map((one) => String(one.error).slice(8));
			expect(told).toEqual(told.map(() => expect.stringMatching(message) as string));
			expect(told).toHaveLength(error ? 1 : 2);
		}
		expect(account.writes()).toEqual([]);
	});
});

test('one that is refused fails alone where the user wants to go on', async () => {
	const account = new SyncedList(people(12), {
		missingContacts: 'delete',
		options: { additionalVariables: '={{ $json.more }}' },
	});
	const input = [...rows(3), { email: 'bad@x.example', more: { 'a b': 1 } }, ...rows(9, 4)];
	const { json } = await account.sync(input, {}, goOn);
	expect(json.map((one) => one.error ?? [one.email, one.action])).toEqual([
		['p3@x.example', 'delete'],
		expect.stringMatching(/^Item 4: /),
		['p12@x.example', 'add'],
	]);
	const stopped = new SyncedList(people(12), {
		missingContacts: 'delete',
		options: { additionalVariables: '={{ $json.more }}' },
	});
	const { error } = await stopped.sync(input);
	expect(error?.message).toMatch(
		/^Item 4: .* By then \d of 3 changes had been made; run it again to do the rest\.$/,
	);
	expect(stopped.contacts.get('p3@x.example')).toBeDefined();
});

test('a removal that is refused is no success, and stops nobody else', async () => {
	const account = new SyncedList(people(20), {
		missingContacts: 'delete',
		options: { batchSize: 1 },
	});
	account.sandbox.faults.add({
		kind: 'falseResult',
		body: { error_code: 17, message: 'Email address is not valid' },
		match: { method: 'DELETE' },
		times: 1,
	});
	const { json, hints, error } = await account.sync(rows(18));
	expect(error).toBeUndefined();
	const [refused, done] = json.sort((one, other) => Number(one.done) - Number(other.done));
	expect(refused).toMatchObject({ action: 'delete', done: false });
	expect(refused?.reason).toMatch(/Email address is not valid/);
	expect(done).toMatchObject({ action: 'delete', done: true });
	expect(hints[0]).toMatch(/ 1 deleted, .* 1 failed /);
	expect(account.contacts.size).toBe(19);
});

test('a failure of the whole ends the run, and what was done by then is told', async () => {
	const broken = () => {
		const account = new SyncedList(people(250), {
			missingContacts: 'delete',
			options: { maxRemovalPercent: 100 },
		});
		account.sandbox.faults.add({
			kind: 'falseResult',
			body: { error_code: 3030303030, message: 'Upgrade' },
			match: { method: 'DELETE' },
			after: 1,
		});
		return account;
	};
	const input = [{ email: 'p0@x.example' }, { email: 'new@x.example' }];
	const stopped = await broken().sync(input);
	expect(stopped.error?.message).toMatch(
		/ By then 101 of 250 changes had been made; run it again to do the rest\.$/,
	);
	const { json } = await broken().sync(input, {}, goOn);
	expect(json.filter(({ done }) => done).map(({ action }) => action)).toHaveLength(101);
	expect(json.filter(({ error }) => error)).toHaveLength(1);
});

describe('requests', () => {
	const parameters = { variables: { mappingMode: 'defineBelow', value: {} } };
	const countOf = (account: Account, what: string) =>
		account.asked().filter((one) => one === what).length;

	// contacts of the list, new ones; list, pages, totals, blacklist, account, additions
	test.each([
		[0, 1, [1, 1, 0, 1, 1, 1]],
		[1, 0, [1, 1, 0, 0, 0, 0]],
		[1, 100, [1, 1, 0, 1, 1, 1]],
		[100, 101, [1, 2, 1, 1, 2, 2]],
		[101, 1, [1, 2, 1, 1, 1, 1]],
		[20_000, 1, [1, 203, 1, 1, 1, 1]],
	])('%i contacts and %i new ones', async (there, fresh, expected) => {
		const account = new SyncedList(people(there), parameters);
		const input = fresh > 0 ? rows(fresh, there) : rows(1);
		const { error, json } = await account.sync(input, { output: 'summary' });
		expect(error).toBeUndefined();
		expect([
			countOf(account, 'GET /addressbooks/{id}'),
			countOf(account, 'GET /addressbooks/{id}/emails'),
			countOf(account, 'GET /addressbooks/{id}/emails/total'),
			countOf(account, 'GET /blacklist'),
			countOf(account, 'POST /emails'),
			countOf(account, 'POST /addressbooks/{id}/emails'),
		]).toEqual(expected);
		expect(account.asked()).toHaveLength(expected.reduce((sum, one) => sum + one, 0));
		expect(json[0]).toMatchObject({ requests: account.asked().length, added: fresh });
	});

	test('changes share theirs, additions come before removals', async () => {
		const account = new SyncedList(people(400), {
			missingContacts: 'delete',
			options: { maxRemovalPercent: 100 },
		});
		const input = rows(250, 200).map((one) => ({ ...one, city: 'Kyiv' }));
		await account.sync(input);
		const writes = account.writes();
		expect(writes).toEqual([
			...Array.from({ length: 3 }, () => 'POST /addressbooks/{id}/emails'),
			...Array.from({ length: 2 }, () => 'DELETE /addressbooks/{id}/emails'),
		]);
		expect(account.contacts.size).toBe(250);
	});
});
