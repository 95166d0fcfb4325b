import { startBench, type Bench } from '../client.mts';
import {
	ContactStatus,
	type Contact,
	type MailingList,
	type SandboxOptions,
} from '../../../sandbox/index.mts';

let bench: Bench;
let list: MailingList;
let emails: string;

beforeEach(async () => {
	bench = await startBench();
	list = bench.sandbox.state.lists.getByName('Newsletter') as MailingList;
	emails = `/addressbooks/${list.id}/emails`;
});
afterEach(() => bench.sandbox.close());

const set = (switches: Partial<SandboxOptions>) => Object.assign(bench.sandbox.options, switches);
const done = [200, { result: true }];
const complaint = (message: string, code = 422, status = 422) => [
	status,
	{ message, error_code: code },
];
const stored = (email: string) => list.contacts.get(email);
const variables = (email: string) => Object.fromEntries(stored(email)?.variables ?? []);

async function add(body: unknown) {
	const { status, json } = await bench.post(emails, body);
	return [status, json];
}

describe('adding', () => {
	test('takes texts and objects, mixed', async () => {
		expect(
			await add({
				emails: [
					'a@b.example',
					{ email: 'B+x@b.example', variables: { name: 'Bé', visits: 3 } },
					{ email: 'c@b.example' },
				],
			}),
		).toEqual(done);
		expect([...list.contacts.values()].map(({ email }) => email)).toEqual([
			'a@b.example',
			'B+x@b.example',
			'c@b.example',
		]);
		expect(variables('b+X@b.example')).toEqual({ name: 'Bé', visits: 3 });
		expect(stored('a@b.example')?.status).toBe(0);
	});

	test.each([
		['nothing', {}, 'Argument emails missing'],
		['null', { emails: null }, 'Argument emails missing'],
		['an empty array', { emails: [] }, 'Argument emails missing'],
		['an element that is a number', { emails: ['a@b.example', 5] }, 'Argument emails is invalid'],
		['an element that is null', { emails: [null] }, 'Argument emails is invalid'],
		['an element that is an array', { emails: [['a@b.example']] }, 'Argument emails is invalid'],
		['an object without an address', { emails: [{ variables: {} }] }, 'Argument email is invalid'],
		['an address that is a number', { emails: [{ email: 5 }] }, 'Argument email is invalid'],
		[
			'variables that are text',
			{ emails: [{ email: 'a@b.example', variables: 'x' }] },
			'Argument emails.*.variables is invalid',
		],
		[
			'variables in the form of an update',
			{ emails: [{ email: 'a@b.example', variables: [{ name: 'name', value: 'x' }] }] },
			'Argument emails.*.variables is invalid',
		],
		[
			'another confirmation',
			{ emails: ['a@b.example'], confirmation: 'yes' },
			'Argument confirmation is invalid',
		],
		[
			'a confirmation that is no text',
			{ emails: ['a@b.example'], confirmation: true },
			'Argument confirmation must be string',
		],
		[
			'disable_webhook as a number',
			{ emails: ['a@b.example'], disable_webhook: 1 },
			'Argument disable_webhook must be boolean',
		],
		[
			'dont_update as text',
			{ emails: ['a@b.example'], dont_update: 'true' },
			'Argument dont_update must be boolean',
		],
		[
			'check_emails as text',
			{ emails: ['a@b.example'], check_emails: '1' },
			'Argument check_emails must be boolean',
		],
		['one tag alone', { emails: ['a@b.example'], tags: 5 }, 'Argument tags must be array'],
		['tags as texts', { emails: ['a@b.example'], tags: ['5'] }, 'Argument tags is invalid'],
	])('refuses %s', async (_, body, message) => {
		expect(await add(body)).toEqual(complaint(message));
		expect(list.contacts.size).toBe(0);
	});

	test.each([
		['argument', 422, 422, 'Argument emails must be array'],
		['badlyFormed', 422, 21356, 'Badly formed data. Check API documentation'],
		['serverError', 500, 500, 'Internal server error'],
	] as const)('what is no array is refused (%s)', async (emailsNotArray, status, code, message) => {
		set({ emailsNotArray });
		for (const wrong of [
			{ email: 'a@b.example' },
			'{"email":"a@b.example"}',
			'a:1:{i:0;s:11:"a@b.example";}',
		]) {
			expect(await add({ emails: wrong })).toEqual(complaint(message, code, status));
		}
	});

	test('a list as JSON in a text is one, unless told so', async () => {
		const emails = JSON.stringify([{ email: 'a@b.example', variables: {} }, 'b@b.example']);
		expect(await add({ emails })).toEqual(done);
		expect(list.contacts.size).toBe(2);
		set({ emailsAsText: false });
		expect(await add({ emails })).toEqual(complaint('Argument emails must be array'));
	});

	test.each([
		{ confirmation: '', sender_email: '', template_id: null, message_lang: '' },
		{ tags: null, disable_webhook: '', dont_update: null, check_emails: null },
		{ emails: [{ email: 'a@b.example', variables: null }] },
	])('"" and null stand for what is not given: %j', async (more) => {
		expect(await add({ emails: ['a@b.example'], ...more })).toEqual(done);
		expect(list.contacts.size).toBe(1);
	});

	test('an empty array stands for no variables', async () => {
		expect(await add({ emails: [{ email: 'a@b.example', variables: [] }] })).toEqual(done);
	});

	const malformed = [
		'nonsense',
		'a@b',
		' a@b.example',
		'a@b.example ',
		'a b@b.example',
		'a@@b.example',
		'a..b@b.example',
		'.a@b.example',
		'a@-b.example',
		'a@b.example,c@b.example',
		'Ann <a@b.example>',
		'@b.example',
		'a@',
		'',
		`${'a'.repeat(65)}@b.example`,
	];

	test('a malformed address is left out, the others are added', async () => {
		expect(await add({ emails: [...malformed, 'good@b.example'] })).toEqual(done);
		expect([...list.contacts.values()].map(({ email }) => email)).toEqual(['good@b.example']);
		expect(await add({ emails: ['nonsense'] })).toEqual(done);
	});

	test.each(malformed)('or refused with everything beside it: %j', async (address) => {
		set({ malformedAddress: 'refuse' });
		expect(
			await add({ emails: ['good@b.example', { email: address, variables: { fresh: 'x' } }] }),
		).toEqual(complaint('Email address syntax error', 906));
		expect([list.contacts.size, list.variables.has('fresh')]).toEqual([0, false]);
	});

	test.each([
		"o'hara@b.example",
		'a+tag@b.example',
		'a_b-c.d@sub.b.example',
		'x@bücher.example',
		'UPPER@B.EXAMPLE',
	])('%s is well-formed', async (address) => {
		set({ malformedAddress: 'refuse' });
		expect(await add({ emails: [address] })).toEqual(done);
		expect(stored(address)?.email).toBe(address);
	});

	test('a batch may have a limit', async () => {
		const batch = Array.from({ length: 1_000 }, (_, index) => `n${index}@b.example`);
		expect(await add({ emails: batch })).toEqual(done);
		set({ maxAddBatch: 100 });
		expect(await add({ emails: batch.slice(0, 101) })).toEqual(
			complaint('Argument emails may not have more than 100 items'),
		);
		expect(await add({ emails: batch.slice(0, 100) })).toEqual(done);
		expect(list.contacts.size).toBe(1_000);
	});

	test('a known address has its variables updated, in whatever case it is written', async () => {
		await add({ emails: [{ email: 'a@b.example', variables: { name: 'A', company: 'C' } }] });
		expect(
			await add({ emails: [{ email: 'A@B.example', variables: { name: 'B' } }, 'a@b.example'] }),
		).toEqual(done);
		expect([list.contacts.size, variables('a@b.example')]).toEqual([
			1,
			{ name: 'B', company: 'C' },
		]);
	});

	test('dont_update leaves a known address as it is', async () => {
		await add({ emails: [{ email: 'a@b.example', variables: { name: 'A' } }] });
		expect(
			await add({
				emails: [
					{ email: 'a@b.example', variables: { name: 'B', Phone: '4930111222' } },
					'new@b.example',
				],
				dont_update: true,
				tags: [7],
			}),
		).toEqual(done);
		expect([
			variables('a@b.example'),
			stored('a@b.example')?.phone,
			stored('a@b.example')?.tags.size,
		]).toEqual([{ name: 'A' }, '', 0]);
		expect(stored('new@b.example')).toBeDefined();
	});

	test('who has unsubscribed is not brought back', async () => {
		await add({ emails: ['a@b.example'] });
		list.contacts.setStatus('a@b.example', ContactStatus.unsubscribed);
		expect(await add({ emails: [{ email: 'a@b.example', variables: { name: 'A' } }] })).toEqual(
			done,
		);
		expect([stored('a@b.example')?.status, variables('a@b.example')]).toEqual([4, { name: 'A' }]);
	});

	test('the status of a new address is a switch', async () => {
		set({ newContactStatus: 1 });
		await add({ emails: ['a@b.example'] });
		expect((await bench.get(`${emails}/a@b.example`)).json).toMatchObject({
			status: 1,
			status_explain: 'Active',
		});
	});

	test('webhooks hear of new addresses only, and not when told to be silent', async () => {
		const heard: string[] = [];
		bench.sandbox.state.happenings.listen((happening) =>
			heard.push(`${happening.event} ${'email' in happening && happening.email}`),
		);
		await add({ emails: ['a@b.example'] });
		await add({ emails: ['a@b.example', 'b@b.example', 'b@b.example'] });
		await add({ emails: ['c@b.example'], disable_webhook: true });
		await add({ emails: ['d@b.example'], disable_webhook: false });
		expect(heard).toEqual([
			'new_emails a@b.example',
			'new_emails b@b.example',
			'new_emails d@b.example',
		]);
	});

	test('tags are kept with the contact', async () => {
		await add({ emails: ['a@b.example'], tags: [7, 8], check_emails: true });
		expect([...(stored('a@b.example')?.tags ?? [])]).toEqual([7, 8]);
	});

	test.each([
		['free', 403],
		['standard', 403],
		['pro', 200],
		['enterprise', 200],
	] as const)('tags on the plan %s get %i', async (plan, expected) => {
		set({ plan });
		const [status, json] = await add({ emails: ['a@b.example'], tags: [7] });
		expect(status).toBe(expected);
		if (expected === 403) {
			expect(json).toEqual({
				message: 'Access denied! Please change your tariff plan',
				error_code: 3030303030,
			});
			expect(list.contacts.size).toBe(0);
		}
	});
});

