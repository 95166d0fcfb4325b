import { read } from '../../../engine/run/operation';
import { mailingListId } from '../../../fields/mailingListId';
import { get } from '../../product';

/** Bulk Email Service API, "Get a list of variables for a mailing list". */
export const getVariables = read({
	option: {
		name: 'Get Variables',
		value: 'getVariables',
		action: 'Get the variables of a mailing list',
		description: 'Get the names and types of the variables that contacts of a mailing list have',
	},
	fields: [mailingListId],
	prepare: (item) => ({ mailingListId: item.id('mailingListId') }),
	request: ({ mailingListId }) => get`/addressbooks/${mailingListId}/variables`,
});
