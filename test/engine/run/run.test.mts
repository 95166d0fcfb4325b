import '../virtualTime.mts';
import { Bench, goOn, numbered, run } from '../bench.mts';
import type { IDataObject } from 'n8n-workflow';
import type { StoredCredential } from '../../n8n.mts';

const email = '={{ $json.email }}';
const people = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ email: `new${n}@mail.example`, n }));

const NOTHING_MAPPED = { mappingMode: 'defineBelow', value: {}, schema: [] };

const add = async (
	credential: StoredCredential,
	mailingListId: unknown,
	items: IDataObject[],
	{ options = {}, ...more }: IDataObject = {},
) =>
	await run(
		credential,
		'contact',
		'add',
		{ mailingListId: mailingListId as string, email, variables: NOTHING_MAPPED, options },
		{ items, ...more },
	);

/** Adds contacts with a variable that the list `Newsletter` has as number. */
const visits = {
	options: { additionalVariables: '={{ $json.bad ? {"visits": "many"} : {"visits": $json.n} }}' },
};
const withBad = (count: number, bad: number[]) =>
	people(count).map((person, index) => ({ ...person, bad: bad.includes(index) }));

const setName = async (
	credential: StoredCredential,
	mailingListId: number,
	items: IDataObject[],
	more = {},
) =>
	await run(
		credential,
		'contact',
		'updateVariables',
		{
			mailingListId,
			email,
			variables: {
				mappingMode: 'defineBelow',
				value: { name: '={{ $json.name }}' },
				schema: [{ id: 'name', type: 'string' }],
			},
		},
		{ items, ...more },
	);

const getMany = async (credential: StoredCredential, parameters: IDataObject, more = {}) =>
	await run(credential, 'contact', 'getMany', parameters, more);

describe('before anything is sent', () => {
	test.each([
		['contact', '__CUSTOM_API_CALL__'],
		['contact', 'constructor'],
	])('%s %s is not known, and the HTTP Request node is pointed to', async (resource, operation) => {
		const bench = await Bench.start();
		const { error } = await run(bench.byKey(), resource, operation, {});
		expect(error?.message).toContain(`no operation '${operation}' for '${resource}'`);
		expect(error?.description).toContain('HTTP Request');
		expect(bench.sandbox.log).toHaveLength(0);
	});

	test('nor is a resource that is none', async () => {
		const bench = await Bench.start();
		const { error } = await run(bench.byKey(), 'nothing', 'add', {});
		expect(error?.message).toContain("for 'nothing'");
		expect(error?.description).toContain('HTTP Request');
	});

	test('the first bad item stops the run', async () => {
		const bench = await Bench.start();
		const items = people(5_000).map((person) => ({
			...person,
			email: person.n === 4_321 ? 'nobody' : person.email,
		}));
		const { error } = await add(bench.byKey(), bench.list('Newsletter'), items);
		expect(error?.message).toBe(
			"Item 4,322: 'Email' is not an e-mail address: 'nobody'. Correct it or leave this item out. Nothing was sent.",
		);
		expect(error?.description).toContain('On Error');
		expect(bench.sandbox.log).toHaveLength(0);
	});

	test('all that is wrong is told at once, each thing once, up to ten items', async () => {
		const bench = await Bench.start();
		const wrong = (...emails: string[]) => emails.map((email) => ({ email }));
		const list = bench.list('Newsletter');
		const is = (what: string) =>
			`'Email' is not an e-mail address: '${what}'. Correct it or leave this item out.`;
		const few = wrong('ann@mail.example', 'x', 'y', 'bo@mail.example', 'x');
		expect((await add(bench.byKey(), list, few)).error?.message).toBe(
			`Items 2; 5: ${is('x')} Item 3: ${is('y')} Nothing was sent.`,
		);
		const many = await add(bench.byKey(), list, wrong(...new Array<string>(12).fill('x')));
		expect(many.error).toMatchObject({
			message: `Items 1; 2; 3; 4; 5; 6; 7; 8; 9; 10: ${is('x')} There are more such items. Nothing was sent.`,
		});
		expect(bench.sandbox.log).toHaveLength(0);
	});

	test('where no other item is left, nobody is told how to go on with the others', async () => {
		const bench = await Bench.start();
		const { error } = await add(bench.byKey(), bench.list('Newsletter'), [{ email: 'x' }]);
		expect(error?.description).toBeFalsy();
	});

	test('asked to go on, only the bad item fails', async () => {
		const bench = await Bench.start();
		const list = bench.list('Newsletter');
		const items = [...people(2), { email: 'nobody' }, { email: 'last@mail.example' }];
		const { items: output } = await add(bench.byKey(), list, items, goOn);
		expect(output).toEqual([
			{
				json: { success: true, mailingListId: list, email: 'new0@mail.example' },
				pairedItem: { item: 0 },
			},
			{
				json: { success: true, mailingListId: list, email: 'new1@mail.example' },
				pairedItem: { item: 1 },
			},
			{
				json: {
					error: expect.stringMatching(/^Item 3: 'Email' is not/) as string,
					input: { email: 'nobody' },
				},
				pairedItem: { item: 2 },
			},
			{
				json: { success: true, mailingListId: list, email: 'last@mail.example' },
				pairedItem: { item: 3 },
			},
		]);
		expect(bench.requests).toHaveLength(1);
	});

	test('with an error output, failed items go there', async () => {
		const bench = await Bench.start();
		const { json, errors } = await add(
			bench.byKey(),
			bench.list('Newsletter'),
			[...people(1), { email: 'nobody' }],
			{ settings: { onError: 'continueErrorOutput' } },
		);
		expect(json).toHaveLength(1);
		expect(errors).toMatchObject([{ error: expect.stringContaining('Item 2: ') as string }]);
	});

	test('a single item needs no number', async () => {
		const bench = await Bench.start();
		const { error } = await add(bench.byKey(), 5, [{ email: '' }]);
		expect(error?.message).toBe("'Email' is empty. Enter an e-mail address. Nothing was sent.");
	});

	test('no items, no requests', async () => {
		const bench = await Bench.start();
		const { json, error } = await add(bench.credential(), bench.list('Newsletter'), []);
		expect({ json, error, log: bench.sandbox.log.length }).toEqual({
			json: [],
			error: undefined,
			log: 0,
		});
	});
});

