import fc from 'fast-check';
import { numbersOf } from '../../nodes/fields/numbers';

test.each<[string, number]>([
	['12', 12],
	[' 1.5 ', 1.5],
	['-2.5', -2.5],
	['+3', 3],
	['.5', 0.5],
	['3,5', 3.5],
	['1234.567', 1234.567],
	['0,123', 0.123],
	['1,234.50', 1234.5],
	['1.234,50', 1234.5],
	['1,234,567', 1_234_567],
	['1.234.567', 1_234_567],
	['1 234', 1234],
	['1\u202f234,5', 1234.5],
	["1'234.5", 1234.5],
	['1e-7', 1e-7],
])('%j reads one way only', (text, number) => {
	expect(numbersOf(text)).toEqual([number]);
});

test.each<[string, number, number]>([
	['1,234', 1.234, 1234],
	['1.234', 1234, 1.234],
	['-12,500', -12.5, -12_500],
])('%s can be two numbers', (text, withComma, withPoint) => {
	expect(numbersOf(text).sort()).toEqual([withComma, withPoint].sort());
	expect(numbersOf(text, 'decimalComma')).toEqual([withComma]);
	expect(numbersOf(text, 'decimalPoint')).toEqual([withPoint]);
});

test.each([
	'',
	' ',
	'three',
	'0x10',
	'1e3',
	'1.23E+11',
	'1e999',
	'1,23,4',
	'1,234.567.8',
	'5 %',
	'€ 5',
	'.',
	',',
	'-',
	'1 2',
	'Infinity',
	'--1',
])('%j is no number', (text) => {
	expect(numbersOf(text)).toEqual([]);
});

test.each(['en-US', 'de-DE', 'fr-FR', 'uk-UA', 'de-CH'])(
	'what %s writes is read back, and automatically never as another number alone',
	(locale) => {
		const format = (1.5).toLocaleString(locale).includes(',') ? 'decimalComma' : 'decimalPoint';
		fc.assert(
			fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom(1, 10, 1000), (n, per) => {
				const number = n / per;
				const text = number.toLocaleString(locale, { maximumFractionDigits: 3 });
				expect(numbersOf(text, format)).toEqual([number]);
				expect(numbersOf(text)).toContain(number);
			}),
		);
	},
);