describe('double opt-in', () => {
	const request = {
		emails: ['a@b.example'],
		confirmation: 'force',
		sender_email: 'hello@shop.example',
		message_lang: 'en',
	};

	test('asks the address to confirm', async () => {
		expect(await add({ ...request, template_id: 'f2c1a7d0-0001-4a39-b457-000000000001' })).toEqual(
			done,
		);
		expect((await bench.get(`${emails}/a@b.example`)).json).toMatchObject({
			status: 2,
			status_explain: 'Confirmation requested',
		});
		expect(bench.sandbox.state.confirmationMails).toEqual([
			{
				kind: 'confirmation',
				at: expect.any(Number),
				to: 'a@b.example',
				listId: list.id,
				senderEmail: 'hello@shop.example',
				templateId: 'f2c1a7d0-0001-4a39-b457-000000000001',
				language: 'en',
			},
		]);
	});

	test('sends a second mail when asked twice, none to who is active', async () => {
		await add(request);
		await add(request);
		expect(bench.sandbox.state.confirmationMails).toHaveLength(2);
		list.contacts.setStatus('a@b.example', ContactStatus.active);
		await add(request);
		expect(bench.sandbox.state.confirmationMails).toHaveLength(2);
		expect(stored('a@b.example')?.status).toBe(1);
	});

	test.each([
		['no sender', { sender_email: undefined }, 'Argument sender_email missing', 422],
		['a malformed sender', { sender_email: 'nobody' }, 'Argument sender_email is invalid', 422],
		['an unknown sender', { sender_email: 'nobody@shop.example' }, 'Sender not found', 1003],
		[
			'a sender that was not activated',
			{ sender_email: 'new@shop.example' },
			'Sender not found',
			1003,
		],
		['a template that is a number', { template_id: 5 }, 'Argument template_id is invalid', 422],
		['no language', { message_lang: undefined }, 'Argument message_lang missing', 422],
		['another language', { message_lang: 'de' }, 'Argument message_lang is invalid', 422],
		['a language that is no text', { message_lang: 5 }, 'Argument message_lang is invalid', 422],
	])('refuses %s', async (_, overrides, message, code) => {
		expect(await add({ ...request, ...overrides })).toEqual(complaint(message, code));
		expect([list.contacts.size, bench.sandbox.state.confirmationMails.length]).toEqual([0, 0]);
	});

	test('the language may be left out if the switch allows it', async () => {
		set({ messageLangRequired: false });
		expect(await add({ ...request, message_lang: undefined })).toEqual(done);
	});
});

