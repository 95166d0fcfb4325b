import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';

import { openBrowser } from '../../../host/browser.mts';
import { pictureFile } from '../../../host/pictures.mts';
import { createSandbox, type Sandbox } from '../../../sandbox/index.mts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** A telephone, held upright. */
const NARROW = { width: 360, height: 740 };
const WIDE = { width: 1280, height: 800 };

let sandbox: Sandbox;
let url: string;
let browser: Browser;
let page: Page;
let paths: string[];

beforeAll(async () => {
	sandbox = createSandbox();
	url = await sandbox.listen();
	// Something for every part of the page: requests, good and bad, among them.
	for (const path of ['/addressbooks', '/nothing']) await ask('GET', path);
	browser = await openBrowser();
	// Only so may a test bring its own script onto the page.
	const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
	page = await context.newPage();
	await page.goto(url);
	const found = new Set<string>();
	for (const tab of await linksInNavigation()) {
		await page.goto(url + tab);
		for (const path of await linksInNavigation()) found.add(path);
	}
	paths = [...found];
});

async function linksInNavigation(): Promise<string[]> {
	return await page
		.locator('header nav a')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
}

afterAll(async () => {
	await browser?.close();
	await sandbox?.close();
});

/** Asks the sandbox as an API's user. */
async function ask(method: string, path: string, body?: object): Promise<void> {
	await fetch(url + path, {
		method,
		headers: {
			authorization: `Bearer ${sandbox.state.account.apiKeys[0]?.key}`,
			'content-type': 'application/json',
		},
		body: body && JSON.stringify(body),
	});
}

describe.each(['light', 'dark'] as const)('the page of the sandbox in the %s theme', (theme) => {
	it.each([
		['wide', WIDE],
		['narrow', NARROW],
	])('breaks no rule of WCAG 2 A and AA in a %s window', async (_, size) => {
		await page.emulateMedia({ colorScheme: theme });
		await page.setViewportSize(size);

		const broken: string[] = [];
		for (const path of paths) {
			await page.goto(url + path);
			await page.addScriptTag({ content: axe.source });
			const results = (await page.evaluate(
				`axe.run({ runOnly: ${JSON.stringify(RULES)} })`,
			)) as AxeResults;
			expect(results.passes.map(({ id }) => id)).toContain('color-contrast');
			for (const { id, nodes } of results.violations)
				broken.push(`${path}: ${id} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`);
		}

		expect(paths.length).toBeGreaterThan(6);
		expect(broken).toEqual([]);
	});
});

it('scrolls tables inside their frames in a narrow window, never the page sideways', async () => {
	await page.setViewportSize(NARROW);

	for (const path of paths) {
		await page.goto(url + path);
		const [shown, whole] = (await page.evaluate(
			'[document.documentElement.clientWidth, document.documentElement.scrollWidth]',
		)) as [number, number];
		expect([path, whole]).toEqual([path, shown]);
	}
});

it('can be used by the keyboard alone: everything is reached, in its order, and can be seen', async () => {
	await page.setViewportSize(WIDE);

	for (const path of paths) {
		await page.goto(url + path);
		const focusable = page.locator(
			'button:visible, a[href]:visible, input:visible, [tabindex="0"]:visible',
		);
		const expected = await focusable.evaluateAll((elements) =>
			elements.map((element) => element.outerHTML.slice(0, 120)),
		);
		const reached: string[] = [];
		for (const _ of expected) {
			await page.keyboard.press('Tab');
			const focused = page.locator(':focus');
			reached.push(await focused.evaluate((element) => element.outerHTML.slice(0, 120)));
			const outline = await focused.evaluate(
				(element) => element.ownerDocument.defaultView.getComputedStyle(element).outlineStyle,
			);
			expect([reached.at(-1), outline]).not.toEqual([reached.at(-1), 'none']);
		}
		expect(reached).toEqual(expected);
	}
});

it('leaves the focus where it is when it renews itself', async () => {
	let tried = 0;
	for (const path of paths) {
		await page.goto(url + path);
		const link = page.locator('main a:visible').last();
		if ((await link.count()) === 0) continue;
		const href = await link.getAttribute('href');
		await link.focus();
		await page.evaluate("document.querySelector('main').id = 'before'");

		await ask('GET', '/senders');

		await page.locator('main:not(#before)').waitFor();
		expect([path, await page.locator(':focus').getAttribute('href')]).toEqual([path, href]);
		tried++;
	}
	expect(tried).toBeGreaterThan(0);
});

it('stops its updates when asked to, by the keyboard', async () => {
	await page.goto(url);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');

	await page.getByRole('button', { name: 'Resume updates' }).waitFor();
});

it('shows what an import has left behind', async () => {
	const list = sandbox.state.lists.getByName('Newsletter');
	const people = ['Ann', 'Bo', 'Cléo'].map((name, index) => ({
		email: `${['ann', 'bo', 'cleo'][index]}@example.com`,
		variables: { name, visits: index + 1 },
	}));
	await ask('POST', `/addressbooks/${list?.id}/emails`, { emails: people });
	const visitor = await browser.newPage({ viewport: WIDE });
	const complaints: string[] = [];
	visitor.on('console', (message) => complaints.push(message.text()));

	await visitor.goto(`${url}/?list=${list?.id}`);

	await visitor.getByRole('row', { name: /cleo@example\.com/ }).waitFor();
	await visitor.screenshot({ path: pictureFile('sandbox') });
	expect(complaints).toEqual([]);
	expect(sandbox.log.filter(({ path }) => path.includes('favicon'))).toEqual([]);
});
