import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packedFiles, ROOT } from './packed.mts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json'));

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

	test('has a version that the change log tells of, dated, and the lock file names', () => {
		const { version } = manifest;
		expect(read('CHANGELOG.md')).toMatch(
			new RegExp(`^## ${version.replaceAll('.', '\\.')} \\(\\d{4}-\\d{2}-\\d{2}\\)$`, 'm'),
		);
		const lock = JSON.parse(read('package-lock.json'));
		expect([lock.version, lock.packages[''].version]).toEqual([version, version]);
	});

	test('says who made it, where it lives and what it is for, as n8n verifies', () => {
		const { name, keywords, license, author, homepage, repository, bugs, description } = manifest;
		const [, page] =
			/^git\+(https:\/\/github\.com\/[\w-]+\/[\w-]+)\.git$/.exec(repository.url) ?? [];
		expect(page).toContain(`/${name}`);
		expect({ homepage, bugs }).toEqual({
			homepage: `${page}#readme`,
			bugs: { url: `${page}/issues` },
		});
		expect(keywords).toContain('n8n-community-node-package');
		expect(license).toBe('MIT');
		expect(read('LICENSE')).toMatch(/^MIT License/);
		expect(author).toEqual({ name: expect.any(String), email: expect.stringContaining('@') });
		expect(description.length).toBeLessThan(200);
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
