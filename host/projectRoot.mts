import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const PACKAGE = 'n8n-nodes-sendpulse';

/**
 * The folder of this repository, found from the working directory upwards: jest runs these files as CommonJS and tsx
 * as ES modules, which have no common way to ask for their own path.
 */
export function projectRoot(from = process.cwd()): string {
	for (let folder = resolve(from); ; folder = dirname(folder)) {
		const manifest = join(folder, 'package.json');
		if (existsSync(manifest) && nameIn(manifest) === PACKAGE) return folder;
		if (folder === dirname(folder)) {
			throw new Error(
				`Run this from the folder of ${PACKAGE} (no package.json of that name above ${from})`,
			);
		}
	}
}

function nameIn(manifest: string): unknown {
	return (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown }).name;
}
