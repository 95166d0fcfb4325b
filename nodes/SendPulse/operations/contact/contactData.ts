import type { ItemParameters } from '../../../engine/parameters/parameters';
import { readPhone } from '../../../fields/phone';
import type { VariableValue } from '../../../fields/typedValues';
import { readVariables, type ContactData } from '../../../fields/variables';

/**
 * What an item says of a contact: variables as the mailing list types them, and the phone number as digits, that
 * of the option before one that automatic mapping finds.
 *
 * @param clearing keep '' for text variables: it empties them
 * @throws InputProblem; ApiFailure of the look-up of the variables
 */
export async function readContactData(
	item: ItemParameters,
	mailingListId: number,
	{ clearing = false } = {},
): Promise<ContactData> {
	const { options } = item;
	// Data, which some contacts don't have; and it may be among the fields of the input.
	const given = options.hasValue('phone');
	const { values, types, phone } = await readVariables(item, mailingListId, {
		clearing,
		withPhone: !given,
		elsewhere: [item.raw('email'), ...(given ? [options.raw('phone')] : [])],
	});
	return { values, types, phone: given ? readPhone(item, options) : phone };
}

/** The variables as they are sent, the system's own for the phone number among them (Bulk Email Service API, "Add emails"). */
export const withPhone = ({
	values,
	phone,
}: Pick<ContactData, 'values' | 'phone'>): Record<string, VariableValue> =>
	phone === undefined ? values : { ...values, Phone: phone };
