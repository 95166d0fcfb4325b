import type { IDataObject } from 'n8n-workflow';
import { steps } from '../../../engine/run/operation';
import { currency, price, readMoney } from '../../fields/money';
import { nameOf, readName, somethingToChange } from '../../fields/name';
import { productId } from '../../fields/productId';
import { recordIn } from '../../fields/contactRecord';
import { givesRecord, recordsIn } from '../../fields/records';
import { updateFields } from '../../fields/updateFields';
import { crm, get, put } from '../../product';
import { refuseHalfPrice } from './price';
import { productOptions, readProductOptions, wholeStock } from './productFields';
import { simplifyProduct } from './record';

interface Changed {
	productId: number;
	changes: IDataObject;
	price?: number;
	currency?: string;
}

/** What PUT takes; nobody says what becomes of what is left out, so that what is read is sent along. */
const KEPT = [
	'name',
	'description',
	'shortDescription',
	'images',
	'vendorCode',
	'categoryId',
	'balance',
	'availability',
	'visible',
	'seo',
	'digitalInfo',
] as const;

function wholeProduct(product: IDataObject, { balance, ...changes }: IDataObject): IDataObject {
	const kept = KEPT.map((key) => [key, product[key]] as const).filter(
		([, value]) => value !== undefined && value !== null,
	);
	return {
		...Object.fromEntries(kept),
		...changes,
		...(balance ? { balance: wholeStock(balance as IDataObject, product.balance) } : {}),
	};
}

/** All prices with the changed one: the list as a whole is replaced. */
function pricesWith(
	product: IDataObject,
	{ price: value, currency: unit }: Changed,
): IDataObject[] {
	const known = recordsIn(product.prices).map(
		({ id, currency: its, value: amount, oldValue, isDefault }) => ({
			...(id === undefined ? {} : { id }),
			currency: its,
			value: amount,
			...(oldValue === undefined || oldValue === null ? {} : { oldValue }),
			isDefault: Boolean(isDefault),
		}),
	);
	const isThere = known.some(({ currency: its }) => its === unit);
	return isThere
		? known.map((one) => (one.currency === unit ? { ...one, value } : one))
		: [...known, { currency: unit, value, isDefault: known.length === 0 }];
}

/** CRM API, "Update product" and "Update product prices". */
export const update = steps<Changed, { product: IDataObject; isOutdated: boolean }>({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a product',
		description: 'Change a product, its price in one currency, or its stock',
	},
	fields: [
		productId,
		updateFields(...productOptions, nameOf('product', 'Paddle'), price, currency),
	],
	prepare: (item) => {
		const { options } = item;
		const money = readMoney(options);
		refuseHalfPrice(options, money);
		const changes = {
			...(options.has('name') ? { name: readName(options) } : {}),
			...readProductOptions(options),
		};
		somethingToChange(item, changes, money);
		return { productId: item.id('productId'), changes, ...money };
	},
	concerns: ({ productId: id }) => String(id),
	placeholders: {},
	steps: (input) => {
		const { productId: id, changes, price: value } = input;
		return [
			{
				effect: 'read',
				about: 'the product',
				request: () => get`/products/${id}`,
				learn: (body) => ({ product: recordIn(body) }),
			},
			{
				effect: 'write',
				about: 'the product',
				repeatable: true,
				confirmed: givesRecord,
				request: ({ product }) =>
					Object.keys(changes).length === 0
						? undefined
						: { ...put`/products/${id}`, body: wholeProduct(product, changes) },
				learn: (body, { product }) => ({ product: { ...product, ...recordIn(body) } }),
				done: () => `Product ${id} was changed`,
			},
			{
				effect: 'write',
				about: 'its price',
				repeatable: true,
				confirmed: crm.done,
				request: ({ product }) =>
					value === undefined
						? undefined
						: { ...put`/products/${id}/prices`, body: { prices: pricesWith(product, input) } },
				learn: () => ({ isOutdated: true }),
				done: () => 'its price was changed',
			},
			{
				effect: 'read',
				about: 'the product',
				request: ({ isOutdated }) => (isOutdated ? get`/products/${id}` : undefined),
				learn: (body) => ({ product: recordIn(body) }),
			},
		];
	},
	output: ({ product }) => product,
	simplify: simplifyProduct,
	counts: { noun: 'products', done: 'updated' },
});
