import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { phone, readPhone } from '../../../fields/phone';
import { exceptionsIn } from '../../fields/counters';
import { sms } from '../../product';

interface Entry {
	phone: string;
}

export const blacklistedPhone: INodeProperties = {
	...phone,
	required: true,
	description: 'The phone number, in international form',
};

/** What adding and deleting share; answers only count what was not taken. */
export const entries = {
	effect: 'write' as const,
	repeatable: true,
	confirmed: sms.done,
	element: ({ phone }: Entry) => phone,
	exceptions: exceptionsIn,
};

export const readEntry = (item: ItemParameters): Entry => ({ phone: readPhone(item) });

export const distinctPhones = (inputs: Entry[]): string[] => [
	...new Set(inputs.map(({ phone }) => phone)),
];
