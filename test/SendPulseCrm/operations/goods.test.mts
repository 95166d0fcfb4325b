/** Products, payments, attachments and histories. */
import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, answersAside, says, silent } from '../../api.mts';
import {
	doesNotRepeat,
	findsItGone,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
	takesIdInAnyForm,
} from '../../SendPulse/suites.mts';
import { crmOperation } from '../records.mts';
import {
	BASE,
	BODILESS,
	created,
	DEAL,
	gives,
	lines,
	NOT_FOUND,
	NOTHING,
	refused,
	shown,
} from '../sales.mts';

answersAside(({ path }) => (path === '/user/info' ? says({ locale: 'Europe/Kyiv' }) : undefined));

const PRODUCT = 31;
const product = (more: IDataObject = {}): IDataObject => ({
	id: PRODUCT,
	name: 'Paddle',
	description: 'Long',
	shortDescription: null,
	images: [],
	vendorCode: 'P-1',
	type: 1,
	categoryId: 8,
	balance: { type: 1, value: 5 },
	availability: 1,
	visible: 1,
	userId: 1,
	prices: [
		{ id: 1, currency: 'USD', value: 9, oldValue: null, isDefault: false, productId: PRODUCT },
		{ id: 2, currency: 'EUR', value: 8.5, oldValue: 10.5, isDefault: true, productId: PRODUCT },
	],
	...more,
});
const simple = {
	id: PRODUCT,
	name: 'Paddle',
	vendorCode: 'P-1',
	categoryId: 8,
	price: 8.5,
	currency: 'EUR',
	oldPrice: 10.5,
	stock: 5,
	visible: true,
	availability: 1,
};

