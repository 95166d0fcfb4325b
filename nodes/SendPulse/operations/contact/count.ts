import { read } from '../../../engine/run/operation';
import { mailingListId } from '../../../fields/mailingListId';
import { get } from '../../product';

/** Bulk Email Service API, "Get the total number of contacts in a mailing list". */
export const count = read({
	option: {
		name: 'Count',
		value: 'count',
		action: 'Count the contacts of a mailing list',
		description: 'Get the number of contacts that a mailing list has',
	},
	fields: [mailingListId],
	prepare: (item) => ({ mailingListId: item.id('mailingListId') }),
	request: ({ mailingListId }) => get`/addressbooks/${mailingListId}/emails/total`,
});
