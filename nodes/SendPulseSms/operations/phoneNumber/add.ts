import type { IDataObject } from 'n8n-workflow';
import { optionsField } from '../../../engine/run/commonFields';
import { batched } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { defaultCountryCode, distinctPhones } from '../../../fields/phone';
import { readVariables, variableOptions, variables } from '../../../fields/variables';
import { post } from '../../product';
import {
	asRows,
	namedBy,
	numberBatch,
	readListedNumber,
	typedValues,
	type ListedNumber,
	type TypedValues,
} from './listedNumbers';

interface NewNumber extends ListedNumber {
	values: TypedValues;
}

const hasVariables = ({ values }: NewNumber) => Object.keys(values).length > 0;

/**
 * Each number once, with its variables in a list of lists, all of them as text (Bulk SMS API, "Add phone
 * numbers with variables"). Later values replace earlier ones.
 */
function withVariables(inputs: NewNumber[]): IDataObject {
	const byPhone = new Map<string, TypedValues>();
	for (const { phone, values } of inputs) {
		byPhone.set(phone, { ...byPhone.get(phone), ...values });
	}
	return Object.fromEntries(
		[...byPhone].map(([phone, values]) => [
			phone,
			[asRows(values).map((row) => ({ ...row, value: String(row.value) }))],
		]),
	);
}

/** Bulk SMS API, "Add phone numbers to a mailing list" and "… with variables". */
export const add = batched<NewNumber>({
	...numberBatch,
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add a phone number to a mailing list',
		description:
			'Add phone numbers to a mailing list, up to 100 per request. A number that is there already gets the new values.',
	},
	fields: [
		...namedBy,
		{
			...variables,
			description: String(variables.description).replace("The contact's values", 'Values'),
		},
		{ ...optionsField, options: [...variableOptions, defaultCountryCode] },
	],
	prepare: async (item) => {
		const named = readListedNumber(item);
		const { values, types } = await readVariables(item, named.mailingListId, {
			elsewhere: [item.raw('phone')],
		});
		return { ...named, values: typedValues(values, types) };
	},
	group: (input) => ({ mailingListId: input.mailingListId, variables: hasVariables(input) }),
	request: (inputs) => {
		const [first] = inputs;
		const { mailingListId: addressBookId } = first;
		return hasVariables(first)
			? {
					...post`/sms/numbers/variables`,
					body: { addressBookId, phones: withVariables(inputs) },
				}
			: { ...post`/sms/numbers`, body: { addressBookId, phones: distinctPhones(inputs) } };
	},
	outputs: (_, inputs) =>
		inputs.map(({ phone, mailingListId }) => succeeded({ phone, mailingListId })),
	counts: { noun: 'phone numbers', done: 'added' },
});
