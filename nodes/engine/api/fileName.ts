/** What file systems take at most, in characters here. */
const LONGEST = 255;

/**
 * The name of a file without its folders, without what can't be seen, and never one that means a folder;
 * '' where nothing is left. Names come from elsewhere, and become parts of paths.
 */
export function bareFileName(name: string): string {
	const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
	const seen = last.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
	return /^\.*$/.test(seen) ? '' : shortened(seen);
}

/** From its middle: the extension says what a file is. */
function shortened(name: string): string {
	const letters = [...name];
	if (letters.length <= LONGEST) return name;
	const dot = letters.lastIndexOf('.');
	const extension = dot > letters.length - 12 ? letters.slice(dot) : [];
	return [...letters.slice(0, LONGEST - extension.length), ...extension].join('');
}
