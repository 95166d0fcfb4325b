import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { endWithUs, ownGroup } from './children.mts';

/** Builds the package in a folder with `gulp build`. What the compiler says is in the error if it fails. */
export async function buildPackage(folder: string): Promise<void> {
	const gulp = join(folder, 'node_modules', 'gulp', 'bin', 'gulp.js');
	const child = spawn(process.execPath, [gulp, 'build'], {
		cwd: folder,
		detached: ownGroup,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	endWithUs(child);
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	await new Promise<void>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => {
			if (code === 0) resolve();
			else
				reject(
					new Error(
						`The package could not be built ("gulp build", exit code ${code}):\n${complaints(output)}`,
					),
				);
		});
	});
}

/** The compiler's complaints; where it has none, everything but gulp's own stack trace. */
function complaints(output: string): string {
	const lines = output.trimEnd().split('\n');
	const compiler = lines.filter((line) => /: error TS\d+:/.test(line));
	return (compiler.length > 0 ? compiler : lines.filter((line) => !/^\s+at /.test(line))).join(
		'\n',
	);
}
