import type { ItemParameters } from '../../../engine/parameters/parameters';
import { removal } from '../../../engine/run/thing';
import { filePath, readFilePath } from '../../fields/paths';
import { del, fileManager } from '../../fileManager/product';

const oneFile = {
	product: fileManager,
	noun: 'files',
	fields: [filePath],
	read: (item: ItemParameters) => ({ path: readFilePath(item) }),
};

/** OpenAPI, FileManager: DELETE /file. */
export const remove = removal(oneFile, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a file',
		description: 'Delete a file for good, wherever it is used',
	},
	request: ({ path }) => ({ ...del`/file`, body: { path } }),
});
