/** Contacts carried from one mailing list to another, in the sandbox: who, with what, in how many requests. */
import { Account, type ListOfPeople, type Person } from '../../mailingLists.mts';
import type { IDataObject } from 'n8n-workflow';

let account: Account;
afterEach(async () => await account.close());

const email = '={{ $json.email }}';
const inputs = (...emails: string[]) => emails.map((one) => ({ email: one }));
const people = (count: number, more: Partial<Person> = {}): Person[] =>
	Array.from({ length: count }, (_, n) => ({ email: `p${n}@x.example`, ...more }));

const setUp = async (
	from: ListOfPeople,
	to: ListOfPeople = {},
	setup: Parameters<typeof Account.with>[1] = {},
	others: Record<string, ListOfPeople> = {},
) => (account = await Account.with({ from, to, ...others }, setup));

const transfer = async (
	operation: 'copy' | 'move',
	parameters: IDataObject = {},
	more: Parameters<Account['run']>[3] = {},
) =>
	await account.run(
		'contact',
		operation,
		{
			mailingListId: account.id('from'),
			targetMailingListId: account.id('to'),
			contacts: 'items',
			email,
			whenExists: 'update',
			...parameters,
		},
		more,
	);

/** What the sandbox says to GET of such a path, once each time. */
const answers = (path: RegExp, body: unknown) =>
	void account.sandbox.faults.add({
		kind: 'falseResult',
		status: 200,
		body: body as IDataObject,
		match: { method: 'GET', path },
	});

const ANN: Person = {
	email: 'ann@x.example',
	phone: '380501112233',
	values: { city: 'Kyiv', orders: 3, born: '1990-05-01' },
};
const TYPES = { city: 'string', orders: 'number', born: 'date' } as const;

