import { withOptions } from '../../../engine/run/commonFields';
import { change } from '../../../engine/run/thing';
import { defaultCountryCode, phone, readPhone } from '../../../fields/phone';
import { put } from '../../product';
import { oneContact } from './contact';

/** Bulk Email Service API, "Change a phone number for a contact". */
export const updatePhone = change(oneContact, {
	option: {
		name: 'Update Phone',
		value: 'updatePhone',
		action: 'Update the phone number of a contact',
		description: 'Set or change the phone number of a contact of a mailing list',
	},
	fields: withOptions([{ ...phone, required: true }], [defaultCountryCode]),
	says: (item) => ({ phone: readPhone(item) }),
	request: ({ mailingListId, email, phone }) => ({
		...put`/addressbooks/${mailingListId}/phone`,
		body: { email, phone },
	}),
	repeatable: true,
});
