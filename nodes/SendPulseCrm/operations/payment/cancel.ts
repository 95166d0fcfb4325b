import { change } from '../../../engine/run/thing';
import { post } from '../../product';
import { onePayment } from './payment';

/** CRM API, "Cancel payment": those made by hand only, and each once. */
export const cancel = change(onePayment, {
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel a payment',
		description: 'Cancel a payment that was made by hand',
	},
	request: ({ paymentId: id }) => post`/payments/${id}/cancel`,
	repeatable: false,
	done: 'canceled',
});
