import { shown, type Values } from '../engine/parameters/parameters';
import { numbersOf } from './numbers';

/**
 * A sum of money as a bound: not negative, with or without a fraction.
 *
 * @throws InputProblem for what is no number, or can be read as two
 */
export function readAmount(values: Values, name: string): number {
	const value = values.raw(name);
	const numbers = typeof value === 'string' ? numbersOf(value) : [value];
	const [number] = numbers;
	const isOne = numbers.length === 1 && typeof number === 'number';
	if (isOne && Number.isFinite(number) && number >= 0) return number;
	return values.fail(name, `has to be a number like 10 or 9.50, not ${shown(value)}`);
}
