import type { IDataObject } from 'n8n-workflow';
import { steps } from '../../../engine/run/operation';
import { boardId, readBoardId } from '../../fields/boardId';
import { color } from '../../fields/color';
import { recordIn } from '../../fields/contactRecord';
import { nameOf, readName, somethingToChange } from '../../fields/name';
import { givesRecord } from '../../fields/records';
import { responsibleId } from '../../fields/responsibleId';
import { updateFields } from '../../fields/updateFields';
import { get, put } from '../../product';
import { readBoardSettings, settingsWith, type BoardSettings } from './boardSettings';

interface Changed {
	boardId: number;
	name?: string;
	settings: BoardSettings;
}

/** CRM API, "Update board": nobody says whether its settings replace all there are, so that all are sent. */
export const update = steps<Changed, { board: IDataObject }>({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a board',
		description: 'Change the name, the color or the responsible person of a task board',
	},
	fields: [
		boardId,
		updateFields(
			{ ...color, description: 'The color of the board' },
			nameOf('board', 'Errands'),
			responsibleId,
		),
	],
	prepare: async (item) => {
		const { options } = item;
		const changes = options.has('name') ? { name: readName(options) } : {};
		const settings = await readBoardSettings(item);
		somethingToChange(item, changes, settings);
		return { boardId: await readBoardId(item), ...changes, settings };
	},
	concerns: ({ boardId: id }) => String(id),
	placeholders: {},
	steps: ({ boardId: id, name, settings }) => [
		{
			effect: 'read',
			about: 'the board',
			request: () => get`/boards/${id}`,
			learn: (body) => ({ board: recordIn(body) }),
		},
		{
			effect: 'write',
			about: 'the board',
			repeatable: true,
			confirmed: givesRecord,
			request: ({ board }) => ({
				...put`/boards/${id}`,
				body: {
					name: name ?? board.name,
					...(Object.keys(settings).length > 0
						? { settings: settingsWith(board.settings, settings) }
						: {}),
				},
			}),
			learn: (body) => ({ board: recordIn(body) }),
			done: () => `Board ${id} was changed`,
		},
	],
	output: ({ board }) => board,
	counts: { noun: 'boards', done: 'updated' },
});