describe('variables when adding', () => {
	const addOne = (variables: Record<string, unknown>, email = 'a@b.example') =>
		add({ emails: ['other@b.example', { email, variables }] });
	const wrong = complaint('Argument emails.*.variables is invalid');

	test.each([
		['name', 'Ann', 'Ann'],
		['name', 42, '42'],
		['name', '2026-01-02', '2026-01-02'],
		['visits', 42, 42],
		['visits', -1.5, -1.5],
		['birthday', '2000-02-29', '2000-02-29'],
	])('%s takes %j', async (name, value, expected) => {
		expect(await addOne({ [name]: value })).toEqual(done);
		expect(variables('a@b.example')).toEqual({ [name]: expected });
	});

	const refused: Array<[string, unknown]> = [
		['visits', '42'],
		['visits', 'many'],
		['visits', ''],
		['visits', true],
		['birthday', '2017-1-1'],
		['birthday', '2017-02-30'],
		['birthday', '01.01.2017'],
		['birthday', '2017-01-01 00:00:00'],
		['birthday', 20170101],
		['name', null],
		['name', true],
		['name', ['x']],
		['name', { x: 1 }],
		['email', 'x@b.example'],
		['two words', 'x'],
		['a.b', 'x'],
		['', 'x'],
		['Phone', 'call me'],
		['Phone', '123'],
	];

	test.each(refused)('%s refuses %j, and the whole batch with it', async (name, value) => {
		expect(await addOne({ fresh: 'x', [name]: value })).toEqual(wrong);
		expect([list.contacts.size, list.variables.has('fresh')]).toEqual([0, false]);
	});

	test.each(refused)('or the value alone is left out: %s, %j', async (name, value) => {
		set({ wrongVariable: 'drop' });
		expect(await addOne({ fresh: 'x', [name]: value })).toEqual(done);
		expect(variables('a@b.example')).toEqual({ fresh: 'x' });
	});

	test('numbers may be written as text if the switch allows it', async () => {
		set({ numericText: 'accept' });
		expect(await addOne({ visits: '42.5' })).toEqual(done);
		expect(variables('a@b.example')).toEqual({ visits: 42.5 });
		expect(await addOne({ visits: '0x1' })).toEqual(wrong);
	});

	test('a new name makes a variable of the type that its first value has', async () => {
		expect(
			await addOne({ score: 1, since: '2026-01-02', note: '42', Прізвище: 'x', first_name: 'y' }),
		).toEqual(done);
		expect([...list.variables].slice(4)).toEqual([
			['score', 'number'],
			['since', 'date'],
			['note', 'string'],
			['Прізвище', 'string'],
			['first_name', 'string'],
		]);
		expect(await addOne({ score: 'high' })).toEqual(wrong);
	});

	test('the type of a new name binds the rest of the batch', async () => {
		const batch = [1, 'high'].map((score, index) => ({
			email: `n${index}@b.example`,
			variables: { score },
		}));
		expect(await add({ emails: batch })).toEqual(wrong);
		expect([list.contacts.size, list.variables.has('score')]).toEqual([0, false]);
	});

	test('new variables may all be text', async () => {
		set({ newVariableType: 'string' });
		expect(await addOne({ score: 1 })).toEqual(done);
		expect([list.variables.get('score'), variables('a@b.example')]).toEqual([
			'string',
			{ score: '1' },
		]);
	});

	test('a list may have a limit of variables', async () => {
		set({ maxVariables: 5 });
		expect(await addOne({ one: 'x' })).toEqual(done);
		expect(await addOne({ two: 'x' })).toEqual(complaint('Too many variables'));
		expect(list.variables.size).toBe(5);
	});

	test('Phone is the telephone number, no variable', async () => {
		expect(await addOne({ Phone: '+380632727700' })).toEqual(done);
		expect([
			stored('a@b.example')?.phone,
			variables('a@b.example'),
			list.variables.has('Phone'),
		]).toEqual(['380632727700', {}, false]);
	});

	test.each([
		['exact', '', { phone: '4930111222' }],
		['anyCase', '4930111222', {}],
	] as const)('phone in small letters (%s)', async (phoneVariable, phone, expected) => {
		set({ phoneVariable });
		expect(await addOne({ phone: '4930111222' })).toEqual(done);
		expect([stored('a@b.example')?.phone, variables('a@b.example')]).toEqual([phone, expected]);
	});

	test.each([
		['change', '4930111222'],
		['keep', ''],
	] as const)('the phone of somebody who is there (%s)', async (phoneOfExisting, phone) => {
		set({ phoneOfExisting });
		await addOne({});
		expect(await addOne({ Phone: '4930111222' })).toEqual(done);
		expect(stored('a@b.example')?.phone).toBe(phone);
	});

	test('names of the language itself are names like others', async () => {
		const { status } = await bench.call('POST', emails, {
			raw: '{"emails":[{"email":"a@b.example","variables":{"__proto__":"x","constructor":"y"}}]}',
		});
		expect(status).toBe(200);
		const { json, text } = await bench.get(emails);
		expect([json.length, text.includes('"__proto__":"x"')]).toEqual([1, true]);
	});
});

