import { startBench, type Bench } from '../client.mts';

let bench: Bench;
let id: number;
beforeEach(async () => {
	bench = await startBench();
	id = bench.sandbox.state.lists.getByName('Newsletter')?.id ?? 0;
});
afterEach(() => bench.sandbox.close());

const notFound = { message: 'Book not found', error_code: 213 };

describe('every call that names a list', () => {
	test.each([
		['GET', ''],
		['PUT', ''],
		['DELETE', ''],
		['GET', '/variables'],
		['GET', '/campaigns'],
		['GET', '/cost'],
		['GET', '/emails'],
		['POST', '/emails'],
		['DELETE', '/emails'],
		['GET', '/emails/total'],
		['POST', '/emails/unsubscribe'],
		['POST', '/emails/variable'],
		['PUT', '/phone'],
		['GET', '/emails/a@b.example'],
		['GET', '/variables/name/x'],
	])('%s %s answers 404 with 213 for an unknown one', async (method, rest) => {
		for (const unknown of ['1', 'abc', '89300003.5']) {
			const { status, json } = await bench.call(method, `/addressbooks/${unknown}${rest}`, {
				body: method === 'GET' ? undefined : {},
			});
			expect([status, json]).toEqual([404, notFound]);
			bench.clock.advance(1_000);
		}
	});
});

describe('POST /addressbooks', () => {
	test('makes a list', async () => {
		const { status, json } = await bench.post('/addressbooks', { bookName: 'Größe' });
		expect([status, json]).toEqual([200, { id: expect.any(Number) }]);
		expect(bench.sandbox.state.lists.get(json.id)?.name).toBe('Größe');
	});

	test.each([
		['no body', undefined, 422, 'Argument bookName missing'],
		['no name', {}, 422, 'Argument bookName missing'],
		['the name that PUT takes', { name: 'x' }, 422, 'Argument bookName missing'],
		['null', { bookName: null }, 422, 'Argument bookName missing'],
		['an array', ['bookName'], 422, 'Argument bookName missing'],
		['a number', { bookName: 5 }, 422, 'Argument bookName must be string'],
		['an empty name', { bookName: '' }, 201, 'Name is empty'],
		['a blank name', { bookName: '  ' }, 201, 'Name is empty'],
		['a name in use', { bookName: 'Newsletter' }, 203, 'Name already in use'],
	])('refuses %s', async (_, body, code, message) => {
		const { size } = bench.sandbox.state.lists;
		const { status, json } = await bench.post('/addressbooks', body);
		expect([status, json]).toEqual([422, { message, error_code: code }]);
		expect(bench.sandbox.state.lists.size).toBe(size);
	});

	test.each([
		['without a content type', { 'content-type': 'text/plain' }, '{"bookName":"x"}'],
		['as a form', { 'content-type': 'application/x-www-form-urlencoded' }, '{"bookName":"x"}'],
		['broken', { 'content-type': 'application/json' }, '{"bookName":"x"'],
	])('takes no JSON %s', async (_, headers, raw) => {
		const { status, json } = await bench.call('POST', '/addressbooks', { headers, raw });
		expect([status, json.message]).toEqual([422, 'Argument bookName missing']);
	});
});

