import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import type { Values } from '../../../engine/parameters/parameters';
import { categoryId } from '../../fields/categoryId';

/** Under the words that workflows store; the numbers are the API's (OpenAPI of the CRM, "Create product"). */
const AVAILABILITY = { available: 1, unavailable: 2, expected: 3 } as const;
const UNITS = {
	piece: 1,
	service: 2,
	meter: 3,
	set: 4,
	liter: 5,
	kilogram: 6,
	package: 7,
} as const;
export const TYPES = { physical: 1, digital: 2 } as const;

const LONGEST_TEXT = 10_000;
const LONGEST_CODE = 255;

const text = (
	name: string,
	displayName: string,
	description: string,
	rows?: number,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	...(rows ? { typeOptions: { rows } } : {}),
	default: '',
	description,
});

export const type: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Digital', value: 'digital' },
		{ name: 'Physical', value: 'physical' },
	],
	default: 'physical',
	description: 'Whether it is something to download or to hold',
};

export const visible: INodeProperties = {
	displayName: 'Visible',
	name: 'visible',
	type: 'boolean',
	default: true,
	description: 'Whether customers can see it',
};

/** What a product has beside its name and price; the type can't be changed afterwards. */
export const productOptions: INodeProperties[] = [
	{
		displayName: 'Availability',
		name: 'availability',
		type: 'options',
		options: [
			{ name: 'Available', value: 'available' },
			{ name: 'Expected', value: 'expected' },
			{ name: 'Unavailable', value: 'unavailable' },
		],
		default: 'available',
		description: 'Whether it can be bought',
	},
	categoryId,
	text('description', 'Description', 'What is said of it at length', 4),
	text('shortDescription', 'Short Description', 'What is said of it in a line or two', 2),
	{
		displayName: 'Stock',
		name: 'stock',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0 },
		description: 'How much of it there is',
	},
	{
		displayName: 'Stock Unit',
		name: 'stockUnit',
		type: 'options',
		options: [
			{ name: 'Kilogram', value: 'kilogram' },
			{ name: 'Liter', value: 'liter' },
			{ name: 'Meter', value: 'meter' },
			{ name: 'Package', value: 'package' },
			{ name: 'Piece', value: 'piece' },
			{ name: 'Service', value: 'service' },
			{ name: 'Set', value: 'set' },
		],
		default: 'piece',
		description: 'What the stock is counted in',
	},
	text('vendorCode', 'Vendor Code', "The seller's own number for it"),
	visible,
];

function readText(values: Values, name: string, most: number): string {
	const value = values.text(name);
	if (value.length <= most) return value;
	return values.fail(name, `is longer than SendPulse takes: ${value.length} characters of ${most}`);
}

const numberOf = <Word extends string>(
	values: Values,
	name: string,
	numbers: Readonly<Record<Word, number>>,
) => numbers[values.choice(name, Object.keys(numbers)) as Word];

/** What was added, under the API's names; of the stock only what was. */
export function readProductOptions(options: Values): IDataObject {
	const when = (name: string, read: () => IDataObject) => (options.has(name) ? read() : {});
	const balance = {
		...when('stockUnit', () => ({ type: numberOf(options, 'stockUnit', UNITS) })),
		...when('stock', () => ({ value: options.whole('stock', 0, 99_999_999_999) })),
	};
	return {
		...when('availability', () => ({
			availability: numberOf(options, 'availability', AVAILABILITY),
		})),
		...when('categoryId', () => ({ categoryId: options.id('categoryId') })),
		...when('description', () => ({ description: readText(options, 'description', LONGEST_TEXT) })),
		...when('shortDescription', () => ({
			shortDescription: readText(options, 'shortDescription', LONGEST_TEXT),
		})),
		...when('vendorCode', () => ({ vendorCode: readText(options, 'vendorCode', LONGEST_CODE) })),
		...when('visible', () => ({ visible: options.flag('visible') ? 1 : 0 })),
		...(Object.keys(balance).length > 0 ? { balance } : {}),
	};
}

/** The stock as a whole, where only a part of it was given. */
export const wholeStock = (balance: IDataObject, known: unknown): IDataObject => ({
	type: UNITS.piece,
	value: 0,
	...(isRecord(known) ? known : {}),
	...balance,
});

export const readType = (values: Values): number => numberOf(values, 'type', TYPES);
