import type { IDataObject } from 'n8n-workflow';
import { optionsField, sorted } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { currency, price, readMoney } from '../../fields/money';
import { nameOf, readName } from '../../fields/name';
import { recordIn } from '../../fields/contactRecord';
import { givesRecord } from '../../fields/records';
import { post } from '../../product';
import { productOptions, readProductOptions, readType, type, wholeStock } from './productFields';
import { refuseHalfPrice } from './price';
import { simplifyProduct } from './record';

/** CRM API, "Create product". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a product',
		description: 'Create a product that can be sold in deals',
	},
	fields: [
		{ ...nameOf('product', 'Paddle'), required: true },
		price,
		currency,
		{ ...optionsField, options: sorted([...productOptions, type]) },
	],
	prepare: (item) => {
		const { options } = item;
		const money = readMoney(item);
		refuseHalfPrice(item, money);
		const { balance, ...given } = readProductOptions(options);
		const body: IDataObject = {
			name: readName(item),
			...given,
			...(balance ? { balance: wholeStock(balance as IDataObject, undefined) } : {}),
			...(options.has('type') ? { productType: readType(options) } : {}),
			...(money.price === undefined
				? {}
				: { prices: [{ currency: money.currency, value: money.price, isDefault: true }] }),
		};
		return { body };
	},
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Product",
	concerns: () => [],
	confirmed: givesRecord,
	request: ({ body }) => ({ ...post`/products`, body }),
	output: recordIn,
	simplify: simplifyProduct,
	counts: { noun: 'products', done: 'created' },
});