describe('GET /addressbooks', () => {
	test('describes each list', async () => {
		const list = bench.sandbox.state.lists.getByName('Beta testers');
		list?.contacts.change('tester1@lab.example', { values: new Map(), phone: '4930111222' });
		list?.contacts.change('tester5@lab.example', { values: new Map(), phone: '4930111223' });
		list?.contacts.add({ email: 'late@lab.example', status: 0, addedAt: 0, phone: '4930111224' });
		const { status, json } = await bench.get('/addressbooks');
		expect(status).toBe(200);
		expect(json[1]).toEqual({
			id: list?.id,
			name: 'Beta testers',
			all_email_qty: 6,
			active_email_qty: 5,
			inactive_email_qty: 1,
			new_phones_quantity: 1,
			active_phones_quantity: 5,
			exc_phones_quantity: 2,
			creationdate: '2025-06-18 16:05:00',
			status: 0,
			status_explain: 'Active',
		});
	});

	test('gives pages of a hundred at most', async () => {
		await bench.sandbox.close();
		bench = await startBench({ manyLists: true });
		const first = (await bench.get('/addressbooks')).json;
		const second = (await bench.get('/addressbooks?offset=100')).json;
		expect([first.length, second.length]).toEqual([100, 33]);
		expect(new Set([...first, ...second].map(({ id: one }: { id: number }) => one)).size).toBe(133);
		expect(
			(await bench.get('/addressbooks?limit=2&offset=1')).json.map(
				({ name }: { name: string }) => name,
			),
		).toEqual(['Beta testers', 'Newsletter']);
		expect((await bench.get('/addressbooks?offset=500')).json).toEqual([]);
	});

	test.each([
		['limit=0', 'Argument limit must be at least 1'],
		['limit=101', 'Argument limit may not be greater than 100'],
		['limit=ten', 'Argument limit must be integer'],
		['limit=1.5', 'Argument limit must be integer'],
		['limit=', 'Argument limit must be integer'],
		['limit=1&limit=2', 'Argument limit must be integer'],
		['offset=-1', 'Argument offset must be at least 0'],
		['offset=x', 'Argument offset must be integer'],
	])('refuses ?%s', async (query, message) => {
		for (const path of [
			'/addressbooks',
			`/addressbooks/${id}/emails`,
			`/addressbooks/${id}/campaigns`,
		]) {
			const { status, json } = await bench.get(`${path}?${query}`);
			expect([status, json]).toEqual([422, { message, error_code: 422 }]);
		}
	});
});

describe('GET /addressbooks/{id}', () => {
	test('answers an array of one, without the number of new telephone numbers', async () => {
		const { json } = await bench.get(`/addressbooks/${id}`);
		expect(json).toEqual([
			{
				id,
				name: 'Newsletter',
				all_email_qty: 0,
				active_email_qty: 0,
				inactive_email_qty: 0,
				active_phones_quantity: 0,
				exc_phones_quantity: 0,
				creationdate: '2025-09-01 09:00:00',
				status: 0,
				status_explain: 'Active',
			},
		]);
	});
});

describe('PUT /addressbooks/{id}', () => {
	test('renames, and sets the old name free', async () => {
		const { status, json } = await bench.put(`/addressbooks/${id}`, { name: 'Letters' });
		expect([status, json]).toEqual([200, { result: true }]);
		expect(bench.sandbox.state.lists.get(id)?.name).toBe('Letters');
		expect((await bench.post('/addressbooks', { bookName: 'Letters' })).json.error_code).toBe(203);
		expect((await bench.post('/addressbooks', { bookName: 'Newsletter' })).status).toBe(200);
	});

	test.each([
		['no name', {}, 422, 'Argument name missing'],
		['the name that POST takes', { bookName: 'x' }, 422, 'Argument name missing'],
		['a number', { name: 5 }, 422, 'Argument name must be string'],
		['an empty name', { name: '' }, 201, 'Name is empty'],
		['the name of another', { name: 'Customers' }, 203, 'Name already in use'],
	])('refuses %s', async (_, body, code, message) => {
		const { status, json } = await bench.put(`/addressbooks/${id}`, body);
		expect([status, json]).toEqual([422, { message, error_code: code }]);
		expect(bench.sandbox.state.lists.get(id)?.name).toBe('Newsletter');
	});
});

