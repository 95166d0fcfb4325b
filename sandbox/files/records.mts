import { nameOf, type FileStore, type StoredFile } from './store.mts';

const MB = 1024 * 1024;

const dateOf = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');
const extensionOf = (path: string) => /\.([^./]+)$/.exec(path)?.[1] ?? '';
const inMb = (bytes: number) => Math.round((100 * bytes) / MB) / 100;

/** As an upload gives it (seen by the vendor's people). */
export const uploadRecord = ({ path, content, changedAt }: StoredFile) => ({
	path,
	name: nameOf(path),
	stream: `https://files.example${path}`,
	thumb: '',
	extension: extensionOf(path),
	size: content.length,
	date: dateOf(changedAt),
});

/** As GET /directory/find has it (OpenAPI description), where sizes are text. */
export const foundRecord = ({ path, content, changedAt }: StoredFile) => ({
	path,
	name: nameOf(path),
	size: String(content.length),
	date: dateOf(changedAt),
	extension: extensionOf(path),
	thumb: '',
});

export const filteredRecord = ({ path, changedAt }: StoredFile) => ({
	path,
	lastModified: dateOf(changedAt),
});

/** What GET /directory/{path} has of a folder's files and folders. */
export const contentsOf = (folder: string, store: FileStore) => [
	...store.foldersIn(folder).map((path) => ({
		path,
		name: nameOf(path),
		isFolder: true,
		size: store.filesBelow(path).reduce((sum, { content }) => sum + content.length, 0),
		filesCount: store.filesIn(path).length,
	})),
	...store.filesIn(folder).map(({ path, content }) => ({
		path,
		name: nameOf(path),
		isFolder: false,
		size: content.length,
		filesCount: 0,
	})),
];

type Tree = { [name: string]: Tree };

export function treeOf(store: FileStore, form: 'keys' | 'children') {
	const keys = (folder: string): Tree =>
		Object.fromEntries(store.foldersIn(folder).map((path) => [nameOf(path), keys(path)]));
	const children = (path: string): object => ({
		name: nameOf(path),
		path,
		children: store.foldersIn(path).map(children),
	});
	return { tree: form === 'keys' ? keys('/') : children('/') };
}

export const usageOf = (store: FileStore, space: number) => ({
	fileCount: store.all().length,
	directoryCount: store.folders().length - 1,
	usedSpace: inMb(store.bytes),
	tariffStorageSpace: inMb(space),
	availableSpace: inMb(Math.max(space - store.bytes, 0)),
});
