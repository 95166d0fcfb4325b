import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

/** What a package names for n8n, in n8n's order. */
export async function filesOf(folder: string): Promise<Manifest['n8n']> {
	return (JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest).n8n;
}

/**
 * Makes an installed package as large as it may become: copies of some of its nodes, under names of their own, each
 * with its own operations and fields, and the engine as well as the shared fields used by all.
 */
export async function growPackage(
	folder: string,
	nodes: readonly string[],
	copies: number,
): Promise<void> {
	const manifestFile = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
	for (const node of nodes) {
		const source = dirname(node);
		for (let number = 2; number <= copies; number++) {
			const target = `${source}${number}`;
			await mkdir(join(folder, target));
			await cp(join(folder, source), join(folder, target), { recursive: true });
			const copy = node.replace(source, target);
			const code = await readFile(join(folder, copy), 'utf8');
			// The name in the description: the first one at that depth of tsc's output.
			const renamed = code.replace(/^( {12}name: '[^']+)'/m, `$1${number}'`);
			if (renamed === code) throw new Error(`No name was found in ${copy}`);
			await writeFile(join(folder, copy), renamed);
			manifest.n8n.nodes.push(copy);
		}
	}
	await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
}
