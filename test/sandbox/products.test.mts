import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { products } from '../../sandbox/products.mts';
import { startBench, type Bench } from './client.mts';

const root = join(__dirname, '../../sandbox');
const folders = readdirSync(root, { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'index.mts')))
	.map(({ name }) => name);
const twice = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index);

test('each folder of a product is in the list', () => {
	const list = readFileSync(join(root, 'products.mts'), 'utf8');
	const listed = [...list.matchAll(/from '\.\/(\w+)\/index\.mts'/g)].map(([, name]) => name);
	expect(listed.sort()).toEqual([...folders].sort());
	expect(products).toHaveLength(folders.length);
});

test('what is common names no product', () => {
	const files = readdirSync(root, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(root, join(entry.parentPath, entry.name)))
		.filter((file) => file !== 'products.mts' && !folders.includes(file.split('/', 1)[0] ?? ''));
	const naming = files.filter((file) => {
		// What the sandbox gives out to those who use it is named where they look for it.
		const text = readFileSync(join(root, file), 'utf8').replace(/^export .* from .*$/gm, '');
		return folders.some((folder) => new RegExp(`from '[./]*/${folder}/`).test(text));
	});
	expect(files.length).toBeGreaterThan(20);
	expect(naming).toEqual([]);
});

test('no two have a view or a switch of the same name', () => {
	expect(twice(products.flatMap(({ views }) => views.map(({ name }) => name)))).toEqual([]);
	expect(twice(products.flatMap(({ options }) => Object.keys(options?.defaults ?? {})))).toEqual(
		[],
	);
});

describe('the page', () => {
	let bench: Bench;
	beforeEach(async () => {
		bench = await startBench();
	});
	afterEach(() => bench.sandbox.close());
	const open = async (path: string) =>
		(await bench.call('GET', path, { authorization: null })).text;
	const links = (html: string, attributes = '') =>
		[...html.matchAll(new RegExp(`<li><a href="([^"]+)"${attributes}`, 'g'))].map(
			([, path = '']) => path,
		);

	test('has a tab for each, and in it a link to each of its views', async () => {
		const tabs = links(await open('/')).slice(0, products.length);
		for (const [index, { title, views }] of products.entries()) {
			const html = await open(tabs[index] ?? '');
			expect(html).toMatch(
				new RegExp(`aria-current="${views.length > 1 ? 'true' : 'page'}">${title}</a>`),
			);
			const own =
				views.length > 1 ? links(html).slice(products.length) : links(html, ' aria-current="page"');
			expect(own).toHaveLength(views.length);
			for (const [place, path] of own.entries()) {
				const part = await open(path);
				expect(part).toContain(`<title>${views[place]?.title}, SendPulse sandbox</title>`);
				expect(links(part, ' aria-current="page"')).toEqual([path]);
			}
		}
	});
});