describe('DELETE /addressbooks/{id}', () => {
	test('removes the list', async () => {
		expect((await bench.del(`/addressbooks/${id}`)).json).toEqual({ result: true });
		expect((await bench.get(`/addressbooks/${id}`)).json).toEqual(notFound);
		expect((await bench.del(`/addressbooks/${id}`)).status).toBe(404);
	});

	test.each([
		[2, 422],
		[13, 422],
		[3, 200],
		[26, 200],
	])('with a campaign of status %i gets %i', async (campaignStatus, expected) => {
		bench.sandbox.state.campaigns.add({ name: 'c', status: campaignStatus, listIds: [id] });
		const { status, json } = await bench.del(`/addressbooks/${id}`);
		expect(status).toBe(expected);
		if (expected === 422)
			expect(json).toEqual({ message: 'The address book has active campaign', error_code: 422 });
	});
});

describe('GET /addressbooks/{id}/variables', () => {
	test('names each variable and its type, the address among them', async () => {
		const own = [
			{ name: 'name', type: 'string' },
			{ name: 'company', type: 'string' },
			{ name: 'visits', type: 'number' },
			{ name: 'birthday', type: 'date' },
		];
		expect((await bench.get(`/addressbooks/${id}/variables`)).json).toEqual([
			{ name: 'email', type: 'string' },
			...own,
		]);
		bench.sandbox.options.emailAmongVariables = false;
		expect((await bench.get(`/addressbooks/${id}/variables`)).json).toEqual(own);
	});
});

describe('GET /addressbooks/{id}/campaigns', () => {
	test('names the campaigns of the list, page by page', async () => {
		const { lists, campaigns } = bench.sandbox.state;
		const customers = lists.getByName('Customers')?.id ?? 0;
		campaigns.add({ name: 'Elsewhere', status: 3, listIds: [id] });
		const { json } = await bench.get(`/addressbooks/${customers}/campaigns`);
		expect(json).toEqual([
			{ task_id: expect.any(Number), task_name: 'Spring collection', task_status: 3 },
			{ task_id: expect.any(Number), task_name: 'Summer sale', task_status: 3 },
		]);
		expect((await bench.get(`/addressbooks/${customers}/campaigns?limit=1&offset=1`)).json).toEqual(
			[json[1]],
		);
	});
});

describe('GET /addressbooks/{id}/cost', () => {
	test('an empty list is code 211', async () => {
		const { status, json } = await bench.get(`/addressbooks/${id}/cost`);
		expect([status, json]).toEqual([422, { message: 'Addressbook is empty', error_code: 211 }]);
	});

	test('a plan that has run out is refused', async () => {
		bench.sandbox.options.planEnded = true;
		const { status, json } = await bench.get(
			`/addressbooks/${bench.sandbox.state.lists.getByName('Customers')?.id}/cost`,
		);
		expect([status, json]).toEqual([422, { message: 'Your tariff plan ended', error_code: 422 }]);
	});

	test.each([
		[
			9_500,
			9.36,
			{
				addressesDeltaFromTariff: 236,
				addressesDeltaFromBalance: 0,
				overdraftAllEmailsPrice: 0,
				result: true,
			},
		],
		[
			36,
			9.36,
			{
				addressesDeltaFromTariff: 36,
				addressesDeltaFromBalance: 200,
				overdraftAllEmailsPrice: 0.88,
				result: true,
			},
		],
		[
			36,
			0.5,
			{
				addressesDeltaFromTariff: 36,
				addressesDeltaFromBalance: 200,
				overdraftAllEmailsPrice: 0.88,
				result: false,
			},
		],
	])('with %i e-mails left and a balance of %d', async (emailsLeft, balance, expected) => {
		const { lists, account } = bench.sandbox.state;
		Object.assign(account.funds, { emailsLeft, balance });
		const { status, json } = await bench.get(
			`/addressbooks/${lists.getByName('Customers')?.id}/cost`,
		);
		expect(status).toBe(200);
		expect(json).toEqual({
			cur: 'USD',
			sent_emails_qty: 236,
			max_emails_per_task: emailsLeft,
			...expected,
		});
	});
});
