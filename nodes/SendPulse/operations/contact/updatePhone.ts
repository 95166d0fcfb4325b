import { saysResult } from '../../../engine/api/confirmed';
import { sameAddress } from '../../../engine/parameters/email';
import { withOptions } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { email } from '../../../fields/email';
import { mailingListId } from '../../../fields/mailingListId';
import { defaultCountryCode, phone, readPhone } from '../../../fields/phone';
import { put } from '../../product';

/** Bulk Email Service API, "Change a phone number for a contact". */
export const updatePhone = write({
	option: {
		name: 'Update Phone',
		value: 'updatePhone',
		action: 'Update the phone number of a contact',
		description: 'Set or change the phone number of a contact of a mailing list',
	},
	fields: withOptions([mailingListId, email, { ...phone, required: true }], [defaultCountryCode]),
	prepare: (item) => ({
		mailingListId: item.id('mailingListId'),
		email: item.email('email'),
		phone: readPhone(item),
	}),
	repeatable: true,
	concerns: ({ mailingListId, email }) => `${mailingListId} ${sameAddress(email)}`,
	confirmed: saysResult,
	request: ({ mailingListId, email, phone }) => ({
		...put`/addressbooks/${mailingListId}/phone`,
		body: { email, phone },
	}),
	output: (_, input) => succeeded(input),
	counts: { noun: 'contacts', done: 'updated' },
});