describe.each(['copy', 'move'] as const)('%s', (operation) => {
	const leaves = operation === 'move';

	test('takes variables with their types, and the phone number, along', async () => {
		await setUp({ variables: TYPES, people: [ANN] });
		const { json, error } = await transfer(operation, {}, { items: inputs('Ann@x.example') });
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				email: 'Ann@x.example',
				mailingListId: account.id('from'),
				targetMailingListId: account.id('to'),
				copied: true,
				deleted: leaves,
				existed: false,
			},
		]);
		expect(account.contents('to')).toEqual({
			'ann@x.example': { ...ANN, email: 'Ann@x.example', status: 0 },
		});
		expect(Object.fromEntries(account.list('to').variables)).toMatchObject(TYPES);
		expect(Object.keys(account.contents('from'))).toEqual(leaves ? [] : ['ann@x.example']);
	});

	test('carries nobody who said no, and says why', async () => {
		const statuses = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
		const said = statuses.map((status) => ({ email: `s${status}@x.example`, status }));
		const elsewhere = [
			{ email: 'all@x.example', status: 6 },
			{ email: 'bad@x.example', status: 10 },
			{ email: 'fine@x.example', status: 4 },
		];
		await setUp(
			{
				people: [
					...said,
					...elsewhere.map((one) => ({ ...one, status: 1 })),
					{ email: 'black@x.example' },
					{ email: 'there@x.example' },
				],
			},
			{ people: [{ email: 'there@x.example', status: 4 }] },
			{ blacklist: ['Black@x.example'] },
			{ other: { people: elsewhere } },
		);
		const before = account.contents('from');
		const names = [...said, ...elsewhere].map((one) => one.email);
		const all = [...names, 'black@x.example', 'there@x.example', 'nobody@x.example'];
		const { json } = await transfer(operation, {}, { items: inputs(...all) });
		expect(Object.fromEntries(json.map((one) => [one.email, one.reason]))).toEqual({
			's2@x.example': 'notConfirmed',
			's3@x.example': 'notConfirmed',
			's4@x.example': 'unsubscribed',
			's5@x.example': 'rejected',
			's6@x.example': 'unsubscribedFromAll',
			's7@x.example': 'notConfirmed',
			's8@x.example': 'blocked',
			's9@x.example': 'undeliverable',
			's10@x.example': 'blocked',
			's11@x.example': 'blocked',
			's12@x.example': 'blocked',
			's13@x.example': 'deletedByUser',
			's14@x.example': 'undeliverable',
			'all@x.example': 'unsubscribedFromAll',
			'bad@x.example': 'blocked',
			'fine@x.example': undefined,
			'black@x.example': 'blacklisted',
			'there@x.example': 'unsubscribed',
			'nobody@x.example': 'notInList',
		});
		expect(Object.keys(account.contents('to'))).toEqual(['there@x.example', 'fine@x.example']);
		const { 'fine@x.example': fine, ...rest } = before;
		expect(account.contents('from')).toEqual(leaves ? rest : before);
		expect(fine.status).toBe(1);
	});

	test.each([
		['update', { city: 'Kyiv', tier: 'gold' }, true],
		['keep', { city: 'Lviv', tier: 'gold' }, false],
	])('somebody who is there already: %s', async (whenExists, values, copied) => {
		await setUp(
			{
				variables: { city: 'string' },
				people: [{ email: 'a@x.example', values: { city: 'Kyiv' } }],
			},
			{
				variables: { city: 'string', tier: 'string' },
				people: [{ email: 'a@x.example', values: { city: 'Lviv', tier: 'gold' } }],
			},
		);
		const { json } = await transfer(operation, { whenExists }, { items: inputs('a@x.example') });
		expect(json).toMatchObject([{ copied, deleted: leaves, existed: true }]);
		expect(account.contents('to')['a@x.example'].values).toEqual(values);
	});

	test('a value that the other list does not take stops the run before anything is sent', async () => {
		await setUp(
			{
				variables: { age: 'string' },
				people: [
					{ email: 'a@x.example', values: { age: 'old' } },
					{ email: 'b@x.example', values: { age: '42' } },
				],
			},
			{ variables: { age: 'number' } },
			// Without a word it would be lost.
			{ wrongVariable: 'drop' },
		);
		const items = inputs('b@x.example', 'a@x.example');
		const { error } = await transfer(operation, {}, { items });
		expect(error?.message).toMatch(
			/^Item 2: The variable 'age' of the other mailing list wants a number, not 'old'\..*Nothing was changed\.$/,
		);
		expect(account.contents('to')).toEqual({});
		// Where the user wants to go on, it is a matter of that contact alone.
		const settings = { onError: 'continueRegularOutput' } as const;
		const { json } = await transfer(operation, {}, { items, settings });
		expect(json).toMatchObject([{ copied: true }, { error: expect.stringContaining("'age'") }]);
		expect(account.contents('to')['b@x.example'].values).toEqual({ age: 42 });
		expect(Object.keys(account.contents('from'))).toContain('a@x.example');
	});

	test('all of a list: one summary, with those that were left out counted by the reason', async () => {
		await setUp(
			{
				variables: { age: 'string' },
				people: [
					...people(150),
					{ email: 'u@x.example', status: 4 },
					{ email: 'v@x.example', status: 4 },
					{ email: 'black@x.example' },
					{ email: 'old@x.example', values: { age: 'old' } },
				],
			},
			{ variables: { age: 'number' }, people: [{ email: 'p7@x.example' }] },
			{ blacklist: ['black@x.example'], contactsWithoutEmail: 3 },
		);
		const { json, hints } = await transfer(operation, {
			contacts: 'all',
			options: { includePhone: false },
		});
		const requests = account.requests.length;
		expect(json).toEqual([
			{
				mailingListId: account.id('from'),
				targetMailingListId: account.id('to'),
				found: 157,
				copied: 150,
				existed: 1,
				deleted: leaves ? 150 : 0,
				skipped: { unsubscribed: 2, blacklisted: 1, withoutAddress: 3 },
				failed: [{ email: 'old@x.example', reason: expect.stringContaining("'age'") }],
				requests,
			},
		]);
		expect(hints.join()).toContain(
			`150 of 154 contacts ${leaves ? 'moved' : 'copied'}; left out: 2 unsubscribed, 1 blacklisted, 3 withoutAddress; failed: 1.`,
		);
		expect(Object.keys(account.contents('from'))).toHaveLength(leaves ? 4 : 154);
		expect(Object.keys(account.contents('to'))).toHaveLength(150);
	});

	test('those with a certain value; an unknown variable is an error', async () => {
		await setUp({
			variables: { city: 'string' },
			people: [
				{ email: 'a@x.example', values: { city: 'Kyiv' } },
				{ email: 'b@x.example', values: { city: 'Lviv' } },
				{ email: 'c@x.example', values: { city: 'Kyiv' }, status: 4 },
			],
		});
		const where = { contacts: 'variable', variableName: 'city', variableValue: 'Kyiv' };
		const { json } = await transfer(operation, where);
		expect(json).toMatchObject([{ found: 2, copied: 1, skipped: { unsubscribed: 1 }, failed: [] }]);
		expect(Object.keys(account.contents('to'))).toEqual(['a@x.example']);
		const { error } = await transfer(operation, { ...where, variableName: 'town' });
		expect(error?.message).toContain('Nothing was changed.');
	});

	// PHP writes what is left of a filtered list as an object, with the numbers that it had in the list.
	test('those with a certain value, in an object with numbered keys', async () => {
		await setUp({ variables: { city: 'string' }, people: people(3) });
		const where = { contacts: 'variable', variableName: 'city', variableValue: 'Kyiv' };
		const found = { 0: { email: 'p0@x.example' }, 2: { email: 'p2@x.example' }, 5: { email: '' } };
		answers(/\/variables\/city\/Kyiv$/, found);
		const { json } = await transfer(operation, where);
		expect(json).toMatchObject([{ found: 3, copied: 2, skipped: { withoutAddress: 1 } }]);
		expect(Object.keys(account.contents('to'))).toEqual(['p0@x.example', 'p2@x.example']);
	});

	test.each([
		['a single record', { email: 'p0@x.example' }],
		['rows under a name', { emails: [{ email: 'p0@x.example' }] }],
	])('an answer that is no list does not mean nobody: %s', async (_, body) => {
		await setUp({ people: people(3) });
		answers(/\/variables\/city\/Kyiv$/, body);
		answers(/\/emails$/, body);
		for (const where of [
			{ contacts: 'all' },
			{ contacts: 'variable', variableName: 'city', variableValue: 'Kyiv' },
		]) {
			const { json, error } = await transfer(operation, where);
			expect(json).toEqual([]);
			expect(error?.message).toMatch(/in a form that this node does not know.*Nothing was changed/);
		}
	});

	test('a list that SendPulse counts and does not give is told', async () => {
		await setUp({ people: people(130) }, {}, { totalLag: -20 });
		const { json, hints } = await transfer(operation, {
			contacts: 'all',
			options: { includePhone: false },
		});
		expect(json).toMatchObject([{ found: 130, copied: 130 }]);
		expect(hints.join()).toContain('SendPulse counts 150 contacts in the mailing list');
	});

	test('Preview Only: the same form, and nothing is written', async () => {
		await setUp({ people: [{ email: 'a@x.example' }, { email: 'u@x.example', status: 4 }] });
		const before = account.contents('from');
		const { json } = await transfer(
			operation,
			{ options: { preview: true } },
			{ items: inputs('a@x.example', 'u@x.example') },
		);
		expect(json).toMatchObject([
			{ preview: true, done: false, email: 'a@x.example', copied: true, deleted: leaves },
			{ preview: true, done: false, copied: false, deleted: false, reason: 'unsubscribed' },
		]);
		const all = await transfer(operation, { contacts: 'all', options: { preview: true } });
		expect(all.json).toMatchObject([{ preview: true, done: false, found: 2, copied: 1 }]);
		expect([account.contents('from'), account.contents('to')]).toEqual([before, {}]);
		expect(account.requests.filter((one) => !/^GET|POST \/emails$/.test(one))).toEqual([]);
	});

	test.each([
		['text', '380501112233'],
		['number', '380501112233'],
		['filled', '380501112233'],
		['absent', leaves ? '380501112233' : ''],
		['empty', leaves ? '380501112233' : ''],
	] as const)('phone numbers that lists tell as: %s', async (phoneInLists, phone) => {
		await setUp(
			{ people: [...people(150), { email: 'ann@x.example', phone: '380501112233' }] },
			{},
			{ phoneInLists },
		);
		const { json, hints } = await transfer(operation, { contacts: 'all' });
		expect(json).toMatchObject([{ copied: 151 }]);
		expect(account.contents('to')['ann@x.example'].phone).toBe(phone);
		expect(hints.join().includes('phone: "unknown"')).toBe(phone === '');
		// Of one contact it is always known.
		await account.close();
		await setUp({ people: [ANN] }, {}, { phoneInLists });
		await transfer(operation, {}, { items: inputs(ANN.email) });
		expect(account.contents('to')[ANN.email].phone).toBe(ANN.phone);
	});

	test('a number that SendPulse tells as the variable Phone alone comes along', async () => {
		const [a, b] = [
			{ email: 'a@x.example', phone: '380501112233' },
			{ email: 'b@x.example', values: { Phone: '380504445566' } },
		];
		await setUp({ people: [a, b] }, {}, { phoneInLists: 'filled' });
		await transfer(operation, { contacts: 'all' });
		expect(account.contents('to')['b@x.example'].phone).toBe('380504445566');
		expect(account.requests).not.toContain('GET /from/emails/{email}');
	});

	test('without Include Phone none comes along, and none is asked for', async () => {
		await setUp({ people: [ANN] });
		await transfer(operation, { options: { includePhone: false } }, { items: inputs(ANN.email) });
		expect(account.contents('to')[ANN.email].phone).toBe('');
		expect(account.requests).not.toContain('GET /from/emails/{email}');
	});

	test('tags and Silent go along with the contacts', async () => {
		await setUp({ people: [ANN] });
		const tag = account.sandbox.state.tags.add('VIP', '#000000');
		await transfer(
			operation,
			{ options: { tagIds: [tag.id], silent: true, batchSize: 1 } },
			{ items: inputs(ANN.email) },
		);
		const [, add] = account.sandbox.log.filter(
			({ method, path }) => method === 'POST' && path.endsWith('/emails'),
		);
		expect(add.body).toMatchObject({ tags: [tag.id], disable_webhook: true });
	});

	test('run again, nothing is left to do', async () => {
		await setUp({ variables: TYPES, people: [ANN] });
		await transfer(operation, {}, { items: inputs(ANN.email) });
		const after = account.contents('to');
		const { json, error } = await transfer(operation, {}, { items: inputs(ANN.email) });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([
			leaves ? { copied: false, reason: 'notInList' } : { copied: true, existed: true },
		]);
		expect(account.contents('to')).toEqual(after);
	});
});

