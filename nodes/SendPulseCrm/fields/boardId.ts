import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import { found, type LookUp } from '../../engine/parameters/lookUp';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import { get } from '../product';
import { byText, locator } from './locator';
import { alike, nameUnlessId } from './names';
import { idOf, recordsIn } from './records';

export const boardId: INodeProperties = locator({
	displayName: 'Board',
	name: 'boardId',
	description: 'The task board to work with',
	noun: 'board',
	searchListMethod: 'searchBoards',
	by: [byText('By Name', 'name', 'e.g. Errands')],
});

/** CRM API, "Get boards". */
export const boardsOf = async (client: Client): Promise<IDataObject[]> =>
	recordsIn(await client.send(get`/boards`));

const boardLookUp: LookUp = {
	noun: 'board',
	plural: 'boards',
	by: {
		name: {
			called: 'the name',
			read: (item, name) => item.text(name),
			find: async (client, value) =>
				(await boardsOf(client))
					.filter(({ name }) => alike(name, value))
					.map((one) => ({ id: idOf(one), name: String(one.name) })),
		},
	},
	modeOf: nameUnlessId,
};

/** @throws InputProblem for what is no ID, and for a name that none or several have */
export const readBoardId = async (
	item: ItemParameters,
	name = 'boardId',
	values: Values = item,
): Promise<number> => Number(await found(item, name, boardLookUp, values));
