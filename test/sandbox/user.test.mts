import { startBench, type Bench } from './client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

test("GET /balance: a number, in the account's currency or another", async () => {
	expect((await bench.get('/balance')).json).toEqual({ currency: 'USD', balance_currency: 9.36 });
	expect((await bench.get('/balance/EUR')).json).toEqual({
		currency: 'EUR',
		balance_currency: 8.61,
	});
	const { status, json } = await bench.get('/balance/XXX');
	expect([status, json]).toEqual([
		422,
		{ message: 'Argument currency is invalid', error_code: 422 },
	]);
});

test('GET /user/balance/detail: money as text', async () => {
	const date = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
	expect((await bench.get('/user/balance/detail')).json).toEqual({
		balance: { main: '9.36', bonus: '5.00', currency: 'USD' },
		email: {
			tariff_name: 'Pay as you go 10 000',
			finished_time: date,
			emails_left: 9500,
			maximum_subscribers: 10000,
			current_subscribers: 258,
		},
		smtp: { tariff_name: 'SMTP Free', end_date: date, auto_renew: 1 },
		push: {
			tariff_name: 'White Label',
			end_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			auto_renew: 1,
		},
	});
});

test('GET /user/invited-users-list: the owner first, telephone numbers as numbers', async () => {
	const { json } = await bench.get('/user/invited-users-list');
	expect(json).toHaveLength(3);
	expect(json[0]).toEqual({
		id: 7100001,
		firstname: 'ada',
		lastname: 'holm',
		email: 'ada.holm@shop.example',
		group_id: null,
		is_active: true,
		avatar: expect.any(String),
		lang: 'en:English',
		locale: 'Europe/Berlin',
		currency: 'USD',
		country: 'DE',
		phone: 4930901820,
	});
	expect(json[1]).toMatchObject({ group_id: 6, avatar: null });
});