describe("n8n's Retry On Fail", () => {
	const retryOnFail = { settings: { retryOnFail: true, maxTries: 2 } };

	test('is refused where something must not happen twice', async () => {
		const bench = await Bench.start();
		const { error } = await run(
			bench.byKey(),
			'mailingList',
			'create',
			{ name: 'New' },
			retryOnFail,
		);
		expect(error?.message).toMatch(/^Turn off 'Retry On Fail'.*'Create' must not be done twice/);
		expect(bench.sandbox.log).toHaveLength(0);
	});

	test('depends on the items where it does for the operation', async () => {
		const bench = await Bench.start();
		const list = bench.list('Newsletter');
		expect((await add(bench.byKey(), list, people(2), retryOnFail)).error).toBeUndefined();
		const sent = bench.requests.length;
		const doubleOptIn = {
			doubleOptIn: '={{ $json.n === 1 }}',
			senderEmail: 'hello@shop.example',
			confirmationLanguage: 'en',
		};
		const { error } = await add(bench.byKey(), list, people(2), {
			...retryOnFail,
			options: doubleOptIn,
		});
		expect(error?.message).toContain('Nothing was sent');
		expect(bench.requests).toHaveLength(sent);
	});

	test('harms no reading and no preview', async () => {
		const bench = await Bench.start();
		expect(
			(await getMany(bench.byKey(), { mailingListId: bench.list('Customers') }, retryOnFail)).error,
		).toBeUndefined();
		const { json } = await run(
			bench.byKey(),
			'mailingList',
			'create',
			{ name: 'New', options: { preview: true } },
			retryOnFail,
		);
		expect(json).toMatchObject([{ preview: true }]);
	});
});

