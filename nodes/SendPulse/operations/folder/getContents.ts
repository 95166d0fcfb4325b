import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { isYes } from '../../../engine/api/envelope';
import { isRecord } from '../../../engine/api/record';
import { listing } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { folderPath, readPath } from '../../fields/paths';
import { get } from '../../fileManager/product';

/** @throws ApiFailure where SendPulse took the uppermost folder for the tree of all */
function contentsIn(body: unknown): IDataObject[] {
	if (isRecord(body) && 'tree' in body) {
		throw new ApiFailure(
			'refused',
			"SendPulse does not list its uppermost folder. Use 'Get Tree' for the folders, and 'Get Many' of the resource File for the files.",
		);
	}
	return asRecords(elementsOf(body));
}

/** OpenAPI, FileManager: GET /directory/{path}, all at once. */
export const getContents = listing({
	option: {
		name: 'Get Contents',
		value: 'getContents',
		action: 'Get the contents of a folder',
		description: 'Get the files and folders in a folder',
	},
	fields: [
		folderPath,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'All', value: 'all' },
						{ name: 'Files', value: 'files' },
						{ name: 'Folders', value: 'folders' },
					],
					default: 'all',
					description: 'What to get of the folder',
				},
			],
		},
	],
	prepare: (item) => {
		const { filters } = item;
		const type = filters.has('type') ? filters.choice('type', ['all', 'files', 'folders']) : 'all';
		return { path: readPath(item, 'folderPath'), type };
	},
	// With two slashes it was seen to work; the description would have it with one.
	request: ({ path }) => get`/directory//${path}`,
	otherwise: ({ path }, { status }) =>
		status !== 404 ? undefined : path.length > 0 ? get`/directory/${path}` : get`/directory/${'/'}`,
	paged: false,
	identify: ({ path }) => path,
	records: contentsIn,
	belongs: ({ isFolder }, { type }) => type === 'all' || isYes(isFolder) === (type === 'folders'),
});
