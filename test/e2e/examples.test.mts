import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import {
	example,
	examples,
	examplesFolder,
	picksOf,
	type ExampleName,
	type Picks,
} from '../../demo/examples.mts';
import type { Execution, Workflow, WorkflowInput, WorkflowNode } from '../../host/client.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import {
	CampaignStatus,
	ContactStatus,
	type Contact,
	type MailingList,
} from '../../sandbox/index.mts';
import { dataTable, newDataTable } from './dataTables.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
const TRIGGER = 'When clicking ‘Execute workflow’';
const POLL_MS = 150;
const POLL_BOUND_MS = 120_000;
const DAY = 86_400_000;
let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(() => stage.sandbox.reset());

const state = () => stage.sandbox.state;

function listOf(name: ExampleName): MailingList {
	const list = state().lists.getByName(examples[name]);
	if (!list) throw new Error(`The sandbox has no list "${examples[name]}"`);
	return list;
}

/** Stores an example in n8n with its blanks filled in. */
async function stored(name: ExampleName, picks: Picks = {}): Promise<Workflow> {
	const credential = await stage.credential(`For ${name}`);
	return await stage.client.createWorkflow(example(name, credential, listOf(name).id, picks));
}

/** Runs an example by its Manual Trigger. */
async function run(name: ExampleName, picks: Picks = {}): Promise<Execution> {
	return await stage.client.execute(await stored(name, picks), TRIGGER);
}

const emailsOf = (contacts: Iterable<Contact>) => [...contacts].map(({ email }) => email);

const sandboxRequests = (method: string, path: string | RegExp) =>
	stage.sandbox.log.filter(
		(request) =>
			request.method === method &&
			request.status !== 429 &&
			(typeof path === 'string' ? request.path === path : path.test(request.path)),
	);

async function until(what: string, happened: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + POLL_BOUND_MS;
	while (!(await happened())) {
		if (Date.now() > deadline)
			throw new Error(`Waited ${POLL_BOUND_MS / 1000} s, and ${what} did not happen`);
		await wait(POLL_MS);
	}
}

/** The content of a file that a node gave out, as text. */
async function fileOf(execution: Execution, node: string): Promise<{ name: string; text: string }> {
	const [item] = execution.items(node) as Array<{
		binary?: Record<string, { id?: string; data: string; fileName?: string }>;
	}>;
	const file = item?.binary?.data;
	if (!file) throw new Error(`${node} gave out no file`);
	const name = file.fileName ?? '';
	if (!file.id) return { name, text: Buffer.from(file.data, 'base64').toString('utf8') };
	const url = `${stage.client.url}/rest/binary-data?id=${encodeURIComponent(file.id)}&action=download`;
	const response = await fetch(url, { headers: { cookie: stage.client.session } });
	if (!response.ok) throw new Error(`n8n answered ${url} with ${response.status}`);
	return { name, text: await response.text() };
}

