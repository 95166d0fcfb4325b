import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { recordsIn } from '../../fields/records';

/** The price of a list's record; that of a whole one is among its prices, the default one first of all. */
function priceOf({ price, prices }: IDataObject): IDataObject {
	if (isRecord(price)) return price;
	const all = recordsIn(prices);
	return all.find(({ isDefault }) => isDefault === true || isDefault === 1) ?? all[0] ?? {};
}

/** The fields that most users want; a whole record has texts for search engines and sections, too. */
export function simplifyProduct(product: IDataObject): IDataObject {
	const { id, name, vendorCode, categoryId, balance, visible, availability, createdAt } = product;
	const { value = null, currency = null, oldValue = null } = priceOf(product);
	return {
		id,
		name,
		vendorCode: vendorCode ?? null,
		categoryId: categoryId ?? null,
		price: value,
		currency,
		oldPrice: oldValue,
		stock: isRecord(balance) ? (balance.value ?? null) : null,
		visible: visible === undefined ? null : Boolean(visible),
		...(availability === undefined ? {} : { availability }),
		...(createdAt === undefined ? {} : { createdAt }),
	};
}
