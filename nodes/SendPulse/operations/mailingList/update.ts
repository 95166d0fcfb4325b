import { saysResult } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { mailingListId } from '../../../fields/mailingListId';
import { put } from '../../product';
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
