import { optionsField } from '../../../engine/run/commonFields';
import { batched } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { defaultCountryCode, distinctPhones } from '../../../fields/phone';
import { readVariables, variableOptions, variables } from '../../../fields/variables';
import { post, put } from '../../product';
import {
	asRows,
	namedBy,
	numberBatch,
	readListedNumber,
	typedValues,
	type ListedNumber,
	type TypedValues,
} from './listedNumbers';

interface ChangedNumber extends ListedNumber {
	values: TypedValues;
}

/** Bulk SMS API, "Change variables for a phone number" and "Update variables for phone numbers". */
export const updateVariables = batched<ChangedNumber>({
	...numberBatch,
	option: {
		name: 'Update Variables',
		value: 'updateVariables',
		action: 'Update the variables of a phone number',
		description:
			'Change values of a phone number of a mailing list; numbers that get the same ones share a request. An empty text clears a variable; what is not given stays.',
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
			clearing: true,
			elsewhere: [item.raw('phone')],
		});
		if (Object.keys(values).length === 0) {
			item.fail(
				'variables',
				'has no value for this number. Map at least one variable; mapped automatically, an input field has to be named like one',
			);
		}
		return { ...named, values: typedValues(values, types) };
	},
	group: ({ mailingListId, values }) => ({ mailingListId, values }),
	request: (inputs) => {
		const [{ mailingListId, values }] = inputs;
		const phones = distinctPhones(inputs);
		const rows = asRows(values);
		return phones.length === 1
			? {
					...post`/addressbooks/${mailingListId}/phones/variable`,
					body: { phone: phones[0], variables: rows.map(({ name, value }) => ({ name, value })) },
				}
			: {
					...put`/sms/numbers`,
					body: { addressBookId: mailingListId, phones, variables: rows },
				};
	},
	outputs: (_, inputs) =>
		inputs.map(({ phone, mailingListId }) => succeeded({ phone, mailingListId })),
	counts: {
		noun: 'phone numbers',
		done: 'updated',
		unsaid: 'SendPulse does not say which of them are in the mailing list.',
	},
});
