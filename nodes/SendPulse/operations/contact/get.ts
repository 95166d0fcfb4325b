import { read } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { email } from '../../../fields/email';
import { mailingListId } from '../../../fields/mailingListId';
import { contactRecord } from '../../fields/records';
import { get as GET } from '../../product';

/** Bulk Email Service API, "Get information for an email address from a mailing list". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a contact',
		description: 'Get status, phone number and variables of a contact of a mailing list',
	},
	fields: [mailingListId, email],
	prepare: (item) => ({ mailingListId: item.id('mailingListId'), email: item.email('email') }),
	request: ({ mailingListId, email }) => GET`/addressbooks/${mailingListId}/emails/${email}`,
	output: (body, { mailingListId }) => contactRecord(asRecords(body)[0], mailingListId),
});
