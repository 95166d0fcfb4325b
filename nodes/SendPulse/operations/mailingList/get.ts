import { read } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { mailingListId } from '../../../fields/mailingListId';
import { mailingListRecord } from '../../fields/records';
import { get as GET } from '../../product';

/** Bulk Email Service API, "Get mailing list information". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a mailing list',
		description: 'Get the name, the status and the numbers of contacts of a mailing list',
	},
	fields: [mailingListId],
	prepare: (item) => ({ mailingListId: item.id('mailingListId') }),
	request: ({ mailingListId }) => GET`/addressbooks/${mailingListId}`,
	// The API answers with an array of one.
	output: (body) => asRecords(body).map(mailingListRecord),
});