describe('GET …/emails', () => {
	const addresses = (json: Contact[]) => json.map(({ email }) => email);

	beforeEach(() => {
		for (let index = 0; index < 205; index += 1) {
			list.contacts.add({
				email: `n${index}@b.example`,
				status: index % 15,
				addedAt: 0,
				values: new Map(index ? [] : [['name', 'x']]),
			});
		}
	});

	test('names each status', async () => {
		const { json } = await bench.get(`${emails}?limit=15`);
		expect(json.map(({ status_explain }: { status_explain: string }) => status_explain)).toEqual([
			'New',
			'Active',
			'Confirmation requested',
			'Activation requested',
			'Unsubscribed',
			'Rejected by the admin',
			'Unsubscribed from all newsletters',
			'Activation is requested',
			'Blocked',
			'Sending error',
			'Blocked',
			'Blocked',
			'Blocked',
			'Deleted by the user',
			'Temporarily unavailable',
		]);
	});

	test('gives a hundred at most, in the order they came', async () => {
		const pages = [];
		for (const offset of [0, 100, 200, 300])
			pages.push((await bench.get(`${emails}?offset=${offset}`)).json);
		expect(pages.map((page) => page.length)).toEqual([100, 100, 5, 0]);
		expect(addresses(pages.flat())).toEqual(
			Array.from({ length: 205 }, (_, index) => `n${index}@b.example`),
		);
	});

	test('in reverse order', async () => {
		expect(addresses((await bench.get(`${emails}?order=desc&limit=2&offset=203`)).json)).toEqual([
			'n1@b.example',
			'n0@b.example',
		]);
		expect(addresses((await bench.get(`${emails}?order=desc&limit=2&offset=204`)).json)).toEqual([
			'n0@b.example',
		]);
		expect((await bench.get(`${emails}?order=desc&offset=205`)).json).toEqual([]);
		expect(addresses((await bench.get(`${emails}?order=asc&limit=1`)).json)).toEqual([
			'n0@b.example',
		]);
	});

	test('a page follows what has changed', async () => {
		await bench.get(emails);
		list.contacts.remove('n0@b.example');
		list.contacts.setStatus('n1@b.example', 4);
		list.contacts.add({ email: 'late@b.example', status: 1, addedAt: 0 });
		expect(addresses((await bench.get(`${emails}?limit=1`)).json)).toEqual(['n1@b.example']);
		expect(addresses((await bench.get(`${emails}?active=1&order=desc&limit=1`)).json)).toEqual([
			'late@b.example',
		]);
		expect(addresses((await bench.get(`${emails}?active=1&limit=1`)).json)).toEqual([
			'n15@b.example',
		]);
	});

	test.each([
		['active=1', 28],
		['active=0', 205],
		['not_active=1', 177],
		['active=1&not_active=0', 28],
		['active=1&not_active=1', 0],
	])('?%s lets %i through', async (query, expected) => {
		const found = [];
		for (const offset of [0, 100, 200])
			found.push(...(await bench.get(`${emails}?${query}&offset=${offset}`)).json);
		expect(found).toHaveLength(expected);
	});

	test('both filters together are a switch', async () => {
		set({ bothFilters: 'all' });
		expect((await bench.get(`${emails}?active=1&not_active=1`)).json).toHaveLength(100);
	});

	test.each([
		['active=true', 'Argument active is invalid'],
		['active=', 'Argument active is invalid'],
		['active=yes', 'Argument active is invalid'],
		['not_active=true', 'Argument not_active is invalid'],
		['order=up', 'Argument order is invalid'],
		['order=asc&order=desc', 'Argument order must be string'],
	])('refuses ?%s', async (query, message) => {
		const { status, json } = await bench.get(`${emails}?${query}`);
		expect([status, json]).toEqual(complaint(message));
	});

	test('words for booleans are a switch', async () => {
		set({ queryBooleans: 'words' });
		expect((await bench.get(`${emails}?active=true`)).json).toHaveLength(28);
		expect((await bench.get(`${emails}?active=false`)).json).toHaveLength(100);
	});

	test.each([
		[{}, [{ name: 'x' }, []]],
		[{ emptyVariables: 'object' }, [{ name: 'x' }, {}]],
	] as const)('the shape of variables with %j', async (switches, expected) => {
		set(switches);
		const { json } = await bench.get(`${emails}?limit=2`);
		expect(json.map((contact: { variables: unknown }) => contact.variables)).toEqual(expected);
	});

	test.each([
		['text', '4930111222', undefined],
		['number', 4930111222, undefined],
		['absent', undefined, undefined],
		['filled', '4930111222', ''],
		['empty', '', ''],
	] as const)('the telephone number (%s)', async (phoneInLists, expected, none) => {
		set({ phoneInLists });
		list.contacts.change('n0@b.example', { values: new Map(), phone: '4930111222' });
		const [first, second] = (await bench.get(`${emails}?limit=2`)).json;
		expect(first.phone).toBe(expected);
		expect(second).toEqual({
			email: 'n1@b.example',
			status: 1,
			...(none === undefined ? {} : { phone: none }),
			status_explain: 'Active',
			variables: [],
		});
	});

	test('…/total counts them', async () => {
		expect((await bench.get(`${emails}/total`)).json).toEqual({ total: 205 });
		expect((await bench.get(`${emails}/total?active=1`)).json).toEqual({ total: 28 });
		const { status, json } = await bench.get(`${emails}/total?active=true`);
		expect([status, json]).toEqual(complaint('Argument active is invalid'));
	});
});

