import { read } from '../../../engine/run/operation';
import { boardId, readBoardId } from '../../fields/boardId';
import { recordIn } from '../../fields/contactRecord';
import { get as GET } from '../../product';

/** CRM API, "Get board by ID". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a board',
		description: 'Get a task board with its stages and attributes',
	},
	fields: [boardId],
	prepare: async (item) => ({ boardId: await readBoardId(item) }),
	request: ({ boardId: id }) => GET`/boards/${id}`,
	output: recordIn,
});
