import { write } from '../../../engine/operation';
import { deleted } from '../../../engine/outcome';
import { del } from '../../../engine/request';
import { mailingListId } from '../../../fields/mailingListId';

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
	alreadyDone: ({ status }) => status === 404,
	request: ({ mailingListId }) => del`/addressbooks/${mailingListId}`,
	output: (_, input) => deleted(input),
	counts: { noun: 'mailing lists', done: 'deleted' },
});
