import { setTimeout as wait } from 'node:timers/promises';

import type {
	Browser,
	BrowserContext,
	ConsoleMessage,
	Locator,
	Page,
	Request,
} from 'playwright-core';

import { isLoopback } from '../sandbox/syntax.mts';
import type { N8nClient } from './client.mts';

/** Everything waits for a state of the page, this long at most. */
const PATIENCE_MS = 120_000;
/** People try again when something did not work; n8n may still have been busy with what they did before. */
const ATTEMPTS = 20;
const ATTEMPT_MS = 2_000;
const POLL_MS = 50;
/** Where n8n's editor asks nodes for what is to be chosen from. */
const QUESTIONS = '/rest/dynamic-node-parameters/';
/** Movements of the mouse until a field must have noticed that something hangs over it. */
const DRAG_STEPS = 50;

/** How large n8n is shown, and how many dots of a picture are one of its pixels. */
export interface Screen {
	viewport: { width: number; height: number };
	deviceScaleFactor?: number;
}

/** What a node gave out, as its table shows it. */
export interface OutputTable {
	columns: string[];
	rows: string[][];
}

/**
 * n8n's editor in a browser, used as people use it: by what they see, click and type. The owner is signed in. Names of
 * parameters are those of the node (`mailingListId`); everything else is called by the words on the page.
 */