describe('GET …/emails/{email}', () => {
	beforeEach(() =>
		add({
			emails: [
				{
					email: 'a+b/c@b.example',
					variables: { name: 'Ann', visits: 3, company: '', Phone: '4930111222' },
				},
				'plain@b.example',
			],
		}),
	);

	test('gives variables one by one, their values as text, the list as text', async () => {
		const { status, json } = await bench.get(`${emails}/${encodeURIComponent('A+b/c@b.example')}`);
		expect(status).toBe(200);
		expect(json).toEqual({
			email: 'a+b/c@b.example',
			abook_id: String(list.id),
			phone: '4930111222',
			status: 0,
			status_explain: 'New',
			variables: [
				{ name: 'name', type: 'string', value: 'Ann' },
				{ name: 'visits', type: 'number', value: '3' },
			],
		});
	});

	test('without variables and telephone number', async () => {
		expect((await bench.get(`${emails}/plain%40b.example`)).json).toMatchObject({
			phone: '',
			variables: [],
		});
	});

	test.each([[422], [404]])(
		'an address that is not there: status %i, code 502',
		async (missingContactStatus) => {
			set({ missingContactStatus });
			const { status, json } = await bench.get(`${emails}/nobody@b.example`);
			expect([status, json]).toEqual(
				complaint('Email address not found', 502, missingContactStatus),
			);
		},
	);

	test('long addresses are looked up, too', async () => {
		expect((await bench.get(`${emails}/${'a'.repeat(300)}@b.example`)).json.error_code).toBe(502);
	});
});