describe('a preview', () => {
	test('shows the requests as they would leave, with the items that they serve, and sends none', async () => {
		const bench = await Bench.start();
		const { items } = await add(bench.credential(), 5, people(5), {
			options: { preview: true, batchSize: 2, silent: true },
		});
		expect(items).toHaveLength(3);
		expect(items[1]).toEqual({
			json: {
				preview: true,
				method: 'POST',
				url: `${bench.url}/addressbooks/5/emails`,
				body: {
					emails: [{ email: 'new2@mail.example' }, { email: 'new3@mail.example' }],
					disable_webhook: true,
				},
				inputItems: [3, 4],
			},
			pairedItem: [{ item: 2 }, { item: 3 }],
		});
		expect(bench.sandbox.log).toHaveLength(0);
	});

	test('of some items leaves the others to be sent, and does not count as done', async () => {
		const bench = await Bench.start();
		const list = bench.list('Newsletter');
		const { json, hints } = await add(bench.byKey(), list, people(4), {
			options: { preview: '={{ $json.n < 2 }}' },
		});
		expect(json.map(({ preview, success }) => preview ?? success)).toEqual([true, true, true]);
		expect(hints).toEqual([
			'Preview Only is on for 2 of 4 items: nothing was sent for them.',
			'2 contacts added in 1 request',
		]);
		expect(bench.contacts(list).size).toBe(2);
	});

	test('of single writes', async () => {
		const bench = await Bench.start();
		const { json, hints } = await run(
			bench.byKey(),
			'mailingList',
			'delete',
			{ mailingListId: '={{ $json.n }}', options: { preview: true } },
			{ items: [{ n: 7 }, { n: 8 }] },
		);
		expect(json).toEqual(
			[7, 8].map((id, index) => ({
				preview: true,
				method: 'DELETE',
				url: `${bench.url}/addressbooks/${id}`,
				inputItems: [index + 1],
			})),
		);
		// Forgotten, it would keep a workflow from ever sending anything.
		expect(hints).toEqual(['Preview Only is on: nothing was sent.']);
		expect(bench.sandbox.log).toHaveLength(0);
	});
});

describe('batches', () => {
	test('2,500 contacts are 25 requests, one output for each, in order', async () => {
		const bench = await Bench.start();
		const list = bench.list('Newsletter');
		const { items, hints, error } = await add(bench.credential(), list, people(2_500));
		expect(error).toBeUndefined();
		expect(bench.requests).toHaveLength(25);
		expect(items).toEqual(
			people(2_500).map((person, index) => ({
				json: { success: true, mailingListId: list, email: person.email },
				pairedItem: { item: index },
			})),
		);
		expect(bench.contacts(list).size).toBe(2_500);
		expect(hints).toEqual(['2,500 contacts added in 25 requests']);
	});

	test('the elements at fault fail, the others are added once', async () => {
		const bench = await Bench.start();
		const list = bench.list('Newsletter');
		const { json, hints } = await add(bench.byKey(), list, withBad(250, [3, 149, 150]), {
			...goOn,
			...visits,
		});
		expect(json).toHaveLength(250);
		json.forEach(({ error, success, email: added }, index) => {
			if ([3, 149, 150].includes(index)) {
				expect(error).toContain(`Item ${index + 1}: `);
				expect(error).toContain('variables is invalid');
			} else {
				expect({ success, added }).toEqual({ success: true, added: `new${index}@mail.example` });
			}
		});
		expect(bench.contacts(list).size).toBe(247);
		expect(bench.contacts(list).get('new3@mail.example')).toBeUndefined();
		const taken = bench.requests
			.filter(({ status }) => status === 200)
			.flatMap(({ body }) => (body as { emails: Array<{ email: string }> }).emails);
		expect(taken).toHaveLength(247);
		expect(hints).toEqual([`247 contacts added in ${bench.requests.length} requests; 3 refused`]);
	});

	test('stopped half-way, the error says what was done by then', async () => {
		const bench = await Bench.start();
		const list = bench.list('Newsletter');
		const { error } = await add(bench.byKey(), list, withBad(300, [100]), visits);
		expect(error?.message).toMatch(/^Item 101: A value was not accepted\. /);
		expect(error?.message).toMatch(/ By then 200 of 300 contacts had been added\.$/);
		expect(bench.contacts(list).size).toBe(200);
	});

	test('what concerns the whole is one request and one reason for all', async () => {
		const bench = await Bench.start();
		const { json } = await add(bench.byKey(), 5, people(100), goOn);
		expect(bench.requests).toHaveLength(1);
		for (const [index, { error }] of json.entries()) {
			expect(error).toContain(`Item ${index + 1}: There is no such mailing list.`);
		}
	});

	test('two groups that touch the same contacts in turn: the last value stays', async () => {
		const bench = await Bench.start();
		const list = bench.list('Newsletter');
		bench.sandbox.faults.add({ kind: 'latency', ms: 0, jitter: 30 });
		const items = numbered(60).map(({ n }) => ({ n, email: `same${n % 3}@mail.example` }));
		const { error } = await add(bench.byKey(), list, items, {
			options: {
				silent: '={{ $json.n % 2 === 0 }}',
				additionalVariables: '={{ {"visits": $json.n} }}',
			},
		});
		expect(error).toBeUndefined();
		for (const n of [57, 58, 59]) {
			expect(
				bench
					.contacts(list)
					.get(`same${n % 3}@mail.example`)
					?.variables.get('visits'),
			).toBe(n);
		}
	});
});

