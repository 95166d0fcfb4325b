import { appendFile, cp, readFile, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildPackage } from '../../../host/build.mts';
import { packPackage } from '../../../host/communityPackage.mts';
import { projectRoot } from '../../../host/projectRoot.mts';
import type { NpmRegistry } from '../../../host/registry.mts';
import { temporaryFolder } from '../../../host/temporaryFolder.mts';

export const PACKAGE = 'n8n-nodes-sendpulse';

const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
	version: string;
};

/** Today's version, and one that follows it. */
export const VERSIONS = {
	now: version,
	next: version.replace(/\d+\.\d+$/, (rest) => `${Number.parseInt(rest) + 1}.0`),
};

/** What the node's description ends with in a version, so that it tells which code n8n runs. */
export const markOf = (version: string) => `(as of ${version})`;

/** Publishes the package under several versions, all made from one build, one after the other when asked. */
export async function releases(registry: NpmRegistry): Promise<(version: string) => Promise<void>> {
	await buildPackage(projectRoot());
	return async (version) => {
		const folder = temporaryFolder('n8n-sendpulse-release-');
		for (const part of ['dist', 'index.js', 'LICENSE', 'README.md', 'package.json'])
			await cp(join(projectRoot(), part), join(folder.path, part), { recursive: true });
		const manifest = join(folder.path, 'package.json');
		const content = JSON.parse(await readFile(manifest, 'utf8')) as Record<string, unknown>;
		await writeFile(manifest, JSON.stringify({ ...content, version }));
		await appendFile(
			join(folder.path, 'dist', 'nodes', 'SendPulse', 'SendPulse.node.js'),
			`exports.SendPulse = class SendPulse extends exports.SendPulse {
				constructor() {
					super();
					this.description.description += ' ${markOf(version)}';
				}
			};`,
		);
		const { tarball, remove } = await packPackage(folder.path);
		await registry.publish(tarball);
		remove();
		folder.remove();
	};
}
