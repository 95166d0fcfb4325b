import { read } from '../../../engine/run/operation';
import { filePath, readFilePath } from '../../fields/paths';
import { existenceRequest, existsIn } from './existence';

/** OpenAPI, FileManager: POST /file/exist. */
export const exists = read({
	option: {
		name: 'Exists',
		value: 'exists',
		action: 'Check if a file exists',
		description: 'Get whether there is a file with this path',
	},
	fields: [filePath],
	prepare: (item) => ({ path: readFilePath(item) }),
	request: ({ path }) => existenceRequest(path),
	output: (body, { path }) => ({ path, exists: existsIn(body) }),
});
