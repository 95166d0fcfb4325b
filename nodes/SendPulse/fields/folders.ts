import { ApiFailure } from '../../engine/api/failures';
import { isRecord } from '../../engine/api/record';
import type { ItemParameters } from '../../engine/parameters/parameters';
import { get } from '../fileManager/product';
import { written, type Path } from './paths';

/** GET /directory: all folders. */
export const treeRequest = get`/directory`;

const CHILDREN = ['children', 'directories'];

/**
 * What is below a folder, by name. No document shows a tree: it may have names as keys, or folders that say their
 * name and have children.
 */
function below(node: unknown): Array<readonly [name: string, folder: unknown]> {
	if (Array.isArray(node)) return node.flatMap(named);
	if (!isRecord(node)) return [];
	const list = CHILDREN.map((key) => node[key]).find(Array.isArray);
	if (list) return (list as unknown[]).flatMap(named);
	if (nameOf(node) !== undefined) return [];
	return Object.entries(node);
}

const named = (folder: unknown): Array<readonly [string, unknown]> => {
	const name = typeof folder === 'string' ? folder : nameOf(folder);
	return name ? [[name, folder]] : [];
};

function nameOf(folder: unknown): string | undefined {
	if (!isRecord(folder)) return undefined;
	const { name, path } = folder;
	if (typeof name === 'string') return name.split('/').filter(Boolean).at(-1) ?? '';
	return typeof path === 'string' ? (path.split('/').filter(Boolean).at(-1) ?? '') : undefined;
}

/**
 * The paths of all folders, outermost first, without the uppermost.
 *
 * @throws ApiFailure for an answer that has no tree
 */
export function foldersIn(body: unknown): Path[] {
	const tree = isRecord(body) ? body.tree : undefined;
	if (typeof tree !== 'object' || tree === null) {
		throw new ApiFailure('refused', 'SendPulse answered without its tree of folders.');
	}
	const folders: Path[] = [];
	let level = below(tree).map(([name, folder]) => ({ path: [name], folder }));
	while (level.length > 0) {
		folders.push(...level.map(({ path }) => path));
		level = level.flatMap(({ path, folder }) =>
			below(folder).map(([name, inner]) => ({ path: [...path, name], folder: inner })),
		);
	}
	return folders;
}

/** The folders that there are, as a run knows them: asked for once, with those that it makes added. */
export async function knownFolders(item: ItemParameters): Promise<Set<string>> {
	return await item.lookUp('folders', async (client) => {
		const folders = foldersIn(await client.send(treeRequest));
		return new Set(['/', ...folders.map(written)]);
	});
}
