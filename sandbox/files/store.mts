/** A file of the account. */
export interface StoredFile {
	/** With its folders, from the uppermost on. */
	readonly path: string;
	readonly content: Buffer;
	readonly mimeType: string;
	readonly changedAt: number;
}

export const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
export const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/')) || '/';
export const joined = (folder: string, name: string) =>
	folder === '/' ? `/${name}` : `${folder}/${name}`;

/** Files and folders, by their paths. */
export class FileStore {
	private readonly byPath = new Map<string, StoredFile>();
	private readonly folderPaths = new Set<string>(['/']);

	get bytes(): number {
		return this.all().reduce((sum, { content }) => sum + content.length, 0);
	}

	all(): StoredFile[] {
		return [...this.byPath.values()];
	}

	get(path: string): StoredFile | undefined {
		return this.byPath.get(path);
	}

	put(file: StoredFile): void {
		this.byPath.delete(file.path);
		this.byPath.set(file.path, file);
	}

	delete(path: string): boolean {
		return this.byPath.delete(path);
	}

	folders(): string[] {
		return [...this.folderPaths].sort();
	}

	hasFolder(path: string): boolean {
		return this.folderPaths.has(path);
	}

	/** With all folders on the way. */
	makeFolder(path: string): void {
		if (path === '/') return;
		this.makeFolder(folderOf(path));
		this.folderPaths.add(path);
	}

	filesIn(folder: string): StoredFile[] {
		return this.all().filter(({ path }) => folderOf(path) === folder);
	}

	filesBelow(folder: string): StoredFile[] {
		return this.all().filter(({ path }) => folder === '/' || path.startsWith(`${folder}/`));
	}

	foldersIn(folder: string): string[] {
		return this.folders().filter((path) => path !== '/' && folderOf(path) === folder);
	}
}
