import { optionsField } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { dealId, readDealId } from '../../fields/dealId';
import { currency, price, readMoney } from '../../fields/money';
import { productId } from '../../fields/productId';
import { crm, post } from '../../product';
import { refuseHalfPrice } from '../product/price';

/** CRM API, "Add product to deal", which is answered without a body. */
export const addProduct = write({
	option: {
		name: 'Add Product',
		value: 'addProduct',
		action: 'Add a product to a deal',
		description: 'Put a product into a deal, so many times, at its own price or another one',
	},
	fields: [
		dealId,
		productId,
		{
			displayName: 'Quantity',
			name: 'quantity',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			required: true,
			description: 'How many of it are sold',
		},
		{
			...optionsField,
			options: [
				{
					displayName: 'Allow Out of Stock',
					name: 'allowOutOfStock',
					type: 'boolean',
					default: false,
					description: 'Whether to add it even if there is none in stock',
				},
				currency,
				{ ...price, description: 'What one of it costs in this deal' },
			],
		},
	],
	prepare: async (item) => {
		const { options } = item;
		const money = readMoney(options);
		refuseHalfPrice(options, money);
		return {
			named: { dealId: await readDealId(item), productId: item.id('productId') },
			quantity: item.whole('quantity', 1, Infinity),
			...money,
			allowOutOfStock: options.flag('allowOutOfStock'),
		};
	},
	repeatable: false,
	whereToLook: "with 'Get Products' of the resource Deal",
	concerns: ({ named }) => String(named.dealId),
	confirmed: crm.done,
	request: ({ named, quantity, price: value, currency: unit, allowOutOfStock }) => ({
		...post`/products/deals`,
		body: {
			...named,
			quantity,
			...(value === undefined ? {} : { productPriceISO: unit, productPriceValue: value }),
			...(allowOutOfStock ? { allow_out_of_stock: true } : {}),
		},
	}),
	output: (_, { named, quantity }) => succeeded({ ...named, quantity }),
	counts: { noun: 'products', done: 'added' },
});