describe('a phone number is not lost with the contact that is deleted', () => {
	const phone = '380501112233';
	const [ann, bob] = ['ann@x.example', 'bob@x.example'];

	test.each([
		['absent', {}],
		['null', { phone: null }],
		['empty, where others have no such field', { phone: '' }],
	])('which the list does not tell, though it does of others: %s', async (_, untold) => {
		await setUp({
			people: [
				{ email: ann, phone },
				{ email: bob, phone: '380504445566' },
				{ email: 'c@x.example' },
			],
		});
		const listed = { status: 1, variables: [] };
		answers(new RegExp(`/addressbooks/${account.id('from')}/emails$`), [
			{ ...listed, email: ann, ...untold },
			{ ...listed, email: bob, phone: '380504445566' },
			{ ...listed, email: 'c@x.example' },
		]);
		await transfer('move', { contacts: 'all' });
		expect(account.contents('to')).toMatchObject({ [ann]: { phone }, [bob]: {} });
		expect(account.contents('from')).toEqual({});
	});

	test('nobody is asked for whose list tells that there is none', async () => {
		await setUp({ people: [...people(20), { email: ann, phone }] }, {}, { phoneInLists: 'filled' });
		await transfer('move', { contacts: 'all' });
		expect(account.contents('to')[ann].phone).toBe(phone);
		expect(account.requests).not.toContain('GET /from/emails/{email}');
	});
});