describe('a run that is run again', () => {
	const of = async (
		bench: Bench,
		operation: string,
		list: number,
		items: IDataObject[],
		more = {},
	) =>
		await run(
			bench.byKey(),
			'contact',
			operation,
			{ mailingListId: list, email },
			{ items, ...more },
		);

	test.each([
		['delete', { deleted: true, found: false }],
		['unsubscribe', { success: true, changed: false }],
	])('%s: finishes, though many were dealt with before', async (operation, again) => {
		const bench = await Bench.start();
		const list = bench.list('Many', 450);
		const all = Array.from({ length: 450 }, (_, n) => ({ email: `c${n}@mail.example` }));
		expect((await of(bench, operation, list, all.slice(0, 250))).error).toBeUndefined();
		const { json, error, hints } = await of(bench, operation, list, all);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(450);
		// Of the batch in which some were left nobody knows which.
		expect(
			json.map((item) => Object.entries(again).every(([key, value]) => item[key] === value)),
		).toEqual(all.map((_, index) => index < 200));
		expect(hints).toEqual([
			expect.stringMatching(
				/^450 addresses handed over .* SendPulse does not say which of them were /,
			),
		]);
		const left = [...bench.contacts(list).values()].filter(({ status }) => status === 1);
		expect(left).toEqual([]);
	});
});

describe('order', () => {
	test('writes about one contact follow one another, those about others overlap', async () => {
		const bench = await Bench.start();
		const list = bench.list('Many', 10);
		bench.sandbox.state.lists.get(list)!.variables.set('name', 'string');
		bench.sandbox.faults.add({ kind: 'latency', ms: 5, jitter: 30 });
		let together = 0;
		bench.onRequest = () => {
			const running = bench.requests.filter(({ duration }) => duration === null);
			together = Math.max(together, running.length);
			const addresses = running
				.map(({ body }) => (body as { email?: string } | null)?.email)
				.filter(Boolean);
			expect(new Set(addresses).size).toBe(addresses.length);
		};
		const items = numbered(50).map(({ n }) => ({
			email: `c${n % 10}@mail.example`,
			name: `name ${n}`,
		}));
		const { error, json } = await setName(bench.byKey(), list, items);
		expect(error).toBeUndefined();
		expect(json.map((record) => record.email)).toEqual(items.map((item) => item.email));
		for (let n = 40; n < 50; n++) {
			expect(
				bench
					.contacts(list)
					.get(`c${n % 10}@mail.example`)
					?.variables.get('name'),
			).toBe(`name ${n}`);
		}
		expect(together).toBeGreaterThan(1);
	});

	test('other writes follow one another, and none comes after a failed one', async () => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ kind: 'latency', ms: 0, jitter: 20 });
		const { error } = await run(
			bench.byKey(),
			'mailingList',
			'create',
			{ name: '={{ $json.name }}' },
			{
				items: ['One', 'Two', 'Customers', 'Three'].map((name) => ({ name })),
			},
		);
		expect(error?.message).toMatch(/^Item 3: A mailing list with this name exists already\./);
		expect(error?.message).toContain('By then 2 of 4 mailing lists had been created.');
		expect(bench.requests.map(({ body }) => (body as { bookName: string }).bookName)).toEqual([
			'One',
			'Two',
			'Customers',
		]);
	});

	test('a write with an unclear end comes before the next about the same', async () => {
		const bench = await Bench.start();
		const list = bench.list('Many', 1);
		bench.sandbox.state.lists.get(list)!.variables.set('name', 'string');
		bench.sandbox.faults.add({ kind: 'reset', times: 2 });
		await setName(bench.byKey(), list, [
			{ email: 'c0@mail.example', name: 'first' },
			{ email: 'c0@mail.example', name: 'last' },
		]);
		expect(bench.contacts(list).get('c0@mail.example')?.variables.get('name')).toBe('last');
		// The list's variables are read first, the writes again after each reset.
		expect(bench.requests).toHaveLength(5);
	});

	test('answers come in the order of the items, whatever order they came in', async () => {
		const bench = await Bench.start();
		const ids = numbered(40).map(({ n }) => bench.list(`List ${n}`, n));
		bench.sandbox.faults.add({ kind: 'latency', ms: 0, jitter: 40 });
		const { items } = await run(
			bench.byKey(),
			'contact',
			'count',
			{ mailingListId: '={{ $json.id }}' },
			{
				items: ids.map((id) => ({ id })),
			},
		);
		expect(items.map(({ json, pairedItem }) => [json.total, pairedItem])).toEqual(
			ids.map((_, n) => [n, { item: n }]),
		);
	});

	test('a failed reading stops the run and names its item', async () => {
		const bench = await Bench.start();
		const { error, json } = await run(
			bench.byKey(),
			'contact',
			'count',
			{ mailingListId: '={{ $json.id }}' },
			{
				items: [bench.list('Customers'), 5, bench.list('Customers')].map((id) => ({ id })),
			},
		);
		expect(error?.message).toMatch(/^Item 2: There is no such mailing list\./);
		expect(error?.message).not.toContain('By then');
		expect(error?.httpCode).toBe('404');
		expect(json).toEqual([]);
	});
});