describe('DELETE …/emails', () => {
	beforeEach(() => add({ emails: ['a@b.example', 'b@b.example', 'c@b.example'] }));
	const remove = async (body: unknown) => {
		const { status, json } = await bench.del(emails, body);
		return [status, json];
	};

	test('removes who is there, and tells webhooks', async () => {
		const heard: unknown[] = [];
		bench.sandbox.state.happenings.listen((happening) => {
			if (happening.event === 'delete')
				heard.push([happening.event, happening.email, happening.listId]);
		});
		expect(
			await remove({ emails: ['A@b.example', 'a@b.example', 'nobody@b.example', 'b@b.example'] }),
		).toEqual(done);
		expect([...list.contacts.values()].map(({ email }) => email)).toEqual(['c@b.example']);
		expect(heard).toEqual([
			['delete', 'a@b.example', list.id],
			['delete', 'b@b.example', list.id],
		]);
	});

	test.each([
		['nobody who is there', { emails: ['x@b.example', 'nonsense'] }, 'No emails', 303],
		['nobody', { emails: [] }, 'No emails', 303],
		['no argument', {}, 'No emails', 303],
		['a text', { emails: 'a@b.example' }, 'Argument emails must be array', 422],
		['objects', { emails: [{ email: 'a@b.example' }] }, 'Argument emails is invalid', 422],
		[
			'more than a hundred',
			{ emails: ['a@b.example', ...Array(100).fill('x@b.example')] },
			'Limit is exceeded. Max count: 100',
			422,
		],
	])('refuses %s', async (_, body, message, code) => {
		expect(await remove(body)).toEqual(complaint(message, code));
		expect(list.contacts.size).toBe(3);
	});

	test('takes a hundred', async () => {
		expect(await remove({ emails: ['a@b.example', ...Array(99).fill('x@b.example')] })).toEqual(
			done,
		);
	});

	test('needs its body', async () => {
		const { status, json } = await bench.del(emails);
		expect([status, json]).toEqual(complaint('No emails', 303));
	});
});

describe('POST …/emails/unsubscribe', () => {
	beforeEach(async () => {
		await add({ emails: ['a@b.example', 'b@b.example', 'gone@b.example'] });
		list.contacts.setStatus('b@b.example', ContactStatus.active);
		list.contacts.setStatus('gone@b.example', ContactStatus.unsubscribed);
	});
	const unsubscribe = async (body: unknown) => {
		const { status, json } = await bench.post(`${emails}/unsubscribe`, body);
		return [status, json];
	};

	test('reaches those who are new or active, and tells webhooks of them', async () => {
		const heard: unknown[] = [];
		bench.sandbox.state.happenings.listen((happening) => {
			if (happening.event === 'unsubscribe') heard.push([happening.event, happening.email]);
		});
		expect(
			await unsubscribe({
				emails: ['a@b.example', 'B@b.example', 'gone@b.example', 'nobody@b.example'],
			}),
		).toEqual(done);
		expect(['a', 'b', 'gone'].map((name) => stored(`${name}@b.example`)?.status)).toEqual([
			4, 4, 4,
		]);
		expect(heard).toEqual([
			['unsubscribe', 'a@b.example'],
			['unsubscribe', 'b@b.example'],
		]);
		bench.sandbox.options.listIndexDelay = 0;
		expect((await bench.get(`/addressbooks/${list.id}`)).json[0]).toMatchObject({
			all_email_qty: 3,
			active_email_qty: 0,
			inactive_email_qty: 3,
		});
	});

	test.each([
		[
			'nobody who is active',
			{ emails: ['gone@b.example', 'nobody@b.example'] },
			'Active emails not found',
		],
		['no argument', {}, 'Argument emails missing'],
		['nobody', { emails: [] }, 'Argument emails missing'],
		['a text', { emails: 'a@b.example' }, 'Argument emails is invalid'],
		['objects', { emails: [{ email: 'a@b.example' }] }, 'Argument emails is invalid'],
		[
			'more than a hundred',
			{ emails: Array(101).fill('a@b.example') },
			'Argument emails may not have more than 100 items',
		],
	])('refuses %s', async (_, body, message) => {
		expect(await unsubscribe(body)).toEqual(complaint(message));
		expect(stored('a@b.example')?.status).toBe(0);
	});
});

