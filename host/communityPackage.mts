import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { InstalledN8n } from './install.mts';
import { npm } from './npm.mts';
import { temporaryFolder } from './temporaryFolder.mts';

/** Packs a built package into a temporary folder, as it would be published. `remove` deletes that folder. */
export async function packPackage(
	folder: string,
): Promise<{ tarball: string; remove: () => void }> {
	const target = temporaryFolder('n8n-sendpulse-pack-');
	try {
		await npm(['pack', '--ignore-scripts', '--pack-destination', target.path], {
			cwd: folder,
			logFile: join(target.path, 'npm.log'),
		});
		const packed = (await readdir(target.path)).find((name) => name.endsWith('.tgz'));
		if (!packed) throw new Error(`"npm pack" left no archive of ${folder}`);
		return { tarball: join(target.path, packed), remove: () => target.remove() };
	} catch (error) {
		// For npm's log.
		target.keep();
		throw error;
	}
}

/**
 * Installs a packed package where n8n keeps community packages, and as n8n does it: without install scripts and
 * without development, peer and optional dependencies. Its node types get the package's name as prefix.
 */
export async function installPackage(
	tarball: string,
	userFolder: string,
	{ nodeFolder }: InstalledN8n,
): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	await mkdir(folder, { recursive: true });
	const manifest = join(folder, 'package.json');
	if (!existsSync(manifest)) {
		await writeFile(
			manifest,
			JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }, null, 2),
		);
	}
	const quiet = [
		'--ignore-scripts',
		'--legacy-peer-deps',
		'--omit=dev',
		'--omit=peer',
		'--omit=optional',
		'--no-audit',
		'--no-fund',
	];
	await npm(['install', ...quiet, tarball], {
		cwd: folder,
		logFile: join(userFolder, 'npm.log'),
		path: [nodeFolder],
	});
}
