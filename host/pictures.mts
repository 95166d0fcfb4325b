import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from './projectRoot.mts';

/**
 * Where a picture of the documents belongs. Only with `UPDATE_SCREENSHOTS=1` that is the committed one: otherwise
 * each run of the tests would change it.
 */
export function pictureFile(name: string): string {
	return process.env.UPDATE_SCREENSHOTS === '1'
		? join(folder('docs', 'images'), `${name}.png`)
		: glimpseFile(name);
}

/** Where a picture goes that is only for whoever runs the tests. */
export const glimpseFile = (name: string): string => join(folder('test-results'), `${name}.png`);

function folder(...path: string[]): string {
	const full = join(projectRoot(), ...path);
	mkdirSync(full, { recursive: true });
	return full;
}