export async function openEditor(
	browser: Browser,
	client: N8nClient,
	screen: Screen = { viewport: { width: 1440, height: 900 } },
): Promise<Editor> {
	const context = await browser.newContext({
		...screen,
		colorScheme: 'light',
		// Nothing is caught in the middle of a movement.
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(PATIENCE_MS);
	const [name = '', value = ''] = client.session.split('=', 2);
	await context.addCookies([{ name, value, url: client.url }]);
	return new Editor(context, await context.newPage(), client.url);
}

export class Editor {
	/** What the browser complained about on its console, calls to other machines aside. */
	readonly complaints: string[] = [];

	private readonly unanswered = new Set<Request>();

	constructor(
		private readonly context: BrowserContext,
		readonly page: Page,
		private readonly url: string,
	) {
		page.on('console', (message) => {
			if (message.type() === 'error' && !isOurDoing(message))
				this.complaints.push(`${message.text()} (${message.location().url})`);
		});
		page.on('pageerror', (error) => this.complaints.push(error.message));
		page.on('request', (request) => {
			if (request.url().includes(QUESTIONS)) this.unanswered.add(request);
		});
		for (const end of ['requestfinished', 'requestfailed'] as const)
			page.on(end as 'requestfinished', (request) => this.unanswered.delete(request));
	}

	/** Waits until n8n has answered what the editor asked nodes for: lists to pick from, columns to map. */
	async answered(): Promise<void> {
		const deadline = Date.now() + PATIENCE_MS;
		while (this.unanswered.size > 0 && Date.now() < deadline) await wait(POLL_MS);
	}

	async close(): Promise<void> {
		await this.context.close();
	}

	/** Reads and forgets what the browser has complained about so far. */
	takeComplaints(): string[] {
		return this.complaints.splice(0);
	}

	/** Light or dark, as the operating system would ask for. */
	async useTheme(theme: 'light' | 'dark'): Promise<void> {
		await this.page.emulateMedia({ colorScheme: theme });
	}

	// The canvas

	/** An empty canvas. n8n stores the workflow with its first change. */
	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** The id of the open workflow. */
	get workflowId(): string {
		return /\/workflow\/([^/?#]+)/.exec(this.page.url())?.[1] ?? '';
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.page.locator(
			`[data-test-id="canvas-node"][data-node-name=${JSON.stringify(name)}]`,
		);
	}

	/** Opens the panel of nodes: at the plus behind a node, else at the one of the canvas. */
	async openNodePanel({ after }: { after?: string } = {}): Promise<void> {
		if (after !== undefined) await this.node(after).getByTestId('canvas-handle-plus').click();
		else {
			const first = this.page.getByTestId('canvas-add-button');
			const loose = this.page.getByTestId('node-creator-plus-button');
			await first.or(loose).first().click();
		}
		await this.page.getByTestId('node-creator-search-bar').waitFor();
	}

	/** Types into the panel's search. */
	async searchNodes(text: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	/** The texts of the panel's entries, from top to bottom. */
	async panelEntries(): Promise<string[]> {
		const texts = await this.page.getByTestId('node-creator-item-name').allInnerTexts();
		return texts.map((text) => text.trim());
	}

	/** Opens the page of a node in the panel: its actions and triggers. */
	async openPanelEntry(name: string): Promise<void> {
		await this.panelEntry(name).click();
	}

	/** An entry of the panel: a node, an action, a trigger. */
	panelEntry(name: string): Locator {
		return this.page.getByTestId('node-creator-item-name').getByText(name, { exact: true });
	}

	/** Opens or closes a category of the panel, such as "Actions". */
	async toggleCategory(name: string): Promise<void> {
		await this.page.getByTestId('node-creator-category-item').filter({ hasText: name }).click();
	}

	/** Adds a node from the panel the way people do, by one of its actions if it has any. The node opens. */
	async addNode(
		name: string,
		{ action, after }: { action?: string; after?: string } = {},
	): Promise<void> {
		await this.openNodePanel({ after });
		await this.searchNodes(name);
		await this.openPanelEntry(name);
		if (action !== undefined) await this.openPanelEntry(action);
	}

	/** Runs the workflow. Gives what n8n says at the end. */
	async runWorkflow(): Promise<string> {
		await this.dismissToasts();
		await this.page.getByTestId('execute-workflow-button').click();
		return await this.toast();
	}

	/** Shows the whole workflow, as large as there is room. */
	async zoomToFit(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
	}

	/** Publishes the workflow as it is, and closes what n8n says about it. */
	async publish(): Promise<void> {
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		await this.page.getByTestId('workflow-publish-button').click();
		await this.page.getByRole('button', { name: 'Got it' }).click();
		await this.page.getByTestId('workflow-active-version-indicator').waitFor();
	}

	// A node's own view

	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.page.getByTestId('ndv').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.page.getByTestId('ndv').waitFor({ state: 'detached' });
	}

	/** The labels of the form from top to bottom, those of the mapper's fields aside. */
	async labels(): Promise<string[]> {
		const labels = this.page.getByTestId('node-parameters').getByTestId('input-label');
		const texts = await labels
			.filter({ visible: true })
			.and(this.page.locator(':not([data-test-id="mapping-fields-container"] *)'))
			.allInnerTexts();
		return texts.map((text) => text.split('\n')[0]?.trim() ?? '');
	}

	/** Where a parameter is filled in. */
	parameter(name: string): Locator {
		return this.page.getByTestId(`parameter-input-${name}`);
	}

	/** The mark beside a parameter that something is wrong with; hovered over, it says what. */
	issue(name: string): Locator {
		const item = this.page.getByTestId('parameter-item').filter({ has: this.parameter(name) });
		return item.getByTestId('parameter-issues');
	}

	/** Types into a text or number field, in place of what is there. */
	async setParameter(name: string, text: string): Promise<void> {
		await this.parameter(name).locator('input, textarea').first().fill(text);
	}

	/**
	 * Tells n8n to take a text as it stands, or not to. Of whatever has braces it makes an expression, but only a
	 * moment after the text was typed: what is clicked before is forgotten then.
	 */
	async switchTo(kind: 'fixed' | 'expression', name: string): Promise<void> {
		const field = this.parameter(name);
		// n8n shows the switch only then.
		await field.hover();
		const item = this.page.getByTestId('parameter-item').filter({ has: field });
		const chosen = (which: string) =>
			item.getByTestId(`radio-button-${which}`).and(this.page.locator('[aria-checked="true"]'));
		await chosen(kind === 'fixed' ? 'expression' : 'fixed').waitFor();
		await item.getByTestId(`radio-button-${kind}`).click();
		await chosen(kind).waitFor();
	}

	/** Types into a field with an editor of its own, such as HTML, in place of what is there. */
	async setCode(name: string, text: string): Promise<void> {
		await this.retype(this.parameter(name).locator('.cm-content'), text);
	}

	private async retype(editor: Locator, text: string): Promise<void> {
		await editor.click();
		await this.page.keyboard.press('ControlOrMeta+a');
		// Typed key by key, brackets would close themselves.
		await this.page.keyboard.insertText(text);
	}

	/** Drags a field of the input onto a parameter, which becomes an expression. */
	async dragInput(field: string, name: string): Promise<void> {
		const pill = this.page
			.getByTestId('ndv-input-panel')
			.getByTestId('run-data-schema-node-name')
			.filter({ hasText: new RegExp(`^\\s*${field}\\s*$`) });
		const target = this.parameter(name);
		const expression = target.locator('.cm-content');
		// While the form still moves, from a field filled in before, n8n misses what is dropped: people try again.
		for (let attempt = 0; attempt < ATTEMPTS && !(await expression.isVisible()); attempt++) {
			await this.drag(pill, target);
			await expression.waitFor({ timeout: ATTEMPT_MS }).catch(() => {});
		}
		// The field is an expression before it holds what was dropped.
		await expression.filter({ hasText: field }).waitFor();
		// n8n puts the cursor into it, and shows the result over the fields below.
		await this.page.getByTestId('ndv-input-panel').getByTestId('run-data-pane-header').click();
	}

	private async drag(what: Locator, target: Locator): Promise<void> {
		await target.scrollIntoViewIfNeeded();
		await what.hover();
		await this.page.mouse.down();
		// n8n looks at the fields only after it has seen the mouse leave, and then when it moves over one.
		const lit = target.and(this.page.locator('.activeDrop'));
		for (let step = 0; step < DRAG_STEPS && !(await lit.isVisible()); step++)
			await target.hover({ force: true, position: { x: 20 + (step % 5), y: 10 } });
		await this.page.mouse.up();
	}

	/** Chooses from a drop-down by the words it shows; of several, those that are not chosen yet. */
	async choose(name: string, ...labels: string[]): Promise<void> {
		await this.openOptions(name, this.option(labels[0] ?? ''));
		for (const label of labels) await this.option(label).click();
		if (labels.length > 1) await this.page.keyboard.press('Escape');
	}

	/** Opens a drop-down. As long as its options are being loaded it can't be, and once they are it may close again. */
	private async openOptions(name: string, wanted: Locator): Promise<void> {
		const field = this.parameter(name);
		for (let attempt = 0; attempt < ATTEMPTS && !(await wanted.isVisible()); attempt++) {
			await field.locator('input:disabled').first().waitFor({ state: 'detached' });
			await field.click();
			await wanted.waitFor({ timeout: ATTEMPT_MS }).catch(() => {});
		}
	}

	/** Has the mapper take the input's fields by their names. */
	async mapAutomatically(): Promise<void> {
		// It draws itself anew once SendPulse has said which fields there are.
		await this.page.getByTestId('mapping-fields-container').waitFor();
		await this.page.getByTestId('mapping-mode-select').click();
		await this.option('Map Automatically').click();
	}

	private option(label: string): Locator {
		const list = this.page.locator('.el-select-dropdown:visible .el-select-dropdown__item');
		return list.filter({ has: this.page.getByText(label, { exact: true }) }).first();
	}

	/**
	 * Adds one of the options of the form, by its label. Forms have one such collection as a rule; where they have
	 * two, the words where they are added tell which.
	 */
	async addOption(label: string, words?: string): Promise<void> {
		const all = this.page.getByTestId('collection-parameter-add');
		const its = words ? all.filter({ has: this.page.getByPlaceholder(words) }) : all;
		const option = this.page
			.getByTestId('collection-parameter-option')
			.filter({ visible: true })
			.getByText(label, { exact: true });
		// While the form still moves, from a field filled in before, the list closes again, also when its option
		// is about to be clicked.
		for (let attempt = 1; ; attempt++) {
			if (!(await option.isVisible())) await its.click();
			try {
				return await option.click({ timeout: ATTEMPT_MS });
			} catch (error) {
				if (attempt === ATTEMPTS) throw error;
			}
		}
	}

	/** Opens a searchable list. */
	async openList(name: string): Promise<void> {
		const field = this.page.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input');
		const search = this.page.getByTestId('rlc-search').filter({ visible: true });
		const entry = this.listEntries.first();
		// While the form still moves, to a field filled in before, the list closes again.
		for (let attempt = 1; attempt < ATTEMPTS && !(await entry.isVisible()); attempt++) {
			if (!(await search.isVisible())) await field.click();
			await entry.waitFor({ timeout: ATTEMPT_MS }).catch(() => {});
		}
		await entry.waitFor();
	}

	/** The entries of the searchable list that is open. */
	get listEntries(): Locator {
		return this.page.getByTestId('rlc-item').filter({ visible: true });
	}

	/** Types into the search of the list that is open. */
	async searchList(text: string): Promise<void> {
		await this.page.getByTestId('rlc-search').filter({ visible: true }).fill(text);
	}

	/** Picks from a searchable list by the words it shows. */
	async pickFromList(name: string, label: string): Promise<void> {
		await this.openList(name);
		await this.searchList(label);
		await this.listEntries.getByText(label, { exact: true }).first().click();
	}

	/** Names the thing instead of picking it: by its ID, address, slug. */
	async setLocator(name: string, mode: string, value: string): Promise<void> {
		const locator = this.page.getByTestId(`resource-locator-${name}`);
		await locator.getByTestId('rlc-mode-selector').click();
		await this.option(mode).click();
		await locator.getByTestId('rlc-input').fill(value);
	}

	/** Opens the addresses of the trigger that is open, and gives the one that published workflows listen at. */
	async productionUrl(): Promise<string> {
		await this.page.getByText('Webhook URLs', { exact: true }).click();
		await this.page.getByTestId('radio-button-production').click();
		return (await this.page.locator('.url-field').innerText()).trim();
	}

	/** Switches on "Execute Once" among the settings of the node that is open. */
	async executeOnce(): Promise<void> {
		await this.page.getByTestId('tab-settings').click();
		await this.parameter('executeOnce').click();
	}

	/** Gives the node that is open items for test runs, in place of what it would give out. */
	async pinOutput(items: object[]): Promise<void> {
		await this.output.getByTestId('ndv-edit-pinned-data').click();
		await this.retype(this.output.locator('.cm-content'), JSON.stringify(items, null, 2));
		await this.output.getByRole('button', { name: 'Save' }).click();
		await this.output.getByTestId('ndv-items-count').waitFor();
	}

	/** Runs the node that is open, and what has to run before it. Gives what n8n says at the end. */
	async runNode(): Promise<string> {
		await this.dismissToasts();
		await this.page.getByTestId('node-execute-button').click();
		return await this.toast();
	}

	/** The panel with what the node gave out, or its error. */
	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	/** The message of the error in the output panel. */
	get error(): Locator {
		return this.output.getByTestId('node-error-message');
	}

	/** Shows the output as table, JSON or schema. */
	async showOutputAs(view: 'table' | 'json' | 'schema'): Promise<void> {
		await this.output.getByTestId(`radio-button-${view}`).click();
	}

	/** What the output's table shows. */
	async outputTable(): Promise<OutputTable> {
		await this.showOutputAs('table');
		const table = this.output.locator('table');
		await table.waitFor();
		const columns = await table.locator('thead th').allInnerTexts();
		const rows = await Promise.all(
			(await table.locator('tbody tr').all()).map((row) => row.locator('td').allInnerTexts()),
		);
		// Behind the last column there is room for n8n's own buttons.
		const width = columns.map((column) => column.trim()).filter(Boolean).length;
		const trimmed = (cells: string[]) => cells.slice(0, width).map((cell) => cell.trim());
		return { columns: trimmed(columns), rows: rows.map(trimmed) };
	}

	// Credentials

	/** The dialog of a credential. */
	get credentialDialog(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}

	/** Opens the dialog for a new credential of the node that is open. */
	async newCredential(): Promise<void> {
		await this.page.getByTestId('node-credentials-select').click();
		await this.page.getByTestId('node-credentials-select-item-new').click();
		await this.credentialIsOpen();
	}

	/** Opens the credential of the node that is open. */
	async openCredential(): Promise<void> {
		await this.page.getByTestId('credential-edit-button').click();
		await this.credentialIsOpen();
	}

	/**
	 * n8n shows the form before it has been told the credential's name, and lets it be saved: without a name, which
	 * n8n then refuses.
	 */
	private async credentialIsOpen(): Promise<void> {
		await this.credentialDialog.getByTestId('credential-name').waitFor();
		await this.credentialDialog.getByTestId('credential-edit-dialog').waitFor();
	}

	/** Saves the credential. n8n tests it, and closes the dialog if it works. */
	async saveCredential(): Promise<void> {
		await this.page.getByTestId('credential-save-button').click();
	}

	// Around it

	/** Takes a picture of what is to be seen. */
	async screenshot(file: string): Promise<void> {
		await this.dismissToasts();
		await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
	}

	/** Waits for n8n to say something in the corner, and gives its words. */
	async toast(): Promise<string> {
		const toast = this.page.locator('.el-notification').last();
		await toast.waitFor();
		return await toast.innerText();
	}

	/** Closes what n8n has said in the corner. */
	async dismissToasts(): Promise<void> {
		const toasts = this.page.locator('.el-notification');
		// They also go by themselves: one may be gone before it is clicked at.
		while ((await toasts.count()) > 0) {
			const close = toasts.last().locator('.el-notification__closeBtn');
			await close.click({ timeout: ATTEMPT_MS }).catch(() => {});
		}
	}
}

/** The browser may not call other machines, and reports that as an error. */
function isOurDoing(message: ConsoleMessage): boolean {
	const { url } = message.location();
	return URL.canParse(url) && !isLoopback(new URL(url).hostname);
}