describe('POST …/emails/variable', () => {
	beforeEach(() =>
		add({ emails: [{ email: 'a@b.example', variables: { name: 'Ann', visits: 3 } }] }),
	);
	const change = async (body: unknown) => {
		const { status, json } = await bench.post(`${emails}/variable`, body);
		return [status, json];
	};
	const pair = (name: unknown, value?: unknown) => ({
		email: 'a@b.example',
		variables: [{ name, value }],
	});

	test('changes what is named, and makes what is new', async () => {
		expect(
			await change({
				email: 'A@b.example',
				variables: [
					{ name: 'visits', value: 4 },
					{ name: 'since', value: '2026-01-02' },
					{ name: 'Phone', value: '4930111222' },
				],
			}),
		).toEqual(done);
		expect(variables('a@b.example')).toEqual({ name: 'Ann', visits: 4, since: '2026-01-02' });
		expect([list.variables.get('since'), stored('a@b.example')?.phone]).toEqual([
			'date',
			'4930111222',
		]);
	});

	test('an empty text takes the value of a text variable away', async () => {
		expect(await change(pair('name', ''))).toEqual(done);
		expect(variables('a@b.example')).toEqual({ visits: 3 });
	});

	test.each([
		['no address', { variables: [{ name: 'name', value: 'x' }] }, 'Argument email missing', 422],
		[
			'a malformed address',
			{ email: 'a@b', variables: [{ name: 'name', value: 'x' }] },
			'Argument email is invalid',
			422,
		],
		[
			'an array of addresses',
			{ email: ['a@b.example'], variables: [{ name: 'name', value: 'x' }] },
			'Argument email is invalid',
			422,
		],
		['no variables', { email: 'a@b.example' }, 'Argument variables missing', 422],
		['empty variables', { email: 'a@b.example', variables: [] }, 'Argument variables missing', 422],
		[
			'variables in the form of adding',
			{ email: 'a@b.example', variables: { name: 'x' } },
			'Argument variables is invalid',
			422,
		],
		[
			'a variable without a name',
			{ email: 'a@b.example', variables: [{ value: 'x' }] },
			'Argument variables is invalid',
			422,
		],
		['a variable without a value', pair('name'), 'Argument variables is invalid', 422],
		['a name that is no text', pair(5, 'x'), 'Argument variables is invalid', 422],
		['text for a number', pair('visits', '4'), 'Argument variables is invalid', 422],
		['a date with one digit', pair('birthday', '2017-1-1'), 'Argument variables is invalid', 422],
		['null', pair('name', null), 'Argument variables is invalid', 422],
		[
			'an address that is not in the list',
			{ ...pair('name', 'x'), email: 'nobody@b.example' },
			'Email address not found',
			502,
		],
	])('refuses %s', async (_, body, message, code) => {
		expect(await change(body)).toEqual(complaint(message, code));
		expect(variables('a@b.example')).toEqual({ name: 'Ann', visits: 3 });
	});

	test('one wrong value keeps the others out', async () => {
		expect(
			await change({
				email: 'a@b.example',
				variables: [
					{ name: 'name', value: 'x' },
					{ name: 'visits', value: 'y' },
				],
			}),
		).toEqual(complaint('Argument variables is invalid'));
		expect(variables('a@b.example')).toEqual({ name: 'Ann', visits: 3 });
	});
});

