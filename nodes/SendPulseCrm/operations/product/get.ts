import { read } from '../../../engine/run/operation';
import { productId } from '../../fields/productId';
import { recordIn } from '../../fields/contactRecord';
import { get as GET } from '../../product';
import { simplifyProduct } from './record';

/** CRM API, "Get product by ID". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a product',
		description: 'Get a product with its prices and its stock',
	},
	fields: [productId],
	prepare: (item) => ({ productId: item.id('productId') }),
	request: ({ productId: id }) => GET`/products/${id}`,
	output: recordIn,
	simplify: simplifyProduct,
});
