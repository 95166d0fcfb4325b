import { removal } from '../../../engine/run/thing';
import { del } from '../../product';
import { oneMailingList } from './mailingList';

/** Bulk Email Service API, "Delete a mailing list". */
export const remove = removal(oneMailingList, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a mailing list',
		description: 'Delete a mailing list and all of its contacts for good',
	},
	request: ({ mailingListId }) => del`/addressbooks/${mailingListId}`,
	// OpenAPI, bulk e-mail: there is no such list (any more).
	nothingFound: ({ status, code }) => status === 404 && code === 213,
});
