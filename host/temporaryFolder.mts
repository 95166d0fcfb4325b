import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { exitOnSignals } from './children.mts';

/** A folder that goes with this process, however that ends, unless it is kept. */
export interface TemporaryFolder {
	path: string;
	remove(): void;
	/** From now on it stays. */
	keep(): void;
}

/** Makes a fresh folder among the temporary files. */
export function temporaryFolder(prefix: string): TemporaryFolder {
	// n8n compares real paths, and on macOS the temporary files lie behind a link.
	const path = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
	const discard = () => rmSync(path, { recursive: true, force: true, maxRetries: 5 });
	exitOnSignals();
	process.once('exit', discard);
	return {
		path,
		remove() {
			process.off('exit', discard);
			discard();
		},
		keep() {
			process.off('exit', discard);
		},
	};
}
