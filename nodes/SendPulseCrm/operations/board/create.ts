import { optionsField } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { color } from '../../fields/color';
import { recordIn } from '../../fields/contactRecord';
import { nameOf, readName } from '../../fields/name';
import { givesRecord } from '../../fields/records';
import { responsibleId } from '../../fields/responsibleId';
import { post } from '../../product';
import { asRows, readBoardSettings } from './boardSettings';

/** CRM API, "Create board". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a board',
		description: 'Create a board for tasks',
	},
	fields: [
		{ ...nameOf('board', 'Errands'), required: true },
		{
			...optionsField,
			options: [{ ...color, description: 'The color of the board' }, responsibleId],
		},
	],
	prepare: async (item) => {
		const settings = asRows(await readBoardSettings(item));
		return { body: { name: readName(item), ...(settings.length > 0 ? { settings } : {}) } };
	},
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Board",
	concerns: () => [],
	confirmed: givesRecord,
	request: ({ body }) => ({ ...post`/boards`, body }),
	output: recordIn,
	counts: { noun: 'boards', done: 'created' },
});
