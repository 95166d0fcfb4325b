import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { mailingListId } from '../../../fields/mailingListId';
import { readPhone, requiredPhone } from '../../../fields/phone';
import type { VariableType, VariableValue } from '../../../fields/typedValues';
import { exceptionsIn } from '../../../fields/counters';
import { numberAtFault } from '../../../fields/manyNumbers';
import { sms } from '../../product';

export interface ListedNumber {
	mailingListId: number;
	phone: string;
}

/** The parameters that name a number of a mailing list. */
export const namedBy: INodeProperties[] = [mailingListId, requiredPhone];

export const readListedNumber = (item: ItemParameters): ListedNumber => ({
	mailingListId: item.id('mailingListId'),
	phone: readPhone(item),
});

/** What adding, changing and deleting share: numbers of one mailing list, of which answers only count some. */
export const numberBatch = {
	effect: 'write' as const,
	repeatable: true,
	confirmed: sms.done,
	element: ({ mailingListId, phone }: ListedNumber) => `${mailingListId} ${phone}`,
	elementAtFault: numberAtFault,
	exceptions: exceptionsIn,
};

/** Of what type a value is, which the API wants to be told. */
export type TypedValues = Record<string, { type: VariableType; value: VariableValue }>;

export const typedValues = (
	values: Record<string, VariableValue>,
	types: ReadonlyMap<string, VariableType>,
): TypedValues =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name,
			{ type: types.get(name) ?? 'string', value },
		]),
	);

/** The variables as the API takes them: dates as YYYY-MM-DD, never with a time. */
export const asRows = (values: TypedValues): IDataObject[] =>
	Object.entries(values).map(([name, { type, value }]) => ({ name, type, value }));
