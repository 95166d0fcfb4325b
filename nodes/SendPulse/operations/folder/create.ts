import { saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { knownFolders } from '../../fields/folders';
import { folderPath, readName, readPath, written } from '../../fields/paths';
import { post } from '../../fileManager/product';

/** OpenAPI, FileManager: POST /directory. */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a folder',
		description: 'Make a folder. SendPulse has no way to delete, move or rename one by its API.',
	},
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. spring',
			description: 'Name of the new folder',
		},
		{
			...folderPath,
			displayName: 'In Folder',
			name: 'parentPath',
			description:
				'The folder to make it in. In / SendPulse is known to do it unreliably: make it in a folder that exists.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Skip Existing',
					name: 'skipExisting',
					type: 'boolean',
					default: false,
					description: 'Whether to look first if the folder is there, and to give it back then',
				},
			],
		},
	],
	prepare: async (item) => {
		const name = readName(item, 'name');
		const parent = readPath(item, 'parentPath');
		const folders = item.options.flag('skipExisting') ? await knownFolders(item) : undefined;
		return { name, parent, path: written([...parent, name]), folders };
	},
	repeatable: false,
	whereToLook: "with 'Get Tree' of the resource Folder",
	concerns: ({ path }) => path,
	confirmed: saysSuccess,
	request: ({ name, parent, path, folders }) =>
		folders?.has(path)
			? undefined
			: { ...post`/directory`, body: { pathToStore: written(parent), name } },
	output: (body, { name, path, folders }) => {
		if (body === undefined) return { path, name, existed: true };
		folders?.add(path);
		return succeeded({ path, name });
	},
	counts: { noun: 'folders', done: 'made' },
});
