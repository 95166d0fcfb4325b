import { saysResult } from '../../../engine/confirmed';
import { sameAddress } from '../../../engine/email';
import { withOptions } from '../../../engine/commonFields';
import { write } from '../../../engine/operation';
import { succeeded } from '../../../engine/outcome';
import { put } from '../../../engine/request';
import { email } from '../../../fields/email';
import { mailingListId } from '../../../fields/mailingListId';
import { defaultCountryCode, phone, readPhone } from '../../../fields/phone';

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
