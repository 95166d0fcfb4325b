import { change } from '../../../engine/run/thing';
import { post } from '../../product';
import { onePayment } from './payment';

/** CRM API, "Approve payment": those made by hand only, and each once. */
export const approve = change(onePayment, {
	option: {
		name: 'Approve',
		value: 'approve',
		action: 'Approve a payment',
		description: 'Mark a payment that was made by hand as paid',
	},
	request: ({ paymentId: id }) => post`/payments/${id}/approve`,
	repeatable: false,
	done: 'approved',
});
