import type { INodeProperties } from 'n8n-workflow';
import { locator } from './locator';

export const productId: INodeProperties = locator({
	displayName: 'Product',
	name: 'productId',
	description: 'The product to work with',
	noun: 'product',
	searchListMethod: 'searchProducts',
});
