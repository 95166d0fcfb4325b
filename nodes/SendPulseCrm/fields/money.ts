import type { INodeProperties } from 'n8n-workflow';
import { shown, type Values } from '../../engine/parameters/parameters';
import { numbersOf } from '../../fields/numbers';

export const currency: INodeProperties = {
	displayName: 'Currency',
	name: 'currency',
	type: 'string',
	default: '',
	placeholder: 'e.g. EUR',
	description: 'Three letters, as ISO 4217 has them',
};

/** Text, because an empty number would be 0: a known deal would lose its price. */
export const price: INodeProperties = {
	displayName: 'Price',
	name: 'price',
	type: 'string',
	default: '',
	placeholder: 'e.g. 99.90',
	description: 'An amount in whole units of the currency, with or without a fraction',
};

/**
 * An amount of money.
 *
 * @throws InputProblem for what is no number, or can be read as two
 */
export function readPrice(values: Values, name = 'price'): number {
	const value = values.raw(name);
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	const numbers = typeof value === 'string' ? numbersOf(value) : [];
	if (numbers.length === 1) return numbers[0];
	return values.fail(
		name,
		numbers.length > 1
			? `can be read as ${numbers.join(' or ')}: ${shown(value)}. Write it like 1234.50`
			: `has to be a number like 1234.50, not ${shown(value)}`,
	);
}

/** @throws InputProblem for what is no currency */
export function readCurrency(values: Values, name = 'currency'): string {
	const text = values.text(name);
	if (/^[a-z]{3}$/i.test(text)) return text.toUpperCase();
	return values.fail(name, `has to be three letters like EUR, not ${shown(text)}`);
}

/** Both of a record, as far as they are filled in. */
export const readMoney = (values: Values): { price?: number; currency?: string } => ({
	...(values.has('price') ? { price: readPrice(values) } : {}),
	...(values.has('currency') ? { currency: readCurrency(values) } : {}),
});
