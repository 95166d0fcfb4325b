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

it.each([
	['light', 'wide', WIDE, RULES],
	['light', 'narrow', NARROW, RULES],
	// What a theme changes is its colours.
	['dark', 'wide', WIDE, ['color-contrast', 'link-in-text-block']],
] as const)(
	'breaks no rule of WCAG 2 A and AA in the %s theme and a %s window',
	async (colorScheme, _, size, rules) => {
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize(size);

		const broken: string[] = [];
		for (const path of paths) {
			await page.goto(url + path);
			await page.addScriptTag({ content: axe.source });
			const results = (await page.evaluate(
				`axe.run({ runOnly: ${JSON.stringify(rules)} })`,
			)) as AxeResults;
			expect(results.passes.map(({ id }) => id)).toContain('color-contrast');
			for (const { id, nodes } of results.violations)
				broken.push(`${path}: ${id} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`);
		}

		expect(paths.length).toBeGreaterThan(6);
		expect(broken).toEqual([]);
	},
);

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
			'button:visible, a[href]:visible, input:visible, select:visible, [tabindex="0"]:visible',
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
	// Side by side, for each renews itself only every two seconds.
	const context = await browser.newContext({ bypassCSP: true, viewport: WIDE });
	const opened = await Promise.all(
		paths.map(async (path) => {
			const own = await context.newPage();
			await own.goto(url + path);
			return { path, own, link: own.locator('main a:visible').last() };
		}),
	);
	const linked = await Promise.all(
		opened.map(async (one) => ({ ...one, count: await one.link.count() })),
	);
	const tried = linked.filter(({ count }) => count > 0);
	const focused = await Promise.all(
		tried.map(async ({ path, own, link }) => {
			await own.evaluate("document.querySelector('main').id = 'before'");
			await link.focus();
			return [path, await link.getAttribute('href')];
		}),
	);

	await ask('GET', '/senders');

	const after = await Promise.all(
		tried.map(async ({ path, own }) => {
			await own.locator('main:not(#before)').waitFor();
			return [path, await own.locator(':focus').getAttribute('href')];
		}),
	);
	expect(tried.length).toBeGreaterThan(0);
	expect(after).toEqual(focused);
	await context.close();
});

it('stops its updates when asked to, by the keyboard', async () => {
	await page.goto(url);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');

	await page.getByRole('button', { name: 'Resume updates' }).waitFor();
});

describe('the board of the CRM', () => {
	const stage = (name: string) =>
		sandbox.state.crm.pipelines
			.all()
			.flatMap(({ stages }) => stages)
			.find((one) => one.name === name)!.id;
	/** The one on top. */
	const activeIn = (name: string) =>
		sandbox.state.crm.deals
			.all()
			.filter(({ status, stageId }) => status === 1 && stageId === stage(name))
			.sort((one, other) => one.order - other.order)[0]!;
	const cardIn = (name: string, deal: number) =>
		page.locator(`[data-drop="${stage(name)}"] [data-drag="${deal}"]`);

	it('moves a deal that is dragged to another stage', async () => {
		const deal = activeIn('New');
		// Without the leave of its policy, no script would run. So high that nothing scrolls while it is dragged.
		const visitor = await browser.newPage({ viewport: { ...WIDE, height: 2_000 } });
		const complaints: string[] = [];
		visitor.on('console', (message) => complaints.push(message.text()));
		await visitor.goto(`${url}/?view=crm&pipeline=${deal.pipelineId}`);

		await visitor
			.locator(`[data-drag="${deal.id}"]`)
			.dragTo(visitor.locator(`[data-drop="${stage('Offer')}"]`));

		await visitor.locator(`[data-drop="${stage('Offer')}"] [data-drag="${deal.id}"]`).waitFor();
		expect([deal.stageId, deal.order]).toEqual([stage('Offer'), 1]);
		await visitor.setViewportSize(WIDE);
		await visitor.screenshot({ path: pictureFile('sandbox-crm') });
		expect(complaints).toEqual([]);
	});

	it('does the same by the keyboard, and wins the deal', async () => {
		await page.setViewportSize(WIDE);
		const deal = activeIn('New');
		await page.goto(`${url}/?view=crm&deal=${deal.id}`);

		await page.locator('#deal-stage').focus();
		await page.keyboard.type('Sales: Contacted');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await cardIn('Contacted', deal.id).waitFor();
		await page.getByRole('button', { name: 'Won' }).focus();
		await page.keyboard.press('Enter');

		await page.getByRole('link', { name: deal.name }).first().waitFor();
		await expect(page.locator('[aria-labelledby="crm-deal"]').innerText()).resolves.toContain(
			'won',
		);
		expect([deal.stageId, deal.status]).toEqual([stage('Contacted'), 3]);
	});
});

it('shows what an import has left behind', async () => {
	const list = sandbox.state.lists.getByName('Newsletter');
	const people = ['Ann', 'Bo', 'Cléo'].map((name, index) => ({
		email: `${['ann', 'bo', 'cleo'][index]}@example.com`,
		variables: { name, visits: index + 1 },
	}));
	await ask('POST', `/addressbooks/${list?.id}/emails`, { emails: people });
	// So high that all of it is in the picture.
	const visitor = await browser.newPage({ viewport: { ...WIDE, height: 860 } });
	const complaints: string[] = [];
	visitor.on('console', (message) => complaints.push(message.text()));

	await visitor.goto(`${url}/?list=${list?.id}`);

	await visitor.getByRole('row', { name: /cleo@example\.com/ }).waitFor();
	await visitor.screenshot({ path: pictureFile('sandbox') });
	expect(complaints).toEqual([]);
	expect(sandbox.log.filter(({ path }) => path.includes('favicon'))).toEqual([]);
});
