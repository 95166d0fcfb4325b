// n8n's scanner of community packages is an ES module, which jest can't load: a process of its own, which prints what
// the scanner says of a folder. The scanner's own command takes nothing but what is published on npm.
interface Scanner {
	analyzePackage(folder: string, patterns: string[]): Promise<unknown>;
	SOURCE_FILE_PATTERNS: string[];
}

// It has no types.
const module: string = '@n8n/scan-community-package/scanner/scanner.mjs';
const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(module)) as Scanner;

const [folder = '', kind] = process.argv.slice(2);
// As the scanner asks for them itself.
const patterns = kind === 'sources' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
console.log(JSON.stringify(await analyzePackage(folder, patterns)));
