import type { FastifyInstance } from 'fastify';
import type { Arguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { refused } from '../errors.mts';
import { isPart, sortedBy } from '../search.mts';
import type { CrmCategory, CrmPrice, CrmProduct } from '../store.mts';
import {
	allNamed,
	argumentsOf,
	body,
	choiceOf,
	currency,
	day,
	flag,
	integer,
	listOf,
	named,
	nothing,
	number,
	shape,
	text,
	textTo,
} from './requests.mts';

/** "Between 0.01,999999999.99". */
const money = { type: 'number', minimum: 0.01, maximum: 999_999_999.99 };
const price = shape(
	{
		id: integer,
		currency,
		value: money,
		oldValue: { ...money, type: ['number', 'null'] },
		isDefault: flag,
	},
	'currency',
	'value',
);
/** 1 piece, 2 service, 3 meter, 4 set, 5 liter, 6 kilogram, 7 package. */
const balance = shape({
	type: choiceOf(1, 2, 3, 4, 5, 6, 7),
	value: { type: 'number', minimum: 0, maximum: 99_999_999_999 },
});
const product = {
	name: textTo(255, 1),
	description: textTo(10_000),
	shortDescription: textTo(10_000),
	images: listOf(text),
	vendorCode: textTo(255),
	categoryId: integer,
	balance,
	availability: choiceOf(1, 2, 3),
	visible: choiceOf(0, 1),
};

type GivenPrice = Partial<CrmPrice> & Pick<CrmPrice, 'currency' | 'value'>;

/** Products, their prices and categories, and the products of deals. */
export function productRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;
	const store = () => sandbox.state.crm;
	const zone = () => sandbox.state.account.profile.locale;

	api.post(
		'/products/all',
		body({
			search: text,
			categoryId: integer,
			categoryIds: listOf(integer),
			dateFrom: day,
			dateTo: day,
			visible: choiceOf(0, 1),
			typeProduct: choiceOf(1, 2),
			limit: { type: 'integer', minimum: 1 },
			offset: { type: 'integer', minimum: 0 },
			// `name` is in no document, and sent by a client.
			orderBy: shape({
				fieldName: choiceOf('id', 'balance', 'price', 'name'),
				direction: choiceOf('asc', 'desc'),
			}),
		}),
		async (request) => {
			const args = argumentsOf(request);
			const found = sorted(store().products.all().filter(filterOf(args)), args);
			const offset = Number(args.offset ?? 0);
			const limit = Math.min(Number(args.limit ?? options.crmMostPerPage), options.crmMostPerPage);
			return { data: found.slice(offset, offset + limit).map(listed) };
		},
	);

	api.post(
		'/products',
		body(
			{
				...product,
				type: choiceOf(1, 2, 3),
				productType: choiceOf(1, 2, 3),
				prices: listOf(price),
			},
			'name',
		),
		async (request, reply) => {
			const args = argumentsOf(request);
			const { prices = [], ...given } = args;
			const made = store().addProduct({
				...changesIn(given),
				...(args.type !== undefined && { type: Number(args.type) }),
				...(args.productType !== undefined && { productType: Number(args.productType) }),
				prices: pricesIn(prices as GivenPrice[]),
			});
			return reply.code(201).send({ data: { ...record(made), productType: made.productType } });
		},
	);

	api.get('/products/:productId', { config: { query: [] } }, async (request) => ({
		data: record(named(request, 'productId', store().products)),
	}));

	api.put('/products/:productId', body(product), async (request) => {
		const own = named(request, 'productId', store().products);
		Object.assign(own, changesIn(argumentsOf(request)));
		return { data: record(own) };
	});

	api.delete('/products/:productId', async (request, reply) => {
		store().products.delete(named(request, 'productId', store().products).id);
		return nothing(reply, 204);
	});

	// The list of prices is replaced.
	api.put(
		'/products/:productId/prices',
		body({ prices: { ...listOf(price), minItems: 1 } }, 'prices'),
		async (request, reply) => {
			const own = named(request, 'productId', store().products);
			const given = argumentsOf(request).prices as GivenPrice[];
			const unknown = given.findIndex(
				({ id }) => id !== undefined && !own.prices.some((one) => one.id === id),
			);
			if (unknown >= 0)
				throw refused(`prices.${unknown}.id`, `The selected prices.${unknown}.id is invalid.`);
			own.prices = pricesIn(given);
			return nothing(reply, 200);
		},
	);

	api.get('/products/categories', { config: { query: [] } }, async () => {
		const all = store().categories.all();
		return { data: [{ tree: treeOf(all, null, 0), count: all.length }] };
	});

	api.post(
		'/products/deals',
		body(
			{
				productId: integer,
				dealId: integer,
				productPriceISO: currency,
				productPriceValue: number,
				quantity: { type: 'number', exclusiveMinimum: 0 },
				allow_out_of_stock: flag,
			},
			'productId',
			'dealId',
		),
		async (request, reply) => {
			const args = argumentsOf(request);
			const [deal] = allNamed([args.dealId], 'dealId', store().deals);
			const [own] = allNamed([args.productId], 'productId', store().products);
			if (!deal || !own) throw refused('dealId', 'The selected dealId is invalid.');
			const quantity = Number(args.quantity ?? 1);
			// "The product is attached even if stock is zero and inventory is not decremented."
			if (args.allow_out_of_stock !== true) {
				if (own.balance.value < quantity) throw refused('quantity', 'The product is out of stock.');
				own.balance = { ...own.balance, value: own.balance.value - quantity };
			}
			const standard = own.prices.find(({ isDefault }) => isDefault) ?? own.prices[0];
			store().orderLines.add((id) => ({
				id,
				dealId: deal.id,
				product: own,
				quantity,
				price: Number(args.productPriceValue ?? standard?.value ?? 0),
				currency: String(args.productPriceISO ?? standard?.currency ?? deal.currency),
			}));
			own.sales += quantity;
			store().touchPart(store().deals, deal);
			return nothing(reply, 200);
		},
	);

	api.get('/products/deals/:dealId', { config: { query: [] } }, async (request) => {
		const { id, currency: dealCurrency } = named(request, 'dealId', store().deals);
		const lines = store()
			.orderLines.all()
			.filter(({ dealId }) => dealId === id);
		const items = lines.map(({ product: own, quantity, price: amount, currency: iso }) => ({
			id: own.id,
			name: own.name,
			description: own.description,
			images: own.images,
			vendorCode: own.vendorCode,
			extra: {
				quantity,
				amount,
				currency: iso,
				totalAmount: quantity * amount,
				outOfStock: own.balance.value === 0,
			},
		}));
		const totalAmount = items.reduce((sum, { extra }) => sum + extra.totalAmount, 0);
		return { data: { totalAmount, currency: lines[0]?.currency ?? dealCurrency, items } };
	});

	/** @throws CrmError where there is no such category */
	function changesIn(args: Arguments): Partial<CrmProduct> {
		if (args.categoryId !== undefined)
			allNamed([args.categoryId], 'categoryId', store().categories);
		return Object.fromEntries(
			Object.keys(product)
				.filter((name) => args[name] !== undefined)
				.map((name) => [name, args[name]]),
		);
	}

	/** One is the default: the first, unless another says that it is. */
	function pricesIn(given: readonly GivenPrice[]): CrmPrice[] {
		const chosen = given.find(({ isDefault }) => isDefault === true) ?? given[0];
		return given.map((one) => ({
			id: one.id ?? store().partId(),
			currency: one.currency,
			value: one.value,
			oldValue: one.oldValue ?? null,
			isDefault: one === chosen,
		}));
	}

	function filterOf(args: Arguments): (one: CrmProduct) => boolean {
		const wanted = [
			...((args.categoryIds ?? []) as number[]),
			...(args.categoryId === undefined ? [] : [Number(args.categoryId)]),
		];
		const dayOf = (one: CrmProduct) => accountDate(one.createdAt, zone()).slice(0, 10);
		return (one) =>
			(!args.search || [one.name, one.vendorCode].some((word) => isPart(args.search, word))) &&
			(wanted.length === 0 || wanted.includes(one.categoryId ?? 0)) &&
			(args.visible === undefined || one.visible === args.visible) &&
			(args.typeProduct === undefined || one.productType === args.typeProduct) &&
			(args.dateFrom === undefined || dayOf(one) >= String(args.dateFrom)) &&
			(args.dateTo === undefined || dayOf(one) <= String(args.dateTo));
	}

	function sorted(found: CrmProduct[], { orderBy }: Arguments): CrmProduct[] {
		const { fieldName = 'id', direction = 'desc' } = (orderBy ?? {}) as Arguments;
		switch (fieldName) {
			case 'balance':
				return sortedBy(found, (one) => one.balance.value, direction);
			case 'price':
				return sortedBy(found, ({ prices }) => prices[0]?.value ?? 0, direction);
			case 'name':
				return sortedBy(found, ({ name }) => name, direction);
			default:
				return sortedBy(found, ({ id }) => id, direction);
		}
	}

	/** In lists a product has one price, and is visible or not; alone it has all prices, and 1 or 0. */
	function listed(one: CrmProduct) {
		const standard = one.prices.find(({ isDefault }) => isDefault) ?? one.prices[0];
		return {
			id: one.id,
			name: one.name,
			userId: one.userId,
			images: one.images,
			vendorCode: one.vendorCode,
			type: one.type,
			categoryId: one.categoryId,
			visible: one.visible === 1,
			balance: one.balance,
			price: standard
				? {
						id: standard.id,
						currency: standard.currency,
						value: standard.value,
						oldValue: standard.oldValue,
					}
				: null,
			countSales: one.sales,
			createdAt: accountDate(one.createdAt, zone()),
			typeProduct: one.productType,
		};
	}
}

const record = (one: CrmProduct) => ({
	id: one.id,
	name: one.name,
	description: one.description,
	shortDescription: one.shortDescription,
	images: one.images,
	vendorCode: one.vendorCode,
	type: one.type,
	categoryId: one.categoryId,
	balance: one.balance,
	availability: one.availability,
	visible: one.visible,
	userId: one.userId,
	seo: { name: '', description: '', keys: '' },
	prices: one.prices.map((own) => ({ ...own, productId: one.id })),
	sections: [],
	categorySections: [],
});

interface Branch {
	id: number;
	name: string;
	parent_id: number | null;
	depth: number;
	path: number;
	children: Branch[];
}

function treeOf(all: readonly CrmCategory[], parent: number | null, depth: number): Branch[] {
	return all
		.filter(({ parentId }) => parentId === parent)
		.map(({ id, name, parentId }) => ({
			id,
			name,
			parent_id: parentId,
			depth,
			path: id,
			children: treeOf(all, id, depth + 1),
		}));
}
