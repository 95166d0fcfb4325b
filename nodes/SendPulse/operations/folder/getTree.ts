import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { foldersIn, treeRequest } from '../../fields/folders';
import { written } from '../../fields/paths';

/** OpenAPI, FileManager: GET /directory. */
export const getTree = read({
	option: {
		name: 'Get Tree',
		value: 'getTree',
		action: 'Get all folders',
		description: 'Get all folders, one item each, the outermost first',
	},
	fields: [
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Raw',
					name: 'raw',
					type: 'boolean',
					default: false,
					description: 'Whether to return the tree in one item, as SendPulse gives it',
				},
			],
		},
	],
	prepare: ({ options }) => ({ raw: options.flag('raw') }),
	request: () => treeRequest,
	output: (body, { raw }) =>
		raw
			? asRecords(body)
			: foldersIn(body).map(
					(path): IDataObject => ({
						path: written(path),
						name: path[path.length - 1],
						depth: path.length,
					}),
				),
});
