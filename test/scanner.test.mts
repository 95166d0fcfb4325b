import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { packedFiles, ROOT } from './packed.mts';

interface Verdict {
	passed: boolean;
	details?: string;
}

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'scan-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true, force: true });
});

async function scan(kind: 'sources' | 'published'): Promise<Verdict> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--import', 'tsx', join(ROOT, 'test', 'scan.mts'), folder, kind],
		// The scanner's rules hold for other files while they are tested themselves.
		{ cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } },
	);
	return JSON.parse(stdout) as Verdict;
}

async function copy(...paths: string[]): Promise<void> {
	for (const path of paths) await cp(join(ROOT, path), join(folder, path), { recursive: true });
}

describe("n8n's scanner of community packages", () => {
	test('has nothing to say about the sources', async () => {
		await copy('package.json', 'nodes', 'credentials', 'icons');
		expect(await scan('sources')).toEqual({ passed: true });
	});

	test('has nothing to say about what is published', async () => {
		await copy(...(await packedFiles()));
		expect(await scan('published')).toEqual({ passed: true });
	});

	test('finds what is not allowed in either', async () => {
		await copy('package.json', 'index.js');
		await writeFile(join(folder, 'index.js'), "require('child_process').exec('true');");
		const { passed, details } = await scan('published');
		expect(passed).toBe(false);
		expect(details).toContain('child_process');
	});
});
