import type { ItemParameters } from '../../../engine/parameters/parameters';
import { readPhone } from '../../../fields/phone';
import { exceptionsIn } from '../../../fields/counters';
import { numberAtFault } from '../../../fields/manyNumbers';
import { sms } from '../../product';

interface Entry {
	phone: string;
}

/** What adding and deleting share; answers only count what was not taken. */
export const entries = {
	effect: 'write' as const,
	repeatable: true,
	confirmed: sms.done,
	element: ({ phone }: Entry) => phone,
	elementAtFault: numberAtFault,
	exceptions: exceptionsIn,
};

export const readEntry = (item: ItemParameters): Entry => ({ phone: readPhone(item) });
