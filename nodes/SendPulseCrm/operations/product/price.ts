import type { Values } from '../../../engine/parameters/parameters';

/** What the CRM takes as a price of a product (OpenAPI of the CRM, "Create product"). */
const LEAST = 0.01;
const MOST = 999_999_999.99;

/**
 * A price needs its currency, and a currency changes nothing without a price.
 *
 * @throws InputProblem
 */
export function refuseHalfPrice(
	values: Values,
	{ price, currency }: { price?: number; currency?: string },
): void {
	if (price !== undefined && currency === undefined) {
		values.fail('currency', 'is missing: a price needs one, like EUR');
	}
	if (price === undefined && currency !== undefined) {
		values.fail('price', `is missing: it is to be in ${currency}`);
	}
	if (price !== undefined && (price < LEAST || price > MOST)) {
		values.fail('price', `has to be from ${LEAST} to ${MOST}, not '${price}'`);
	}
}
