import { hasId } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { withIds } from '../../../fields/withIds';
import { post } from '../../product';
import { mailingListName } from './name';

/** Bulk Email Service API, "Create a mailing list". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a mailing list',
		description: 'Create an empty mailing list',
	},
	fields: [mailingListName],
	prepare: (item) => ({ name: item.text('name') }),
	repeatable: false,
	confirmed: hasId,
	request: ({ name }) => ({ ...post`/addressbooks`, body: { bookName: name } }),
	output: (body, { name }) => {
		const [list] = asRecords(body);
		return { ...withIds(list, { mailingListId: list.id }), name };
	},
	counts: { noun: 'mailing lists', done: 'created' },
});
