import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packedFiles, ROOT } from './packed.mts';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

describe('the published package', () => {
	test('holds what users need and nothing else', async () => {
		const files = await packedFiles();
		const [top, dist] = [
			files.filter((path) => !path.startsWith('dist/')),
			files.filter((path) => path.startsWith('dist/')),
		];
		expect(top.sort()).toEqual(['LICENSE', 'README.md', 'index.js', 'package.json']);
		expect(dist.length).toBeGreaterThan(100);
		const unexpected = dist.filter(
			(path) =>
				!/^dist\/(nodes|credentials)\/.+(\.js|\.node\.json|\/__schema__\/.+\.json|__schema__\/v1\.0\.0\.json)$/.test(
					path,
				) && !/^dist\/icons\/[^/]+\.svg$/.test(path),
		);
		expect(unexpected).toEqual([]);
		expect(files.filter((path) => /test|sandbox|bench|\.map$|tsbuildinfo/i.test(path))).toEqual([]);
	});

	test('registers every node and credential that it has', async () => {
		const files = await packedFiles();
		const registered = [...manifest.n8n.nodes, ...manifest.n8n.credentials].sort();
		const present = files.filter((path) => /\.(node|credentials)\.js$/.test(path)).sort();
		expect(present).toEqual(registered);
	});

	test('has no run-time dependencies, n8n-workflow as its one peer, and no forbidden script', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.overrides).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(Object.keys(manifest.scripts)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(pre|post)?(install|prepare)$/)]),
		);
	});
});
