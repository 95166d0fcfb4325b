import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters, Values } from '../engine/parameters/parameters';

export const phone: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	placeholder: 'e.g. +380632727700',
	default: '',
	hint: 'With the country code, like +380632727700',
	description: 'The phone number of the contact, in international form',
};

/** For what is about a phone number itself. */
export const requiredPhone: INodeProperties = {
	...phone,
	required: true,
	description: 'The phone number, in international form',
};

/** For the collection `options` of whatever has a phone number. */
export const defaultCountryCode: INodeProperties = {
	displayName: 'Default Country Code',
	name: 'defaultCountryCode',
	type: 'string',
	placeholder: 'e.g. 49',
	default: '',
	description:
		'Country code for phone numbers that begin with 0: with 49, 0170 1234567 becomes 49170 1234567. Numbers that begin with + or 00 keep theirs.',
};

/**
 * A phone number as digits, country code first; with that of the option where the number has none.
 *
 * @param values where the number is, under `name`, if not among the parameters themselves
 * @throws InputProblem
 */
export function readPhone(item: ItemParameters, values: Values = item, name = 'phone'): string {
	const { options } = item;
	const code = options.optionalText('defaultCountryCode').replace(/^(\+|00)/, '');
	if (code !== '' && !/^[1-9]\d{0,3}$/.test(code)) {
		options.fail('defaultCountryCode', "has to be a country code like 49, not a country's name");
	}
	return values.phone(name, code || undefined);
}

/** The numbers of several items, each once. */
export const distinctPhones = (inputs: Array<{ phone: string }>): string[] => [
	...new Set(inputs.map(({ phone }) => phone)),
];
