/** Links of the documents, and those that n8n shows as a node's documentation, lead somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { decode } from 'modern-gif';

import { ROOT } from './packed.mts';

const PAGES = 'https://github.com/n8n-nodes-sendpulse/n8n-nodes-sendpulse';

const read = (path: string) => readFileSync(path, 'utf8');

const within = (folder: string, ending: string) =>
	readdirSync(join(ROOT, folder))
		.filter((name) => name.endsWith(ending))
		.map((name) => join(ROOT, folder, name));

const documents = ['.', 'docs', 'examples'].flatMap((folder) => within(folder, '.md'));

/** The names by which GitHub lets a page's headings be linked to. */
const anchorsOf = (page: string) =>
	new Set(
		[...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
			heading
				.toLowerCase()
				.replace(/[^\p{L}\p{N} _-]/gu, '')
				.replaceAll(' ', '-'),
		),
	);

/** What is wrong with a link, if anything. */
function complaint(from: string, link: string): string | undefined {
	const [path, anchor] = link.split('#');
	const file = path === '' || path === undefined ? from : resolve(dirname(from), path);
	if (!existsSync(file)) return `${relative(ROOT, from)}: no file ${link}`;
	if (anchor !== undefined && !anchorsOf(file).has(anchor))
		return `${relative(ROOT, from)}: no heading ${link}`;
	return undefined;
}

test('links between the documents lead to pages, pictures and headings that exist', () => {
	const links = documents.flatMap((from) =>
		[...read(from).matchAll(/\]\(([^)\s]+)\)/g)]
			.map(([, link = '']) => link)
			.filter((link) => !/^[a-z]+:/.test(link))
			.map((link) => ({ from, link })),
	);
	expect(links.length).toBeGreaterThan(100);
	expect(links.map(({ from, link }) => complaint(from, link)).filter(Boolean)).toEqual([]);
});

test('each picture is shown in a document, and says what is to be seen', () => {
	const shown = documents.flatMap((from) =>
		[...read(from).matchAll(/!\[([^\]]{10,})\]\(([^)\s]+)\)/g)].map(([, , link = '']) =>
			resolve(dirname(from), link),
		),
	);
	expect([...new Set(shown)].sort()).toEqual(within('docs/images', '').sort());
});

test('the moving picture at the top moves, and loads in a moment', () => {
	const [, picture = ''] = /!\[[^\]]+\]\(([^)\s]+)\)/.exec(read(join(ROOT, 'README.md'))) ?? [];
	const bytes = readFileSync(join(ROOT, picture));
	expect(bytes.length).toBeLessThan(2_000_000);

	const { width, frames } = decode(new Uint8Array(bytes));
	expect(width).toBeLessThanOrEqual(1_100);
	expect(frames.length).toBeGreaterThan(10);
	// Long enough to be read.
	for (const { delay } of frames) expect(delay).toBeGreaterThanOrEqual(1_000);
});

test("n8n's Docs of each node leads to the page of that node", () => {
	const nodes = readdirSync(join(ROOT, 'nodes')).filter((name) => /^SendPulse/.test(name));
	const pages = nodes.map((name) => {
		const { resources } = JSON.parse(read(join(ROOT, 'nodes', name, `${name}.node.json`)));
		return String(resources.primaryDocumentation[0].url);
	});
	const readme = join(ROOT, 'README.md');
	const own = pages.map((url) => url.replace(`${PAGES}/blob/main/`, ''));
	expect(own.map((link) => complaint(readme, link)).filter(Boolean)).toEqual([]);
	// Each its own: nobody has to look for a node on a page of many.
	expect(new Set(pages).size).toBe(nodes.length);
});

test('files and folders of the repository that the documents name are there', () => {
	const named = documents.flatMap((from) =>
		[
			...read(from).matchAll(/`((?:bench|credentials|demo|host|nodes|sandbox|test)\/[\w./-]+)`/g),
		].map(([, path = '']) => `${relative(ROOT, from)}: ${path}`),
	);
	expect(named.length).toBeGreaterThan(30);
	expect(named.filter((name) => !existsSync(join(ROOT, name.split(': ')[1] ?? '')))).toEqual([]);
});