describe('PUT …/phone', () => {
	beforeEach(() => add({ emails: ['a@b.example'] }));
	const change = async (body: unknown) => {
		const { status, json } = await bench.put(`/addressbooks/${list.id}/phone`, body);
		return [status, json];
	};

	test.each([
		['a@b.example', '1234567890', '1234567890'],
		[' a@b.example', '+380632727700', '380632727700'],
	])('of %j becomes %j', async (email, phone, expected) => {
		expect(await change({ email, phone })).toEqual(done);
		expect((await bench.get(`${emails}/a@b.example`)).json.phone).toBe(expected);
		expect((await bench.get('/addressbooks')).json[2].new_phones_quantity).toBe(1);
	});

	test.each([
		['no number', { email: 'a@b.example' }, 'Phone is not valid', 422],
		['letters', { email: 'a@b.example', phone: '123456x' }, 'Phone is not valid', 422],
		['too few digits', { email: 'a@b.example', phone: '123456' }, 'Phone is not valid', 422],
		['a JSON number', { email: 'a@b.example', phone: 1234567890 }, 'Phone is not valid', 422],
		['no address', { phone: '1234567890' }, 'Email is not valid', 17],
		['a malformed address', { email: 'a@b', phone: '1234567890' }, 'Email is not valid', 17],
		[
			'an unknown address',
			{ email: 'nobody@b.example', phone: '1234567890' },
			'Email is not valid',
			17,
		],
	])('refuses %s', async (_, body, message, code) => {
		expect(await change(body)).toEqual(complaint(message, code));
		expect(stored('a@b.example')?.phone).toBe('');
	});
});

describe('GET …/variables/{name}/{value}', () => {
	beforeEach(() =>
		add({
			emails: [
				{
					email: 'a@b.example',
					variables: { name: 'Ann/Bé +1%', visits: 3, birthday: '2000-01-02' },
				},
				{ email: 'b@b.example', variables: { name: 'ann', visits: 3 } },
			],
		}),
	);
	const search = async (name: string, value: string) => {
		const { status, json } = await bench.get(
			`/addressbooks/${list.id}/variables/${encodeURIComponent(name)}/${encodeURIComponent(value)}`,
		);
		return [status, json];
	};
	const a = { email: 'a@b.example', status: 0, status_explain: 'New' };
	const b = { ...a, email: 'b@b.example' };

	test.each([
		['name', 'Ann/Bé +1%', [a]],
		['name', 'ann', [b]],
		['name', 'An', []],
		['visits', '3', [a, b]],
		['visits', 'x', []],
		['birthday', '2000-01-02', [a]],
		['company', 'x', []],
	])('%s is %j', async (name, value, expected) => {
		expect(await search(name, value)).toEqual([200, expected]);
	});

	test.each([
		['an unknown variable', 'nobody', 'x', complaint('Variable not found', 299, 404)],
		['the telephone number', 'Phone', '1', complaint('Variable not found', 299, 404)],
		['a name that can not be', 'a b', 'x', complaint('Variable name is invalid')],
		['a date in another form', 'birthday', '2000-1-2', complaint('Variable value wrong format')],
	])('refuses %s', async (_, name, value, expected) => {
		expect(await search(name, value)).toEqual(expected);
	});
});

test('ten thousand contacts are added, paged through and removed in hundreds', async () => {
	const all = Array.from({ length: 10_000 }, (_, index) => `n${index}@b.example`);
	for (let start = 0; start < all.length; start += 1_000) {
		await add({
			emails: all
				.slice(start, start + 1_000)
				.map((email) => ({ email, variables: { name: email } })),
		});
	}
	let read = 0;
	for (let offset = 0; offset < all.length; offset += 100)
		read += (await bench.get(`${emails}?offset=${offset}`)).json.length;
	expect(read).toBe(10_000);
	for (let start = 0; start < all.length; start += 100) {
		await bench.del(emails, { emails: all.slice(start, start + 100) });
	}
	expect([list.contacts.size, list.contacts.total('all')]).toEqual([0, 0]);
});

test('pages may hold fewer than were asked for, totals lag, contacts have no address', async () => {
	const many = Array.from({ length: 150 }, (_, index) => `many${index}@b.example`);
	await add({ emails: many, disable_webhook: true });
	const { size } = list.contacts;
	const listed = async (query: string) => (await bench.get(`${emails}${query}`)).json;
	expect(await listed('?limit=100')).toHaveLength(100);
	set({ contactsMostPerPage: 50, totalLag: 2, contactsWithoutEmail: 3 });
	expect(await listed('/total')).toEqual({ total: size + 1 });
	const [first, second] = [await listed('?limit=100'), await listed('?limit=100&offset=50')];
	expect([first.length, second.length]).toEqual([50, 50]);
	expect(first.slice(0, 4).map(({ email }: Contact) => email === '')).toEqual([
		true,
		true,
		true,
		false,
	]);
	const addresses = new Set([...first, ...second].map(({ email }: Contact) => email));
	expect(addresses.size).toBe(98);
});

test.each([
	['/addressbooks', 'listsMostPerPage'],
	['/campaigns', 'campaignsMostPerPage'],
	['/templates?owner=sendpulse', 'templatesMostPerPage'],
] as const)('pages of %s may hold fewer, too', async (path, option) => {
	set({ [option]: 1 });
	expect((await bench.get(path)).json).toHaveLength(1);
});
