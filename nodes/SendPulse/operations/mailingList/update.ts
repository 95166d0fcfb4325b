import { saysResult } from '../../../engine/confirmed';
import { write } from '../../../engine/operation';
import { succeeded } from '../../../engine/outcome';
import { put } from '../../../engine/request';
import { mailingListId } from '../../../fields/mailingListId';
import { mailingListName } from './name';

/** Bulk Email Service API, "Edit a mailing list". */
export const update = write({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a mailing list',
		description: 'Give a mailing list another name',
	},
	fields: [mailingListId, mailingListName],
	prepare: (item) => ({ mailingListId: item.id('mailingListId'), name: item.text('name') }),
	repeatable: true,
	confirmed: saysResult,
	request: ({ mailingListId, name }) => ({
		...put`/addressbooks/${mailingListId}`,
		body: { name },
	}),
	output: (_, input) => succeeded(input),
	counts: { noun: 'mailing lists', done: 'renamed' },
});
