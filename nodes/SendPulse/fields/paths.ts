import type { INodeProperties } from 'n8n-workflow';
import { shown, type Values } from '../../engine/parameters/parameters';

export const folderPath: INodeProperties = {
	displayName: 'Folder',
	name: 'folderPath',
	type: 'resourceLocator',
	default: { mode: 'list', value: '/' },
	required: true,
	description: 'The folder of the file manager',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a folder...',
			typeOptions: { searchListMethod: 'searchFolders', searchable: true },
		},
		{
			displayName: 'By Path',
			name: 'path',
			type: 'string',
			placeholder: 'e.g. /images/spring',
			hint: 'The uppermost folder is /',
		},
	],
};

export const filePath: INodeProperties = {
	displayName: 'File Path',
	name: 'filePath',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. /images/logo.png',
	description: 'The file with its folders. Upload, Get Many and Search give it.',
};

/** The names of folders on the way to something, outermost first; none for the uppermost folder. */
export type Path = string[];

/** As the API writes it, and people do. */
export const written = (path: Path): string => `/${path.join('/')}`;

/** What no name of a file or folder may hold or be: it would mean another place, or can't be seen. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\\/]/u;

/**
 * A name without folders.
 *
 * @throws InputProblem
 */
export function readName(values: Values, parameter: string): string {
	const name = values.text(parameter);
	if (FORBIDDEN.test(name) || /^\.{1,2}$/.test(name)) {
		values.fail(parameter, `has to be a name without slashes, not ${shown(name)}`);
	}
	return name;
}

/**
 * A path, with or without a slash at its beginning and end.
 *
 * @throws InputProblem for what would climb out of its folder
 */
export function readPath(values: Values, parameter: string): Path {
	const text = values.text(parameter);
	const path = text.split('/').filter((name) => name !== '');
	if (path.some((name) => FORBIDDEN.test(name) || /^\.{1,2}$/.test(name.trim()))) {
		values.fail(parameter, `has to be a path like /images/spring, not ${shown(text)}`);
	}
	return path;
}

/** @throws InputProblem for a path that names no file */
export function readFilePath(values: Values): string {
	const path = readPath(values, 'filePath');
	return path.length > 0 ? written(path) : values.fail('filePath', 'names no file');
}
