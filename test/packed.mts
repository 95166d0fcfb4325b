import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(__dirname, '..');

/** What `npm publish` would put into the archive, with what the build left in `dist`. */
export async function packedFiles(): Promise<string[]> {
	const { stdout } = await promisify(execFile)(
		'npm',
		['pack', '--dry-run', '--json', '--ignore-scripts'],
		{ cwd: ROOT, shell: process.platform === 'win32' },
	);
	const [{ files }] = JSON.parse(stdout) as [{ files: Array<{ path: string }> }];
	return files.map(({ path }) => path);
}
