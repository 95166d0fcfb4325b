import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { listing } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { folderPath, readPath, written } from '../../fields/paths';
import { get } from '../../fileManager/product';

/** @throws TypeError for an answer that is no list */
function filesIn(body: unknown): IDataObject[] {
	const files = isRecord(body) ? body.data : body;
	if (!Array.isArray(files)) throw new TypeError('There are no files');
	return asRecords(files);
}

/** OpenAPI, FileManager: GET /directory/find, all at once. */
export const search = listing({
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search files by name',
		description: 'Find files by a part of their name, in a folder and all folders below it',
	},
	fields: [
		{
			displayName: 'Search For',
			name: 'search',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. logo',
			description: 'A part of the name, upper and lower case alike',
		},
		{ ...folderPath, required: undefined },
	],
	prepare: (item) => ({
		query: { search: item.text('search'), path: written(readPath(item, 'folderPath')) },
	}),
	request: ({ query }) => ({ ...get`/directory/find`, query }),
	paged: false,
	records: filesIn,
	identify: ({ path, name }) => `${String(path)} ${String(name)}`,
});