describe('products', () => {
	const create = {
		operation: crmOperation('product', 'create'),
		parameters: {
			name: 'Paddle',
			price: '8.50',
			currency: 'eur',
			options: {
				availability: 'expected',
				categoryId: 8,
				description: 'Long',
				shortDescription: 'L',
				stock: 5,
				stockUnit: 'piece',
				type: 'digital',
				vendorCode: 'P-1',
				visible: false,
			},
		},
		request: {
			method: 'POST',
			path: `${BASE}/products`,
			body: {
				name: 'Paddle',
				availability: 3,
				categoryId: 8,
				description: 'Long',
				shortDescription: 'L',
				vendorCode: 'P-1',
				visible: 0,
				balance: { type: 1, value: 5 },
				productType: 2,
				prices: [{ currency: 'EUR', value: 8.5, isDefault: true }],
			},
		},
		answer: created(product()),
		output: [simple],
	};
	givesWhatItShould(create);
	previews(create);
	doesNotRepeat(create, "with 'Get Many' of the resource Product");
	refusesRetryOnFail(create, 'Create');

	test.each<[IDataObject, string]>([
		[{ price: '5', currency: '' }, "'Currency' is missing: a price needs one, like EUR."],
		[{ price: '', currency: 'EUR' }, "'Price' is missing: it is to be in EUR."],
		[{ price: '0', currency: 'EUR' }, "'Price' has to be from 0.01 to 999999999.99, not '0'."],
		[{ name: 'x'.repeat(256) }, "'Name' is longer than SendPulse takes: 256 characters of 255."],
	])('%j is refused', async (more, text) => {
		const api = silent();
		const { error } = await create.operation.run({ ...create.parameters, ...more });
		expect(error?.message).toContain(text);
		expect(api.requests).toEqual([]);
	});

	const get = {
		operation: crmOperation('product', 'get'),
		parameters: { productId: PRODUCT },
		request: { method: 'GET', path: `${BASE}/products/${PRODUCT}` },
		answer: gives(product()),
		output: [simple],
	};
	givesWhatItShould(get);
	takesIdInAnyForm(get, { name: 'productId', label: 'Product', id: PRODUCT });

	const listed = (id: number): IDataObject => {
		const { prices, availability, ...one } = product({ id, visible: true });
		const [, price] = prices as IDataObject[];
		return { ...one, price, createdAt: '2026-01-05 10:00:00', unused: availability };
	};
	const { availability, ...simpleListed } = { ...simple, createdAt: '2026-01-05 10:00:00' };
	givesWhatItShould({
		operation: crmOperation('product', 'getMany'),
		parameters: {
			limit: 1,
			filters: {
				search: 'Paddle',
				categoryIds: [8],
				createdFrom: '2026-01-01',
				createdTo: '2026-01-31',
				visible: true,
				type: 'physical',
			},
		},
		request: {
			method: 'POST',
			path: `${BASE}/products/all`,
			body: {
				orderBy: { fieldName: 'id', direction: 'asc' },
				search: 'Paddle',
				categoryIds: [8],
				dateFrom: '2026-01-01',
				dateTo: '2026-01-31',
				visible: 1,
				typeProduct: 1,
				limit: 1,
				offset: 0,
			},
		},
		answer: gives([listed(PRODUCT)]),
		output: [simpleListed],
	});

	test('Return All reads on until nothing new comes, for no total is told', async () => {
		expect(availability).toBe(1);
		const all = Array.from({ length: 120 }, (_, n) => listed(n + 1));
		answeringBy(({ body }) => {
			const { limit, offset } = body as { limit: number; offset: number };
			return gives(all.slice(offset, offset + Math.min(limit, 50)));
		});
		const { json } = await crmOperation('product', 'getMany').run({ returnAll: true });
		expect(json.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
	});

	test('an update sends along what stays, and all prices with the one that changes', async () => {
		const digitalInfo = { productLink: 'https://shop.example/1', isProductLinkExternal: true };
		const { requests } = answering(
			gives(product({ digitalInfo })),
			gives(product()),
			BODILESS,
			gives(product()),
		);
		const { json } = await crmOperation('product', 'update').run({
			productId: PRODUCT,
			options: { stock: 7, price: 9.5, currency: 'USD' },
		});
		expect(lines(requests)).toEqual([
			[`GET /products/${PRODUCT}`],
			[
				`PUT /products/${PRODUCT}`,
				{
					name: 'Paddle',
					description: 'Long',
					images: [],
					vendorCode: 'P-1',
					categoryId: 8,
					balance: { type: 1, value: 7 },
					availability: 1,
					visible: 1,
					digitalInfo,
				},
			],
			[
				`PUT /products/${PRODUCT}/prices`,
				{
					prices: [
						{ id: 1, currency: 'USD', value: 9.5, isDefault: false },
						{ id: 2, currency: 'EUR', value: 8.5, oldValue: 10.5, isDefault: true },
					],
				},
			],
			[`GET /products/${PRODUCT}`],
		]);
		expect(json).toEqual([simple]);
	});

	test('a price in a currency that it has not is added; Preview Only shows it', async () => {
		answering(gives(product({ prices: [] })));
		const { json } = await crmOperation('product', 'update').run({
			productId: PRODUCT,
			options: { price: 5, currency: 'CHF', preview: true },
		});
		expect(shown(json)).toEqual([
			[
				`PUT /products/${PRODUCT}/prices`,
				{ prices: [{ currency: 'CHF', value: 5, isDefault: true }] },
			],
		]);
	});

	const removal = {
		...get,
		operation: crmOperation('product', 'delete'),
		request: { ...get.request, method: 'DELETE' },
		answer: NOTHING,
		output: [{ deleted: true, productId: PRODUCT }],
	};
	givesWhatItShould(removal);
	findsItGone(removal, NOT_FOUND);
});

describe('payments', () => {
	const payment = {
		id: 8012,
		name: 'Payment 8012',
		price: { amount: '100', currency: 'EUR' },
		status: 1,
		orderId: 'crm-8012',
		paymentDescription: 'Order 1',
		paymentMethod: 'Fondy',
		createdAt: '2026-01-05 10:00:00+00:00',
		promoCode: 'X',
		promoCodeDiscount: 0,
	};
	const create = {
		operation: crmOperation('payment', 'create'),
		parameters: {
			dealId: DEAL,
			price: 100,
			currency: 'eur',
			options: { description: 'Order 1' },
		},
		request: {
			method: 'POST',
			path: `${BASE}/payments`,
			body: { dealId: DEAL, price: 100, currency: 'EUR', description: 'Order 1' },
		},
		// No envelope around this one.
		answer: { status: 201, body: payment },
		output: [{ ...payment, dealId: DEAL }],
	};
	const { options, ...ofContact } = create.parameters;
	expect(options).toBeDefined();
	givesWhatItShould(create, {
		...create,
		parameters: { ...ofContact, paymentOf: 'contact', contactId: 501 } as never,
		request: { ...create.request, body: { contactId: 501, price: 100, currency: 'EUR' } as never },
		output: [{ ...payment, contactId: 501 } as never],
	});
	doesNotRepeat(create, "with 'Get Many' of the resource Payment");
	refusesRetryOnFail(create, 'Create');

	test('half a cent is refused', async () => {
		const api = silent();
		const { error } = await create.operation.run({ ...create.parameters, price: 9.5 });
		expect(error?.message).toContain("'Price' has to be a whole number of at least 1, not '9.5'.");
		expect(api.requests).toEqual([]);
	});

	test.each([
		[{}, '/payments/all'],
		[{ paymentOf: 'deal', dealId: DEAL }, `/payments/deals/${DEAL}`],
		[{ paymentOf: 'contact', contactId: 501 }, '/payments/contacts/501'],
	])('those of %j', async (parameters, path) => {
		const { requests } = answering(gives([payment], { total: 1 }));
		const { json } = await crmOperation('payment', 'getMany').run(parameters);
		expect([lines(requests), json]).toEqual([[[`GET ${path}`]], [payment]]);
	});

	describe.each(['approve', 'cancel'])('%s', (name) => {
		const sample = {
			operation: crmOperation('payment', name),
			parameters: { paymentId: '8012' },
			request: { method: 'POST', path: `${BASE}/payments/8012/${name}` },
			answer: BODILESS,
			output: [{ success: true, paymentId: 8012 }],
		};
		givesWhatItShould(sample, { ...sample, answer: says([]) });
		previews(sample);
		doesNotRepeat(sample);
	});
});

describe('attachments', () => {
	const add = crmOperation('attachment', 'add');
	const attachment = {
		id: 9301,
		link: '/crm/offer.txt',
		entityId: DEAL,
		entityType: 'deal',
		createdAt: '2026-01-05 10:00:00',
		updatedAt: '2026-01-05 10:00:00',
	};
	const files = [{ data: { data: 'aGVsbG8=', mimeType: 'text/plain', fileName: 'offer.txt' } }];
	const attach = [
		'POST /attachments',
		{ link: '/crm/offer.txt', entityId: DEAL, entityType: 'deal' },
	];

	test('a file of the item is uploaded, and attached', async () => {
		const { requests } = answering(created([{ link: '/crm/offer.txt' }]), created(attachment));
		const { json } = await add.run({ dealId: DEAL }, { files });
		const [upload] = requests;
		expect(upload.path).toBe(`${BASE}/files/upload`);
		expect(String(upload.body)).toMatch(
			/name="files\[\]"; filename="offer.txt"\r\nContent-Type: text\/plain\r\n\r\nhello/,
		);
		expect(lines(requests)[1]).toEqual(attach);
		expect(json).toEqual([attachment]);
	});

	givesWhatItShould({
		operation: add,
		parameters: { attachTo: 'task', taskId: 5, fileSource: 'path', path: '/crm/offer.txt' },
		request: {
			method: 'POST',
			path: `${BASE}/attachments`,
			body: { link: '/crm/offer.txt', entityId: 5, entityType: 'task' },
		},
		answer: created(attachment),
		output: [attachment],
	});

	test('uploaded and not attached: that is said, and not done again', async () => {
		answering(created([{ link: '/crm/offer.txt' }]), refused('entityId', 'Unknown'));
		const { error } = await add.run({ dealId: DEAL }, { files });
		expect(error?.message).toMatch(/^The file was uploaded, but the attachment was refused/);
		expect(error?.message).toContain('Do only the rest');
	});

	test('an answer without the path of the file', async () => {
		const { requests } = answering(created([{}]));
		const { error } = await add.run({ dealId: DEAL }, { files });
		expect(error?.message).toContain('without the path of the file');
		expect(requests).toHaveLength(1);
	});

	test('Preview Only sends nothing', async () => {
		const api = silent();
		const { json } = await add.run({ dealId: DEAL, options: { preview: true } }, { files });
		expect(api.requests).toEqual([]);
		expect(shown(json)).toEqual([
			['POST /files/upload', { 'files[]': ['(file offer.txt, 5 bytes)'] }],
			['POST /attachments', { ...(attach[1] as IDataObject), link: '{the path of the file}' }],
		]);
	});

	const removal = {
		operation: crmOperation('attachment', 'delete'),
		parameters: { attachmentId: '9301' },
		request: { method: 'DELETE', path: `${BASE}/attachments/9301` },
		answer: NOTHING,
		output: [{ deleted: true, attachmentId: 9301 }],
	};
	givesWhatItShould(removal);
	findsItGone(removal, NOT_FOUND);
});

describe('histories', () => {
	const getMany = crmOperation('history', 'getMany');
	const span = { from: '2026-01-01', to: '2026-01-31T12:00:00+02:00' };
	const both = (from: string, to: string) =>
		`${from}=2025-12-31%2022%3A00%3A00%2B00%3A00&${to}=2026-01-31%2010%3A00%3A00%2B00%3A00`;
	const event = { id: 1, eventType: 'deal_created', eventTime: '2026-01-05', eventData: {} };

	test.each([
		[{ historyOf: 'deal', dealId: DEAL }, `deals/${DEAL}`, gives([event])],
		[{ historyOf: 'contact', contactId: 501 }, 'contacts/501', says([event])],
		[{ historyOf: 'task', taskId: 5 }, 'tasks/5', gives([event])],
	])('of %j', async (parameters, path, answer) => {
		const { requests } = answering(answer);
		const { json } = await getMany.run({ ...parameters, ...span }, { timezone: 'Europe/Kyiv' });
		expect(lines(requests)).toEqual([[`GET /${path}/history?${both('fromDate', 'toDate')}`]]);
		expect(json).toEqual([event]);
	});

	test('of a company: in pages', async () => {
		const all = Array.from({ length: 60 }, (_, n) => ({ eventType: 'x', date: String(n) }));
		const { requests } = answeringBy(({ path }) => {
			const query = new URLSearchParams(path.split('?')[1]);
			const offset = Number(query.get('offset'));
			return gives(all.slice(offset, offset + 50), { metadata: { total: 60 } });
		});
		const parameters = { historyOf: 'company', companyId: 77, returnAll: true, ...span };
		const { json } = await getMany.run(parameters, { timezone: 'Europe/Kyiv' });
		expect(json).toEqual(all);
		expect(requests[0].path).toBe(
			`${BASE}/companies/77/history?${both('dateFrom', 'dateTo')}&limit=100&offset=0`,
		);
	});

	test('the last 30 days without being told', async () => {
		const { requests } = answering(gives([]));
		await getMany.run({ dealId: DEAL });
		const query = new URLSearchParams(requests[0].path.split('?')[1]);
		const [from, to] = ['fromDate', 'toDate'].map((name) =>
			Date.parse(String(query.get(name)).replace(' ', 'T')),
		);
		expect(Math.round((to - from) / 86_400_000)).toBe(30);
	});

	test.each([
		[{ from: '01.02.2026', to: '2026-03-01' }, "'From' is no date that everybody reads alike"],
		[{ from: '2026-03-01', to: '2026-02-01' }, "'To' is before 'From'"],
	])('%j is refused', async (parameters, text) => {
		const api = silent();
		const { error } = await getMany.run({ dealId: DEAL, ...parameters });
		expect(error?.message).toContain(text);
		expect(api.requests).toEqual([]);
	});
});
