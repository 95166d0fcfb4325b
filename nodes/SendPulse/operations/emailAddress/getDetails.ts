import { read } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { email } from '../../../fields/email';
import { withIds } from '../../../fields/withIds';
import { get } from '../../product';

/** Bulk Email Service API, "Get detailed information about a specific email address". */
export const getDetails = read({
	option: {
		name: 'Get Details',
		value: 'getDetails',
		action: 'Get the details of an e-mail address',
		description: 'Get when and how an e-mail address came into each of its mailing lists',
	},
	fields: [email],
	prepare: (item) => ({ email: item.email('email') }),
	request: ({ email }) => get`/emails/${email}/details`,
	output: (body, { email }) =>
		asRecords(body).map((record) => ({
			email,
			...withIds(record, { mailingListId: record.list_id }),
		})),
});
