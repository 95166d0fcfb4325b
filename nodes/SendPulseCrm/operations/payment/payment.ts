import type { Thing } from '../../../engine/run/thing';
import { crm } from '../../product';

/** What is done with one payment. */
export const onePayment: Thing<{ paymentId: number }> = {
	product: crm,
	noun: 'payments',
	fields: [
		{
			displayName: 'Payment ID',
			name: 'paymentId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 8012',
			description: 'The ID of a payment that was made by hand, as Get Many shows it',
		},
	],
	read: (item) => ({ paymentId: item.id('paymentId') }),
};
