/** Products and payments of the sandbox's CRM. */
import { complaints, startCrm, told, type CrmBench } from './crm.mts';

let bench: CrmBench;
beforeEach(async () => {
	bench = await startCrm();
});
afterEach(() => bench.sandbox.close());

const product = (name: string) => bench.crm.products.all().find((one) => one.name === name)!;
const prices = [
	{ currency: 'USD', value: 9.5 },
	{ currency: 'EUR', value: 8, isDefault: true },
];

test('made, read and changed; the list of prices is replaced', async () => {
	const { status, json } = await bench.post('/products', { name: 'Mate', productType: 1, prices });
	expect([status, json.data.productType]).toEqual([201, 1]);
	expect(json.data.prices.map(({ isDefault }: { isDefault: boolean }) => isDefault)).toEqual([
		false,
		true,
	]);
	const path = `/products/${json.data.id}`;
	const changed = await bench.put(path, { visible: 0, balance: { type: 7, value: 3 } });
	expect(changed.json.data).toMatchObject({ name: 'Mate', visible: 0, balance: { value: 3 } });
	const [first] = json.data.prices;
	const put = (given: unknown) => bench.put(`${path}/prices`, { prices: given });
	expect(told(await put([{ ...first, value: 12 }]))).toEqual([200, 'nothing']);
	expect((await bench.get(path)).json.data.prices).toMatchObject([{ id: first.id, value: 12 }]);
	for (const [given, field] of [
		[[], 'prices'],
		[[{ currency: 'USD', value: 0 }], 'prices.0.value'],
		[[{ id: 1, currency: 'USD', value: 1 }], 'prices.0.id'],
	] as const)
		expect(complaints(await put(given))).toEqual([422, [field]]);
	expect(told(await bench.del(path))).toEqual([204, 'nothing']);
	expect((await bench.get(path)).status).toBe(404);
});

test('what is refused', async () => {
	const refused = async (body: object, field: string) =>
		expect(complaints(await bench.post('/products', { name: 'Mate', ...body }))).toEqual([
			422,
			[field],
		]);
	await refused({ name: undefined }, 'name');
	await refused({ name: 'x'.repeat(256) }, 'name');
	await refused({ categoryId: 1 }, 'categoryId.0');
	await refused({ visible: true }, 'visible');
	await refused({ availability: 'available' }, 'availability');
	await refused({ balance: { type: 8, value: 1 } }, 'balance.type');
	await refused({ prices: [{ currency: 'dollars', value: 1 }] }, 'prices.0.currency');
});

test('the list: one price each, pages without a total, categories as a tree', async () => {
	const { json } = await bench.get('/products/categories');
	const [{ tree, count }] = json.data;
	expect([count, tree[0].children[0].name]).toEqual([2, 'Tea']);
	const list = async (filter: object) => (await bench.post('/products/all', filter)).json;
	const tea = await list({ categoryIds: [tree[0].children[0].id] });
	expect(Object.keys(tea)).toEqual(['data']);
	expect(tea.data).toHaveLength(5);
	expect(tea.data[0]).toMatchObject({ visible: true, typeProduct: 1, price: { currency: 'USD' } });
	expect((await list({ search: 'hs-103' })).data).toHaveLength(1);
	const cheapest = await list({ limit: 1, orderBy: { fieldName: 'price', direction: 'asc' } });
	expect(cheapest.data[0].name).toBe('Assam');
	bench.options.crmMostPerPage = 4;
	expect((await list({ limit: 100, offset: 8 })).data).toHaveLength(2);
	expect((await list({ limit: 100 })).data).toHaveLength(4);
});

test('products of a deal leave the stock, unless they are told not to', async () => {
	const [deal] = bench.crm.deals.all();
	const add = (more: object) =>
		bench.post('/products/deals', { dealId: deal!.id, productId: product('Assam').id, ...more });
	expect(told(await add({ quantity: 2 }))).toEqual([200, 'nothing']);
	expect(product('Assam').balance.value).toBe(38);
	const soldOut = { productId: product('Earl Grey').id };
	expect(complaints(await add(soldOut))).toEqual([422, ['quantity']]);
	const anyway = {
		...soldOut,
		allow_out_of_stock: true,
		productPriceISO: 'UAH',
		productPriceValue: 3,
	};
	expect((await add(anyway)).status).toBe(200);
	const { data } = (await bench.get(`/products/deals/${deal!.id}`)).json;
	expect(data).toMatchObject({
		totalAmount: 13,
		items: [
			{ name: 'Assam', extra: { quantity: 2, amount: 5, currency: 'USD', totalAmount: 10 } },
			{ name: 'Earl Grey', extra: { quantity: 1, currency: 'UAH', outOfStock: true } },
		],
	});
	expect(complaints(await add({ productId: 1 }))).toEqual([422, ['productId.0']]);
});

test('payments: one that is made has no envelope, and is settled once', async () => {
	const [deal] = bench.crm.deals.all();
	const { status, json } = await bench.post('/payments', {
		dealId: deal!.id,
		price: 250,
		currency: 'USD',
	});
	expect([status, json]).toMatchObject([201, { price: { amount: '250', currency: 'USD' } }]);
	const all = (await bench.get('/payments/all')).json;
	expect([all.total, all.data.at(-1).price.amount]).toEqual([4, 250]);
	expect((await bench.get(`/payments/deals/${deal!.id}`)).json.total).toBe(2);
	expect((await bench.get(`/payments/contacts/${deal!.contactIds[0]}`)).json.total).toBe(1);
	expect(told(await bench.post(`/payments/${json.id}/approve`))).toEqual([200, 'nothing']);
	for (const verb of ['approve', 'cancel'])
		expect((await bench.post(`/payments/${json.id}/${verb}`)).status).toBe(422);
	const refused = async (body: object, field: string) =>
		expect(
			complaints(
				await bench.post('/payments', { dealId: deal!.id, price: 5, currency: 'USD', ...body }),
			),
		).toEqual([422, [field]]);
	await refused({ dealId: undefined }, 'dealId');
	await refused({ price: 2.5 }, 'price');
	await refused({ currency: undefined }, 'currency');
});
