/** Looks for secrets in what was written. */
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import type { Stage } from '../../host/stage.mts';

export interface Written {
	place: string;
	text: string;
}

/**
 * The ways in which a text may have been written down. Backslashes are left out: they grow with each layer of
 * JSON in JSON.
 */
function formsOf(secret: string): string[] {
	const base64 = [secret, JSON.stringify(secret).slice(1, -1)].flatMap((text) =>
		[0, 1, 2].map((shift) => {
			const encoded = Buffer.from('x'.repeat(shift) + text).toString('base64');
			// Only what does not depend on the neighbours.
			return encoded.slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + text.length) * 8) / 6));
		}),
	);
	return [
		...new Set([
			secret,
			encodeURIComponent(secret),
			encodeURI(secret),
			new URLSearchParams({ '': secret }).toString().slice(1),
			...base64,
			...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
			Buffer.from(secret).toString('hex'),
		]),
	];
}

export function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry: Dirent) => entry.isDirectory() || entry.isFile())
		.flatMap((entry) => {
			const path = join(folder, entry.name);
			return entry.isDirectory() ? filesIn(path) : [path];
		});
}

/** What n8n and the sandbox have written: the files of n8n's folder, logs and database among them. */
export function* written({ n8n, sandbox }: Stage): Generator<Written> {
	for (const file of filesIn(n8n.userFolder)) {
		yield { place: relative(n8n.userFolder, file), text: readFileSync(file, 'latin1') };
	}
	yield { place: "the sandbox's log", text: JSON.stringify(sandbox.log) };
}

/** Where which of the secrets (by what it is) stands. */
export function leaksIn(texts: Iterable<Written>, secrets: Map<string, string>): string[] {
	const forms = [...secrets].map(([name, secret]) => ({ name, forms: formsOf(secret) }));
	const found = new Set<string>();
	for (const { place, text } of texts) {
		const plain = text.replaceAll('\\', '');
		for (const { name, forms: all } of forms) {
			if (all.some((form) => plain.includes(form))) found.add(`${name} in ${place}`);
		}
	}
	return [...found];
}