const addressesIn = (bench: Bench, list: number) =>
	[...bench.contacts(list).values()].map((contact) => contact.email);

describe('lists', () => {
	test('all of a long one: each page once, one total, every record', async () => {
		const bench = await Bench.start();
		const list = bench.list('Many', 2_050);
		const { items, hints, error } = await getMany(bench.credential(), {
			mailingListId: list,
			returnAll: true,
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.email)).toEqual(
			numbered(2_050).map(({ n }) => `c${n}@mail.example`),
		);
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		expect(bench.requests).toHaveLength(21 + 1);
		expect(hints).toEqual([]);
	});

	test.each([1, 100, 150])('%d of it', async (limit) => {
		const bench = await Bench.start();
		const { json } = await getMany(bench.byKey(), {
			mailingListId: bench.list('Many', 300),
			limit,
		});
		expect(json).toHaveLength(limit);
		expect(bench.requests).toHaveLength(Math.ceil(limit / 100));
	});

	test.each([0, -1, 1.5, 'x'])('a limit of %j is refused', async (limit) => {
		const bench = await Bench.start();
		const { error } = await getMany(bench.byKey(), { mailingListId: 5, limit });
		expect(error?.message).toContain("'Limit' has to be a whole number of at least 1");
	});

	test('contacts that go while it is read cost nobody else his place', async () => {
		const bench = await Bench.start();
		const list = bench.list('Many', 950);
		bench.onRequest = (count) => {
			if (count === 5) bench.contacts(list).remove('c3@mail.example');
		};
		const { json, hints } = await getMany(bench.byKey(), { mailingListId: list, returnAll: true });
		const listed = json.map((record) => record.email);
		expect(new Set(listed).size).toBe(listed.length);
		expect(listed).toEqual(expect.arrayContaining(addressesIn(bench, list)));
		expect(hints).toEqual([]);
	});

	test('a list that never rests: nobody twice, and nobody lost', async () => {
		const bench = await Bench.start();
		const list = bench.list('Many', 950);
		bench.onRequest = (count) => bench.contacts(list).remove(`c${count}@mail.example`);
		const { json } = await getMany(bench.byKey(), { mailingListId: list, returnAll: true });
		const listed = json.map((record) => record.email);
		expect(new Set(listed).size).toBe(listed.length);
		expect(listed).toEqual(expect.arrayContaining(addressesIn(bench, list)));
	});

	test('a page that fails leaves no half of a list', async () => {
		const bench = await Bench.start();
		const list = bench.list('Many', 5_000);
		bench.sandbox.faults.add({ kind: 'falseResult', after: 5, times: 1 });
		const { json, error } = await getMany(bench.byKey(), { mailingListId: list, returnAll: true });
		expect(error?.message).toContain('SendPulse refused the request');
		expect(json).toEqual([]);
		expect(bench.requests.length).toBeLessThan(51);
		expect(bench.requests.every(({ duration }) => duration !== null)).toBe(true);
	});

	test('an empty list is no item', async () => {
		const bench = await Bench.start();
		const { json, error } = await getMany(bench.byKey(), {
			mailingListId: bench.list('Newsletter'),
			returnAll: true,
		});
		expect({ json, error }).toEqual({ json: [], error: undefined });
	});
});

test('"Simplify" keeps the fields that most want', async () => {
	const bench = await Bench.start();
	const [simple] = (await run(bench.byKey(), 'account', 'get', {})).json;
	const [raw] = (await run(bench.byKey(), 'account', 'get', { simplify: false })).json;
	expect(Object.keys(raw!)).toContain('avatar');
	expect(Object.keys(simple!)).not.toContain('avatar');
	expect(raw).toMatchObject(simple!);
});
