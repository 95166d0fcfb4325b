import type { INodeProperties } from 'n8n-workflow';
import { Values, type ItemParameters } from '../engine/parameters/parameters';
import { readPhone } from './phone';

export const phones: INodeProperties = {
	displayName: 'Phones',
	name: 'phones',
	type: 'string',
	placeholder: 'e.g. +380632727700, +380632727701',
	default: '',
	required: true,
	hint: 'With the country code, like +380632727700',
	description:
		'Phone numbers in international form, separated by commas; from an expression also as a list',
};

/**
 * The phone numbers of an item as digits, each once.
 *
 * @param most of them in one item
 * @throws InputProblem for none, for what is no phone number, and for too many
 */
export function readPhones(item: ItemParameters, most = Infinity): string[] {
	const written = item.list('phones').flatMap((part) => part.split(/[;\n]/));
	const digits = written
		.filter((part) => part.trim() !== '')
		.map((part) => {
			const one = new Values(
				() => part,
				[phones],
				() => undefined,
			);
			return readPhone(item, one, phones.name);
		});
	if (digits.length === 0) item.fail('phones', 'is empty. Enter at least one phone number');
	const distinct = [...new Set(digits)];
	if (distinct.length > most) {
		item.fail(
			'phones',
			`has ${distinct.length.toLocaleString('en-US')} phone numbers, and ${most.toLocaleString('en-US')} fit into one request. Give several input items with fewer numbers each`,
		);
	}
	return distinct;
}
