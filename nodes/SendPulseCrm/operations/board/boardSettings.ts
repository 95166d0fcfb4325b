import type { IDataObject } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { readColor } from '../../fields/color';
import { recordsIn } from '../../fields/records';
import { readResponsibleId } from '../../fields/responsibleId';

/** Settings by the API's names, whose values are texts (OpenAPI of the CRM, "Create board"). */
export type BoardSettings = Partial<Record<'responsibleUser' | 'color', string>>;

export async function readBoardSettings(item: ItemParameters): Promise<BoardSettings> {
	const { options } = item;
	const responsible = await readResponsibleId(item);
	return {
		...(responsible === undefined ? {} : { responsibleUser: String(responsible) }),
		...(options.has('color') ? { color: readColor(options) } : {}),
	};
}

export const asRows = (settings: BoardSettings): IDataObject[] =>
	Object.entries(settings).map(([name, value]) => ({ name, value }));

/** Those that a board has, with what is changed of them. */
export const settingsWith = (known: unknown, changes: BoardSettings): IDataObject[] => {
	const there = recordsIn(known).map(({ name, value }) => [String(name), value] as const);
	return asRows({ ...(Object.fromEntries(there) as BoardSettings), ...changes });
};
