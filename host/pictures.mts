import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from './projectRoot.mts';

/** Whether the pictures of the documents are to be taken anew: otherwise each run of the tests would change them. */
export const renewsPictures = process.env.UPDATE_SCREENSHOTS === '1';

/** Where a picture is taken to: the documents with `UPDATE_SCREENSHOTS=1` only. */
export const pictureFile = (name: string): string =>
	renewsPictures ? documentPicture(`${name}.png`) : glimpseFile(name);

/** A picture of the documents. */
export const documentPicture = (file: string): string => join(folder('docs', 'images'), file);

/** Where a picture goes that is only for whoever runs the tests. */
export const glimpseFile = (name: string): string => join(folder('test-results'), `${name}.png`);

function folder(...path: string[]): string {
	const full = join(projectRoot(), ...path);
	mkdirSync(full, { recursive: true });
	return full;
}
