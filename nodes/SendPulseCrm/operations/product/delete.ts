import { removal, type Thing } from '../../../engine/run/thing';
import { productId } from '../../fields/productId';
import { crm, del } from '../../product';

const oneProduct: Thing<{ productId: number }> = {
	product: crm,
	noun: 'products',
	fields: [productId],
	read: (item) => ({ productId: item.id('productId') }),
};

/** CRM API, "Delete product". */
export const remove = removal(oneProduct, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a product',
		description: 'Delete a product for good',
	},
	request: ({ productId: id }) => del`/products/${id}`,
});