describe('every example', () => {
	const files = readdirSync(examplesFolder()).filter((file) => file.endsWith('.json'));
	/** Those of other nodes, and of agents, have tests of their own. */
	const isElsewhere = (name: string) =>
		/^(agent|chatbot|course|crm|file|form|polling|popup|push|sheet|shop|smtp|sms|trigger|verifier|viber)-/.test(
			name,
		);
	const own = files.filter((file) => !isElsewhere(file));
	const read = (file: string) =>
		JSON.parse(readFileSync(join(examplesFolder(), file), 'utf8')) as WorkflowInput;

	it('is known to the demo, and to the table of examples', () => {
		const table = readFileSync(join(examplesFolder(), 'README.md'), 'utf8');

		expect(own.map((file) => file.replace('.json', '')).sort()).toEqual(
			Object.keys(examples)
				.filter((name) => !isElsewhere(name))
				.sort(),
		);
		expect(files.filter((file) => !table.includes(`(${file})`))).toEqual([]);
	});

	it.each(files)(
		'%s holds only what this n8n has, and nothing of somebody’s account',
		async (file) => {
			const { nodes, pinData = {} } = read(file);
			const types = await stage.client.nodeTypes();

			for (const { name, type, typeVersion, parameters, credentials } of nodes) {
				const versions = types.filter((known) => known.name === type);
				const offered = versions.find(({ version }) => [version].flat().includes(typeVersion));
				expect([name, offered?.name]).toEqual([name, type]);
				expect([name, credentials]).toEqual([name, undefined]);
				const fields = (offered?.properties as Array<{ name: string }>).map((field) => field.name);
				expect([name, Object.keys(parameters).filter((field) => !fields.includes(field))]).toEqual([
					name,
					[],
				]);
			}
			expect(nodes.map(({ type }) => type)).not.toContain('n8n-nodes-base.code');
			if (!isElsewhere(file)) expect(pinData).toEqual({});
		},
	);

	it.each(files)(
		'%s says how to use it, explains its parts, and calls nobody of its own',
		(file) => {
			const { nodes } = read(file);
			const of = (type: string) => nodes.filter((node) => node.type === `n8n-nodes-base.${type}`);
			const notes = of('stickyNote').map(({ parameters }) => String(parameters.content));
			const numbers = notes.flatMap((text) => /^### (\d)\. /.exec(text)?.[1] ?? []);

			expect(notes.filter((text) => text.includes('To use it: '))).toHaveLength(1);
			expect(numbers.length).toBeGreaterThan(1);
			expect(numbers.sort()).toEqual(numbers.map((_, index) => String(index + 1)));
			const addresses = [...of('httpRequest'), ...of('rssFeedRead')].map(
				({ parameters }) => parameters.url,
			);
			expect(addresses.filter((url) => url !== '' && !String(url).startsWith('='))).toEqual([]);
		},
	);

	it.each(files)('%s is laid out so that nothing covers anything', (file) => {
		const { nodes } = read(file);
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		const others = nodes.filter((node) => !notes.includes(node));

		for (const row of [notes, others]) {
			for (const [index, one] of row.entries()) {
				const covered = row.slice(index + 1).filter((other) => overlap(one, other));
				expect([one.name, covered.map(({ name }) => name)]).toEqual([one.name, []]);
			}
		}
		// A node stands in a note as a whole, or outside.
		for (const node of others) {
			const crossed = notes.filter((note) => overlap(note, node) && !encloses(note, node));
			expect([node.name, crossed.map(({ name }) => name)]).toEqual([node.name, []]);
		}
	});
});

/** A node's symbol is 96 wide and high; its name stands below, two lines at most. */
function boxOf({ position: [x, y], parameters }: WorkflowNode) {
	const { width = 96, height = 144 } = parameters as { width?: number; height?: number };
	return { left: x, top: y, right: x + width, bottom: y + height };
}

function overlap(one: WorkflowNode, other: WorkflowNode): boolean {
	const [a, b] = [boxOf(one), boxOf(other)];
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function encloses(outer: WorkflowNode, inner: WorkflowNode): boolean {
	const [a, b] = [boxOf(outer), boxOf(inner)];
	return a.left <= b.left && a.right >= b.right && a.top <= b.top && a.bottom >= b.bottom;
}

interface Article {
	title: string;
	daysOld: number;
	text?: string;
}

describe('the weekly digest', () => {
	let server: Server;
	let articles: Article[];

	beforeEach(async () => {
		articles = [];
		server = createServer((_request, response) => {
			response.setHeader('content-type', 'application/rss+xml; charset=utf-8');
			response.end(feed(articles));
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
	});

	afterEach(() => new Promise((closed) => server.close(closed)));

	const picks = (): Picks => ({
		senderEmail: 'hello@shop.example',
		feedUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`,
	});

	it('becomes a draft with the newest articles, in which SendPulse’s placeholders are whole', async () => {
		articles = [
			{ title: 'Third', daysOld: 4 },
			{ title: 'Ten <b>days</b> old', daysOld: 10 },
			{ title: 'First & {{best}} <script>', daysOld: 1, text: 'Costs $& "little"' },
			{ title: 'Second', daysOld: 3 },
		];
		const known = new Set(state().campaigns.all());

		const execution = await run('weekly-digest', picks());

		expect(execution.error).toBeUndefined();
		const [campaign, ...others] = state()
			.campaigns.all()
			.filter((one) => !known.has(one));
		expect(others).toEqual([]);
		expect(campaign).toMatchObject({
			status: CampaignStatus.draft,
			name: expect.stringMatching(/^Digest \d{4}-\d\d-\d\d$/),
			senderName: 'Our News',
			senderEmail: 'hello@shop.example',
			listIds: [listOf('weekly-digest').id],
			subject: '{{name}}, the news of the week',
		});
		const body = campaign?.body ?? '';
		expect(body).toContain('<p>Hello {{name}},</p>');
		expect(body).toContain('3 new articles this week');
		expect(
			[...body.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)].map(([, ...link]) => link),
		).toEqual([
			[
				'https://blog.example/?a=1&#38;day=1',
				'First &#38; &#123;&#123;best&#125;&#125; &#60;script&#62;',
			],
			['https://blog.example/?a=1&#38;day=3', 'Second'],
			['https://blog.example/?a=1&#38;day=4', 'Third'],
		]);
		expect(body).toContain('Costs $&#38; &#34;little&#34;');
		// Not one pair of braces is left that n8n should have filled in, or that a feed brought along.
		expect(body.match(/\{\{.*?\}\}/g)).toEqual(['{{name}}']);
		expect(execution.json('Create the Draft')).toEqual([
			expect.objectContaining({ id: campaign?.id, status: CampaignStatus.draft }),
		]);
	});

	it('holds ten articles at most', async () => {
		articles = Array.from({ length: 14 }, (_, index) => ({
			title: `Article ${index}`,
			daysOld: 1 + index / 10,
		}));

		const execution = await run('weekly-digest', picks());

		expect(execution.error).toBeUndefined();
		const body = state().campaigns.all().at(-1)?.body ?? '';
		expect([...body.matchAll(/>Article (\d+)</g)].map(([, number]) => Number(number))).toEqual([
			0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
		]);
	});

	it('is not made in a week without articles', async () => {
		articles = [{ title: 'Old', daysOld: 8 }];
		const before = state().campaigns.all().length;

		const execution = await run('weekly-digest', picks());

		expect(execution.succeeded).toBe(true);
		expect(execution.items('Read the Feed')).toHaveLength(1);
		expect(state().campaigns.all()).toHaveLength(before);
		expect(sandboxRequests('POST', '/campaigns')).toEqual([]);
	});
});

/** An RSS feed. */
function feed(articles: Article[]): string {
	const plain = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
	const items = articles.map(
		({ title, daysOld, text = `About ${title}` }) => `<item>
<title>${plain(title)}</title>
<link>https://blog.example/?a=1&amp;day=${daysOld}</link>
<pubDate>${new Date(Date.now() - daysOld * DAY).toUTCString()}</pubDate>
<description>${plain(text)}</description>
</item>`,
	);
	return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Blog</title><link>https://blog.example/</link>
${items.join('\n')}
</channel></rss>`;
}

describe('the welcome form', () => {
	it('makes a contact of whoever fills it in, with tag and event', async () => {
		stage.sandbox.options.tagDelay = 0;
		const tag = state().tags.add('Newsletter form', '#009fc1');
		state().automations.create('sign_up');
		const workflow = await stored('welcome-form', { tagIds: [tag.id] });
		expect((await stage.client.publish(workflow)).status).toBe('published');
		const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
		const address = `${stage.client.url}/form/${trigger?.webhookId}`;

		const page = await (await fetch(address)).text();
		const form = new FormData();
		form.set('field-0', 'Zoë Weiß');
		form.set('field-1', 'zoe@example.com');
		form.set('field-2', JSON.stringify(['Yes, send me the newsletter.']));
		const answer = await fetch(address, { method: 'POST', body: form });

		expect(page).toContain('Our newsletter');
		expect(page).toContain('Sign up');
		expect(page).toContain('Thank you! Look into your mailbox.');
		expect(answer.status).toBe(200);
		await until('the execution', async () => {
			const [newest] = await stage.client.executions(workflow.id);
			return newest !== undefined && !['new', 'running', 'waiting'].includes(newest.status);
		});
		const [newest] = await stage.client.executions(workflow.id);
		const execution = await stage.client.finished(newest?.id ?? '');
		expect(execution.error).toBeUndefined();
		const list = listOf('welcome-form');
		expect(emailsOf(list.contacts.values())).toEqual(['zoe@example.com']);
		const contact = list.contacts.get('zoe@example.com');
		expect(Object.fromEntries(contact?.variables ?? [])).toEqual({
			name: 'Zoë Weiß',
			consent: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
		});
		await until('the tag', () => list.contacts.get('zoe@example.com')?.tags.has(tag.id) === true);
		expect(state().automations.received).toEqual([
			expect.objectContaining({
				name: 'sign_up',
				withToken: true,
				email: 'zoe@example.com',
				variables: { name: 'Zoë Weiß', source: 'newsletter form' },
			}),
		]);
		expect(execution.json('Send Event')).toMatchObject([
			{ success: true, email: 'zoe@example.com' },
		]);
		await stage.client.unpublish(workflow.id);
	});
});

describe('the request to be erased', () => {
	const PERSON = 'customer001@mail.example';

	/** Asks for it by the form, and answers on the page that the execution waits with. */
	async function asked(said: string): Promise<Execution> {
		const workflow = await stored('gdpr-request');
		expect((await stage.client.publish(workflow)).status).toBe('published');
		const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
		const request = new FormData();
		request.set('field-0', PERSON);
		request.set('field-1', '2026-117');
		const address = `${stage.client.url}/form/${trigger?.webhookId}`;
		expect((await fetch(address, { method: 'POST', body: request })).status).toBe(200);
		let id = '';
		await until('the question', async () => {
			const [newest] = await stage.client.executions(workflow.id);
			id = newest?.id ?? '';
			return newest?.status === 'waiting';
		});
		const [question] = (await stage.client.paused(id)).json('Ask for Approval') as Array<{
			page: string;
			text: string;
		}>;
		expect(question?.text).toContain('2026-117: blacklist add, smtpUnsubscribeList add, mailing');
		expect(listOf('gdpr-request').contacts.get(PERSON)).toBeDefined();
		const answer = new FormData();
		answer.set('field-0', said);
		expect((await fetch(question?.page ?? '', { method: 'POST', body: answer })).status).toBe(200);
		const execution = await stage.client.finished(id);
		await stage.client.unpublish(workflow.id);
		expect(execution.error).toBeUndefined();
		return execution;
	}

	it('erases nobody before somebody has said yes, and files a receipt', async () => {
		await asked('No');
		expect(listOf('gdpr-request').contacts.get(PERSON)).toBeDefined();

		const { name, text } = await fileOf(await asked('Yes'), 'The Receipt as a File');
		expect(name).toBe('2026-117.json');
		const [receipt] = [JSON.parse(text)].flat() as Array<Record<string, unknown>>;
		expect(receipt).toMatchObject({ email: PERSON, preview: false, complete: true });
		expect(
			state()
				.lists.all()
				.filter(({ contacts }) => contacts.get(PERSON)),
		).toEqual([]);
		expect(state().blacklist.all()).toContainEqual({ email: PERSON, comment: '2026-117' });
	});
});

describe('the change of an address', () => {
	it('takes the place of the old one in all lists, where nobody said no', async () => {
		const list = listOf('change-of-address');
		const old = 'customer001@mail.example';
		const { variables, phone } = list.contacts.get(old)!;
		const [values, news] = [Object.fromEntries(variables), state().lists.create('More', 0)];
		news.contacts.add({ email: old, status: ContactStatus.unsubscribed, addedAt: 0 });
		const workflow = await stored('change-of-address');
		expect((await stage.client.publish(workflow)).status).toBe('published');
		const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
		const form = new FormData();
		form.set('field-0', old);
		form.set('field-1', 'new@mail.example');

		const address = `${stage.client.url}/form/${trigger?.webhookId}`;
		const answer = await fetch(address, { method: 'POST', body: form });

		expect(answer.status).toBe(200);
		await until('the execution', async () => {
			const [newest] = await stage.client.executions(workflow.id);
			return newest !== undefined && !['new', 'running', 'waiting'].includes(newest.status);
		});
		const [newest] = await stage.client.executions(workflow.id);
		const execution = await stage.client.finished(newest?.id ?? '');
		expect(execution.error).toBeUndefined();
		const shared = { email: 'new@mail.example', oldEmail: old };
		const rows = execution.json('Mailing Lists');
		expect(rows).toContainEqual({
			...shared,
			mailingLists: { id: list.id, copied: true, deleted: true },
		});
		expect(rows).toContainEqual({
			...shared,
			mailingLists: { id: news.id, copied: false, deleted: false, reason: 'unsubscribed' },
		});
		expect(list.contacts.get(old)).toBeUndefined();
		const contact = list.contacts.get('new@mail.example')!;
		expect([Object.fromEntries(contact.variables), contact.phone]).toEqual([values, phone]);
		expect(news.contacts.get(old)?.status).toBe(ContactStatus.unsubscribed);
		expect(news.contacts.get('new@mail.example')).toBeUndefined();
		await stage.client.unpublish(workflow.id);
	});
});

describe('the clean-up', () => {
	const statusOf = (list: MailingList, status: number) =>
		emailsOf([...list.contacts.values()].filter((contact) => contact.status === status));

	it('blacklists and deletes bounced contacts, keeps a copy, and leaves everybody else alone', async () => {
		const list = listOf('clean-up-bounces');
		const before = emailsOf(list.contacts.values());
		const known = state().blacklist.all();
		const bounced = statusOf(list, ContactStatus.sendingError);
		const unsubscribed = statusOf(list, ContactStatus.unsubscribed);
		expect([bounced.length > 0, unsubscribed.length > 0]).toEqual([true, true]);

		const execution = await run('clean-up-bounces');

		expect(execution.error).toBeUndefined();
		expect(execution.json('Get Inactive Contacts')).toHaveLength(
			bounced.length + unsubscribed.length,
		);
		expect(emailsOf(list.contacts.values())).toEqual(
			before.filter((email) => !bounced.includes(email)),
		);
		expect(state().blacklist.all().slice(known.length)).toEqual(
			bounced.map((email) => ({
				email,
				comment: expect.stringMatching(/^Bounced, removed on \d{4}-\d\d-\d\d$/),
			})),
		);
		expect(execution.json('Delete from the List')).toEqual(
			bounced.map((email) => ({ deleted: true, mailingListId: list.id, email })),
		);
		expect(sandboxRequests('POST', '/blacklist')).toHaveLength(1);
		expect(sandboxRequests('DELETE', `/addressbooks/${list.id}/emails`)).toHaveLength(1);
		const { name, text } = await fileOf(execution, 'Keep a Copy');
		expect(name).toMatch(/^bounced-\d{4}-\d\d-\d\d\.csv$/);
		for (const email of bounced) expect(text).toContain(email);
		for (const email of unsubscribed) expect(text).not.toContain(email);
	});

	it('deletes nothing if the blacklist can’t be written', async () => {
		const list = listOf('clean-up-bounces');
		const before = emailsOf(list.contacts.values());
		const known = state().blacklist.all();
		stage.sandbox.faults.add({
			kind: 'unauthorized',
			match: { method: 'POST', path: '/blacklist' },
		});

		const execution = await run('clean-up-bounces');

		expect(execution.error?.node?.name).toBe('Add to Blacklist');
		expect(emailsOf(list.contacts.values())).toEqual(before);
		expect(state().blacklist.all()).toEqual(known);
	});

	it('has nothing to do a second time', async () => {
		await run('clean-up-bounces');
		const before = emailsOf(listOf('clean-up-bounces').contacts.values());

		const execution = await run('clean-up-bounces');

		expect(execution.succeeded).toBe(true);
		expect(execution.items('Only Bounced')).toEqual([]);
		expect(emailsOf(listOf('clean-up-bounces').contacts.values())).toEqual(before);
	});
});

describe('the campaign report', () => {
	const LINKS = ['https://shop.example/spring?a=1&amp;b=$&amp;c', 'https://shop.example/<sale>'];

	function mailing(sent: boolean) {
		const campaign = state().campaigns.add({
			name: 'Roses & <tulips>',
			status: CampaignStatus.draft,
			listIds: [listOf('campaign-report').id],
			body: LINKS.map((link) => `<a href="${link}">Look</a>`).join(' '),
		});
		if (sent) state().mailing.replay(campaign, Date.UTC(2026, 0, 5, 9));
		return campaign;
	}

	it('shows deliveries, countries and links as a table and as a page with bars', async () => {
		const campaign = mailing(true);
		const plain = (link: string) => link.replaceAll('&amp;', '&');
		expect([campaign.countries.size > 1, campaign.clicks.size]).toEqual([true, LINKS.length]);

		const execution = await run('campaign-report', { campaignId: campaign.id });

		expect(execution.error).toBeUndefined();
		const table = execution.json('Table') as Array<{
			section: string;
			name: string;
			count: number;
		}>;
		const section = (wanted: string) =>
			Object.fromEntries(
				table.filter((row) => row.section === wanted).map(({ name, count }) => [name, count]),
			);
		expect(section('Opens by country')).toEqual(Object.fromEntries(campaign.countries));
		expect(section('Clicked links')).toEqual(
			Object.fromEntries([...campaign.clicks].map(([link, count]) => [plain(link), count])),
		);
		expect(section('Deliveries')).toMatchObject({
			Sent: campaign.recipients.length,
			Delivered: campaign.count(2),
			Opened: campaign.count(3),
		});
		expect(table.map(({ count }) => count)).toEqual(
			table.map(({ count }) => count).sort((one, other) => other - one),
		);

		const { name, text } = await fileOf(execution, 'Make an HTML File');
		expect(name).toBe('campaign-report.html');
		expect(text).toContain('<h1>Roses &#38; &#60;tulips&#62;</h1>');
		expect(text).toContain('https://shop.example/spring?a=1&#38;b=&#36;&#38;c');
		expect(text).toContain('https://shop.example/&#60;sale&#62;');
		expect([...text.matchAll(/<div class="bar" style="width:(\d+)%">/g)]).toHaveLength(
			table.length,
		);
		// Each of the three sections has a bar of full length.
		expect([...text.matchAll(/width:100%"><\/div>/g)].length).toBeGreaterThanOrEqual(3);
		expect(text).not.toMatch(/<script|\{\{|undefined|NaN/);
	});

	it('says so of a campaign that nobody got yet', async () => {
		const campaign = mailing(false);

		const execution = await run('campaign-report', { campaignId: campaign.id });

		expect(execution.error).toBeUndefined();
		const { text } = await fileOf(execution, 'Make an HTML File');
		expect([...text.matchAll(/None yet/g)]).toHaveLength(3);
	});
});

describe('the campaign with approval', () => {
	/** Somebody who does not wait an hour for the results. */
	async function started(): Promise<string> {
		const { senderEmail } = picksOf(state());
		const credential = await stage.credential('For the approval');
		const list = listOf('campaign-with-approval');
		const input = example('campaign-with-approval', credential, list.id, { senderEmail });
		for (const { name, parameters } of input.nodes) {
			if (name === 'Wait for the Results')
				Object.assign(parameters, { amount: 1, unit: 'seconds' });
			if (name === 'Get Report') parameters.options = { timeout: 120 };
		}
		const workflow = await stage.client.createWorkflow(input);
		return await stage.client.run(workflow, TRIGGER);
	}

	async function answer(id: string, said: string): Promise<Execution> {
		const [asked] = (await stage.client.paused(id)).json('Ask for Approval') as Array<{
			page: string;
			text: string;
		}>;
		const total = listOf('campaign-with-approval').contacts.total('active');
		expect(asked?.text).toContain(`Spring is here: ${total} recipients, 0 USD beside the plan.`);
		const form = new FormData();
		form.set('field-0', said);
		expect((await fetch(asked?.page ?? '', { method: 'POST', body: form })).status).toBe(200);
		return await stage.client.finished(id);
	}

	const sentNow = () =>
		state()
			.campaigns.all()
			.filter(({ name }) => name === 'Spring newsletter');

	it('sends once somebody has said yes, and reports', async () => {
		const id = await started();
		const over = answer(id, 'Yes');
		await until('the campaign is sent', () => {
			stage.sandbox.agenda.catchUp();
			return sentNow()[0]?.status === CampaignStatus.sent;
		});
		const execution = await over;

		expect(execution.error).toBeUndefined();
		expect(sentNow()).toHaveLength(1);
		const [campaign] = sentNow();
		expect(execution.json('The Results')).toMatchObject([
			{ campaignId: campaign?.id, finished: true, sent: campaign?.count(1) },
		]);
	});

	it('sends nothing where somebody has said no, or where its check has found something', async () => {
		const refused = await answer(await started(), 'No');
		expect(refused.error).toBeUndefined();

		Object.assign(listOf('campaign-with-approval'), { status: 4 });
		const execution = await stage.client.finished(await started());

		expect(execution.json('What Is Wrong')).toEqual([
			{ problems: ["Mailing list 'Customers' can't get e-mails: Blocked by the service."] },
		]);
		expect(sentNow()).toEqual([]);
	});
});

describe('the nightly sync', () => {
	interface Row {
		email: string;
		name?: string | null;
		city?: string | null;
		orders?: number | null;
		birthday?: string | null;
		note?: string | null;
	}

	const customersTable = async () => await dataTable(stage.client, 'Customers');

	const withoutTable = async () => await (await customersTable())?.remove();

	/** Makes the table anew, with more columns than the example itself. */
	async function customers(rows: Row[]): Promise<void> {
		await withoutTable();
		const table = await newDataTable(stage.client, 'Customers', [
			{ name: 'email', type: 'string' },
			{ name: 'name', type: 'string' },
			{ name: 'city', type: 'string' },
			{ name: 'orders', type: 'number' },
			{ name: 'birthday', type: 'date' },
			{ name: 'note', type: 'string' },
		]);
		if (rows.length > 0) await table.insert(rows);
	}

	/** A row for each contact that is active now. */
	const rowsOf = (list: MailingList): Row[] =>
		[...list.contacts.values()]
			.filter(({ status }) => status === ContactStatus.active)
			.map(({ email, variables }) => ({ email, name: String(variables.get('name')) }));

	const unsubscribed = (list: MailingList) =>
		emailsOf(
			[...list.contacts.values()].filter(({ status }) => status === ContactStatus.unsubscribed),
		);

	it('adds who is new, updates who is known, and unsubscribes who has left', async () => {
		const list = listOf('sync-customers');
		const [moved, shouting, left, alsoLeft, ...same] = rowsOf(list);
		if (!moved || !shouting || !left || !alsoLeft) throw new Error('The list has too few contacts');
		const gone = unsubscribed(list);
		const size = list.contacts.size;
		const rows = [
			{
				...moved,
				city: 'Malmö',
				orders: 41,
				birthday: '1990-02-03T00:00:00.000Z',
				note: 'internal',
			},
			{ ...shouting, email: ` ${shouting.email.toUpperCase()} ` },
			{ email: 'new@example.com', name: 'Nina' },
			...same,
		];
		await customers([...rows, { email: 'not an address', name: 'Nobody' }]);

		const withBroken = await run('sync-customers');

		// A row that is broken stops nobody else, and nobody goes because of it.
		expect(withBroken.error).toBeUndefined();
		expect(withBroken.json('Refused Rows')).toEqual([
			{ email: 'not an address', reason: expect.stringContaining('not an address') },
		]);
		expect(withBroken.json('Apply').map(({ action, done }) => [action, done])).toEqual([
			['update', true],
			['add', true],
		]);
		expect(unsubscribed(list)).toEqual(gone);
		await customers(rows);

		const execution = await run('sync-customers');

		expect(execution.error).toBeUndefined();
		expect(Object.fromEntries(list.contacts.get(moved.email)?.variables ?? [])).toMatchObject({
			name: moved.name,
			city: 'Malmö',
			orders: 41,
			birthday: '1990-02-03',
		});
		expect(Object.fromEntries(list.contacts.get('new@example.com')?.variables ?? [])).toEqual({
			name: 'Nina',
		});
		expect([...list.variables.keys()]).toEqual(['name', 'city', 'orders', 'birthday']);
		expect(list.contacts.size).toBe(size + 1);
		expect(unsubscribed(list).sort()).toEqual([...gone, left.email, alsoLeft.email].sort());
		expect(execution.json('Apply').map(({ email, action }) => [email, action])).toEqual(
			[left, alsoLeft].map(({ email }) => [email, 'unsubscribe']),
		);
		// All that differs, and nothing else.
		expect(sandboxRequests('POST', `/addressbooks/${list.id}/emails`)).toHaveLength(1);
		expect(sandboxRequests('POST', /\/emails\/unsubscribe$/)).toHaveLength(1);
	});

	it('stops when more than a fifth would be unsubscribed', async () => {
		const list = listOf('sync-customers');
		const gone = unsubscribed(list);
		const active = rowsOf(list);
		await customers(active.slice(0, Math.floor(active.length * 0.79)));

		const execution = await run('sync-customers');

		expect(execution.error?.node?.name).toBe('Too Many at Once');
		expect(execution.error?.message).toMatch(/^\d+ of \d+ active contacts .* would be removed/);
		expect(execution.nodes).not.toContain('Apply');
		expect(unsubscribed(list)).toEqual(gone);
	});

	it('unsubscribes nobody when the customers can’t be added', async () => {
		const list = listOf('sync-customers');
		const gone = unsubscribed(list);
		await customers([...rowsOf(list).slice(2), { email: 'new@example.com' }]);
		stage.sandbox.faults.add({
			kind: 'unauthorized',
			match: { method: 'POST', path: '/addressbooks/*/emails' },
		});

		const execution = await run('sync-customers');

		expect(sandboxRequests('POST', /^\/addressbooks\/\d+\/emails$/).length).toBeGreaterThan(0);
		expect(execution.items('Apply')).toEqual([]);
		expect(sandboxRequests('POST', /\/emails\/unsubscribe$/)).toEqual([]);
		expect(unsubscribed(list)).toEqual(gone);
	});

	it('makes the table, and changes nothing as long as that is empty', async () => {
		const gone = unsubscribed(listOf('sync-customers'));
		await withoutTable();

		const execution = await run('sync-customers');

		expect(execution.succeeded).toBe(true);
		expect(await customersTable()).toBeDefined();
		expect(unsubscribed(listOf('sync-customers'))).toEqual(gone);
		expect(sandboxRequests('POST', /^\/addressbooks/)).toEqual([]);
	});
});
