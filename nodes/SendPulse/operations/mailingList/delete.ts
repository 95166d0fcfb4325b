import { saysResult } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { removed } from '../../../engine/run/outcome';
import { mailingListId } from '../../../fields/mailingListId';
import { del } from '../../product';

/** Bulk Email Service API, "Delete a mailing list". */
export const remove = write({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a mailing list',
		description: 'Delete a mailing list and all of its contacts for good',
	},
	fields: [mailingListId],
	prepare: (item) => ({ mailingListId: item.id('mailingListId') }),
	repeatable: true,
	// OpenAPI, bulk e-mail: there is no such list (any more).
	nothingFound: ({ status, code }) => status === 404 && code === 213,
	confirmed: saysResult,
	request: ({ mailingListId }) => del`/addressbooks/${mailingListId}`,
	output: (body, input) => removed(body, input),
	counts: { noun: 'mailing lists', done: 'deleted' },
});
