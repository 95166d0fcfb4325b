import type { Credential, Workflow } from '../../host/client.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import {
	addToNewsletter,
	ann,
	bo,
	campaign,
	cy,
	di,
	newsletter,
	opened,
	people,
} from './campaigns.mts';
import {
	AFTER,
	ALL_EVENTS,
	call,
	called,
	deliver,
	executions,
	post as postTo,
	registered,
	TRIGGER,
	TRIGGER_TYPE,
	triggerWorkflow,
	until,
	webhookRequests,
	publishedByTest,
} from './triggers.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
// n8n tries to publish up to five times, and waits between.
const FIVE_ATTEMPTS_MS = 90_000;
let stage: Stage;
let credential: Credential;
const published = publishedByTest(() => stage.client);

beforeAll(async () => {
	stage = await openStage();
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(async () => {
	stage.sandbox.reset();
	stage.sandbox.options.campaignStep = 50;
	credential = await stage.credential('Trigger');
});

interface Live {
	workflow: Workflow;
	path: string;
	url: string;
	testUrl: string;
}

async function made(parameters: Record<string, unknown>, of = credential): Promise<Live> {
	const { path, ...input } = triggerWorkflow(of, { simplify: false, ...parameters });
	const workflow = await stage.client.createWorkflow(input);
	return {
		workflow,
		path,
		url: `${stage.n8n.url}/webhook/${path}`,
		testUrl: `${stage.n8n.url}/webhook-test/${path}`,
	};
}

async function publish(workflow: Workflow): Promise<void> {
	published.add(workflow.id);
	const { status, triggers } = await stage.client.publish(workflow, FIVE_ATTEMPTS_MS);
	expect([status, triggers.map(({ errorMessage }) => errorMessage).join()]).toEqual([
		'published',
		'',
	]);
}

async function live(parameters: Record<string, unknown>): Promise<Live> {
	const it = await made(parameters);
	await publish(it.workflow);
	return it;
}

async function unpublish({ workflow, url }: Live): Promise<void> {
	await stage.client.unpublish(workflow.id);
	published.delete(workflow.id);
	// n8n answers before it has told SendPulse.
	await until('the webhooks to be removed', () =>
		registered(stage.sandbox, url).length === 0 ? true : undefined,
	);
}

/** Saves other parameters of the trigger, and publishes. */
async function change(it: Live, parameters: Record<string, unknown>): Promise<void> {
	const { nodes } = it.workflow;
	const changed = nodes.map((node) =>
		node.name === TRIGGER ? { ...node, parameters: { simplify: false, ...parameters } } : node,
	);
	it.workflow = await stage.client.saveWorkflow({ ...it.workflow, nodes: changed });
	await publish(it.workflow);
}

const rows = () => stage.sandbox.state.webhooks.all();

/** Hands a body to a published trigger, as SendPulse would. */
const post = async (url: string, ...what: [body: string | Buffer, type?: string]) =>
	await postTo(called(stage.sandbox, url), ...what);

const eventsAt = (url: string) => registered(stage.sandbox, url);

const emails = (items: Array<Record<string, unknown>>) => items.map(({ email }) => email);

const api = async (method: string, path: string, body?: unknown) =>
	await call(stage.sandbox, stage.sandboxUrl, method, path, body);

describe('the node', () => {
	it('is known to n8n', async () => {
		const types = await stage.client.nodeTypes();
		expect(types.find(({ name }) => name === TRIGGER_TYPE)).toMatchObject({
			displayName: 'SendPulse Trigger',
			group: ['trigger'],
		});
	});

	it('offers the mailing lists and campaigns of the account', async () => {
		const request = (path: string, methodName: string) => ({
			nodeType: TRIGGER_TYPE,
			path: `parameters.filters.${path}`,
			methodName,
			parameters: { events: ['open'], filters: {} },
			credentials: { sendPulseRestApi: { id: credential.id, name: credential.name } },
		});

		const lists = await stage.client.options(request('mailingListIds', 'getMailingLists'));
		const campaigns = await stage.client.options(request('campaignIds', 'getCampaigns'));

		expect(lists.map(({ name }) => name)).toContain('Customers');
		expect(campaigns).toHaveLength(stage.sandbox.state.campaigns.all().length);
		const { results } = await stage.client.pickList(
			{ ...request('campaigns.campaign[0].campaignId', 'searchCampaigns'), typeVersion: 1.3 },
			'summer',
		);
		expect(results.map(({ name }) => name)).toEqual([expect.stringMatching(/summer/i)]);
	});
});

describe('publishing', () => {
	it('registers exactly the chosen events, and unpublishing removes them', async () => {
		const foreign = stage.sandbox.state.webhooks.add('http://127.0.0.1:9/crm', 'open');
		const it = await live({ events: ['open', 'redirect', 'unsubscribe'] });

		expect(eventsAt(it.url)).toEqual(['open', 'redirect', 'unsubscribe']);

		await unpublish(it);
		expect(rows()).toEqual([foreign]);
	});

	it('with other events leads to exactly these, nothing twice', async () => {
		const it = await live({ events: ['open', 'redirect'] });

		await change(it, { events: ['redirect', 'spam', 'delivered'] });
		expect(eventsAt(it.url)).toEqual(['delivered', 'redirect', 'spam']);

		await change(it, { events: ALL_EVENTS });
		expect(eventsAt(it.url)).toEqual(ALL_EVENTS);
	});

	it('brings back what was deleted in SendPulse, once it is unpublished and published again', async () => {
		const it = await live({ events: ['open', 'spam'] });
		for (const { id } of rows()) stage.sandbox.state.webhooks.remove(id);

		await stage.client.unpublish(it.workflow.id);
		await publish(it.workflow);

		expect(eventsAt(it.url)).toEqual(['open', 'spam']);
	});

	it('keeps two workflows with the same events apart', async () => {
		const one = await live({ events: ['open', 'spam'] });
		const other = await live({ events: ['open', 'spam'] });
		expect([eventsAt(one.url), eventsAt(other.url)]).toEqual([
			['open', 'spam'],
			['open', 'spam'],
		]);

		await unpublish(one);

		expect(eventsAt(other.url)).toEqual(['open', 'spam']);
	});

	it('works out when SendPulse fails in the middle of it', async () => {
		// SendPulse has registered them, and its answer gets lost.
		stage.sandbox.faults.add({
			kind: 'error500',
			match: { method: 'POST', path: '/v2/email-service/webhook' },
			times: 1,
			acted: true,
		});

		const it = await live({ events: ['open', 'spam'] });

		expect(eventsAt(it.url)).toEqual(['open', 'spam']);
		expect(rows()).toHaveLength(2);
	});

	it('fails in words, and leaves nothing behind, when SendPulse will not have it', async () => {
		stage.sandbox.options.webhooksNeedHttps = true;
		const it = await made({ events: ['open', 'spam'] });
		published.add(it.workflow.id);

		const { status, triggers } = await stage.client.publish(it.workflow, FIVE_ATTEMPTS_MS);

		expect(status).toBe('failed');
		expect(triggers[0]?.errorMessage).toMatch(/SendPulse says: .*url.*invalid/i);
		expect(rows()).toEqual([]);
	});

	it('refuses, in words, an address that SendPulse can not reach', async () => {
		// Not a sandbox on this machine: nothing may be asked of it either.
		const elsewhere = await stage.credential('Elsewhere', {
			baseUrl: 'https://sendpulse.invalid',
		});
		const it = await made({ events: ['open'] }, elsewhere);
		published.add(it.workflow.id);

		const { status, triggers } = await stage.client.publish(it.workflow, FIVE_ATTEMPTS_MS);

		expect(status).toBe('failed');
		expect(triggers[0]?.errorMessage).toMatch(/SendPulse can't reach this n8n at 127\.0\.0\.1/);
	});
});

describe('a restart of n8n', () => {
	it('leaves the registration as it is, and deliveries arrive', async () => {
		const it = await live({ events: ['open', 'spam'] });
		const before = rows();
		stage.sandbox.log.clear();

		await stage.n8n.restart();

		// Before n8n 2 a start asks what is registered; see below.
		expect(webhookRequests(stage.sandbox).filter((method) => method !== 'GET')).toEqual([]);
		expect(rows()).toEqual(before);
		expect((await post(it.url, JSON.stringify([opened('ann@example.com')]))).status).toBe(200);
		const [execution] = await executions(stage.client, it.workflow.id, 1);
		expect(emails(execution?.json(AFTER) ?? [])).toEqual(['ann@example.com']);
	});

	it('forgets nothing of what was answered: it starts nothing a second time', async () => {
		const it = await live({ events: ['open'] });
		const delivery = (person: number) => JSON.stringify([opened(`a${person}@example.com`)]);
		for (let person = 0; person < 5; person++) await post(it.url, delivery(person));
		await executions(stage.client, it.workflow.id, 5);

		await stage.n8n.restart();
		for (let person = 0; person < 6; person++) await post(it.url, delivery(person));

		const runs = await executions(stage.client, it.workflow.id, 6);
		expect(runs.map((run) => emails(run.json(AFTER)).join()).at(-1)).toBe('a5@example.com');
		expect(runs).toHaveLength(6);
	});
});

describe('the key in the address', () => {
	it('has to be named by whoever delivers, to a test address too', async () => {
		const it = await live({ events: ['open'] });
		const body = JSON.stringify([opened('ann@example.com')]);
		expect(called(stage.sandbox, it.url)).toMatch(/\?key=[0-9a-f]{32}$/);

		expect((await postTo(it.url, body)).status).toBe(401);
		expect((await postTo(`${it.url}?key=${'0'.repeat(32)}`, body)).status).toBe(401);
		await stage.client.listen(it.workflow, TRIGGER);
		expect((await postTo(it.testUrl, body)).status).toBe(401);
		expect((await post(it.testUrl, body)).status).toBe(200);
		expect((await post(it.url, body)).status).toBe(200);

		const runs = await executions(stage.client, it.workflow.id, 2);
		expect(runs.map((run) => run.json(TRIGGER).length)).toEqual([1, 1]);
	});

	it('is not asked of who only looks whether somebody is there', async () => {
		const it = await live({ events: ['open'] });
		for (const method of ['GET', 'HEAD']) {
			expect([method, (await fetch(it.url, { method })).status]).toEqual([method, 200]);
		}
		expect(await stage.client.executions(it.workflow.id)).toEqual([]);
	});
});

describe('another address of n8n', () => {
	const moveTo = async (host: string) => {
		const address = `http://${host}:${stage.n8n.port}/`;
		await stage.n8n.restart({ N8N_WEBHOOK_URL: address, WEBHOOK_URL: address });
		return address;
	};

	afterEach(async () => void (await moveTo('127.0.0.1')));

	it('leaves nothing of the former one, whether the workflow is published or unpublished next', async () => {
		const one = await live({ events: ['open', 'spam'] });
		const other = await live({ events: ['open', 'spam'] });

		const address = await moveTo('localhost');
		await stage.client.unpublish(one.workflow.id);
		published.delete(one.workflow.id);
		await until('the former webhooks to be removed', () =>
			eventsAt(one.url).length === 0 ? true : undefined,
		);
		await stage.client.unpublish(other.workflow.id);
		await publish(other.workflow);

		const moved = `${address}webhook/${other.path}`;
		expect([eventsAt(other.url), eventsAt(moved)]).toEqual([[], ['open', 'spam']]);
		expect((await post(moved, JSON.stringify([opened('ann@example.com')]))).status).toBe(200);
		await executions(stage.client, other.workflow.id, 1);
	});
});

describe('a SendPulse that is slow', () => {
	it('and carries out a registration late has it once', async () => {
		// n8n does not wait for so long.
		stage.sandbox.faults.add({
			kind: 'latency',
			ms: 14_000,
			match: { method: 'POST', path: '/v2/email-service/webhook' },
		});
		const it = await live({ events: ['open', 'spam'] });
		stage.sandbox.faults.clear();

		expect(eventsAt(it.url)).toEqual(['open', 'spam']);
		// Of its own: an n8n that was started anew may still be registering what the test before had published.
		const registrations = stage.sandbox.log.filter(
			({ method, path, body }) =>
				method === 'POST' &&
				path.startsWith('/v2/email-service/webhook') &&
				String((body as { url?: unknown } | null)?.url).startsWith(it.url),
		);
		expect(registrations).toHaveLength(1);
	});

	it('and does not answer at all is named, before n8n itself gives up', async () => {
		stage.sandbox.faults.add({ kind: 'hang', match: { path: '/v2/email-service/**' } });
		const it = await made({ events: ['open', 'spam'] });
		published.add(it.workflow.id);

		const { status, triggers } = await stage.client.publish(it.workflow, 2 * FIVE_ATTEMPTS_MS);
		stage.sandbox.faults.clear();

		expect(status).toBe('failed');
		expect(triggers[0]?.errorMessage).toMatch(/SendPulse did not answer in time/);
		expect(rows()).toEqual([]);
	});
});

describe('what arrives', () => {
	it('is read whatever it is called, and refused where it holds no event', async () => {
		const it = await live({ events: ['open'] });
		const types = [
			'application/x-www-form-urlencoded',
			'application/x-www-form-urlencoded; charset=utf-8',
			'text/json',
			'text/html',
			'text/plain',
			'application/octet-stream',
			'application/vnd.api+json',
			'',
		];
		for (const [index, type] of types.entries()) {
			const body = JSON.stringify([opened(`a${index}@example.com`)]);
			expect([type, (await post(it.url, Buffer.from(body), type)).status]).toEqual([type, 200]);
		}
		expect((await post(it.url, '{"hello":"world"}')).status).toBe(400);
		expect((await post(it.url, '[]')).status).toBe(200);

		const runs = await executions(stage.client, it.workflow.id, types.length);
		expect(runs.flatMap((run) => emails(run.json(AFTER))).sort()).toEqual(
			types.map((_, index) => `a${index}@example.com`),
		);
	});

	it('twice at the same moment starts the workflow once', async () => {
		const it = await live({ events: ['open'], filters: { mailingListIds: [1] } });
		const body = JSON.stringify([opened('ann@example.com')]);

		const answers = await Promise.all(
			Array.from({ length: 5 }, async () => await post(it.url, body)),
		);
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
		await post(it.url, JSON.stringify([opened('bo@example.com')]));

		const runs = await executions(stage.client, it.workflow.id, 2);
		expect(runs.flatMap((run) => emails(run.json(AFTER))).sort()).toEqual([
			'ann@example.com',
			'bo@example.com',
		]);
	});
});

describe('a campaign', () => {
	it('arrives, every event once, with the right fields', async () => {
		const listId = newsletter(stage.sandbox).id;
		const it = await live({ events: ALL_EVENTS });

		await api('POST', `/addressbooks/${listId}/emails`, {
			emails: people.map((email) => ({ email, variables: { name: email.split('@')[0] } })),
		});
		const campaignId = await campaign(stage);
		await api('DELETE', `/addressbooks/${listId}/emails`, { emails: [cy] });
		await deliver(stage.sandbox);

		const runs = await executions(stage.client, it.workflow.id, ALL_EVENTS.length);
		expect(runs.map(({ error }) => error)).toEqual(runs.map(() => undefined));
		const items = runs.flatMap((run) => run.json(TRIGGER));
		const counts: Record<string, number> = {};
		for (const { event } of items) counts[String(event)] = (counts[String(event)] ?? 0) + 1;
		expect(counts).toEqual({
			new_emails: 5,
			task_status_update: 1,
			delivered: 3,
			hard_bounces: 1,
			soft_bounces: 1,
			open: 3,
			redirect: 1,
			unsubscribe: 1,
			spam: 1,
			delete: 1,
		});
		const one = (event: string) => items.find((item) => item.event === event);
		const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
		expect(one('redirect')).toMatchObject({
			eventName: 'Link Clicked',
			email: ann,
			task_id: String(campaignId),
			campaignId,
			occurredAt: isoTime,
			link_url: 'https://shop.example/spring',
		});
		expect(one('hard_bounces')).toMatchObject({
			email: bo,
			task_id: campaignId,
			campaignId,
			occurredAt: isoTime,
			smtp_server_response_code: 550,
		});
		expect(one('unsubscribe')).toMatchObject({ email: di, mailingListId: listId, campaignId });
		expect(one('new_emails')).toMatchObject({ mailingListId: listId, variables: { name: 'ann' } });
		// And all of it again, because n8n had answered badly: nothing starts.
		for (const { url, events } of [...stage.sandbox.state.webhooks.deliveries]) {
			expect((await post(url, JSON.stringify(events))).status).toBe(200);
		}
		expect(await stage.client.executions(it.workflow.id, 100)).toHaveLength(runs.length);
	});

	it('arrives simplified, with the names of its mailing list and of itself', async () => {
		const it = await live({ events: ['all'], simplify: true });
		expect(eventsAt(it.url)).toEqual(ALL_EVENTS);
		addToNewsletter(stage.sandbox);
		// What else happens to the account within that second must not hold up the look-ups.
		stage.sandbox.options.perSecond = 100;

		const campaignId = await campaign(stage);
		await deliver(stage.sandbox);

		const runs = await executions(stage.client, it.workflow.id, 8);
		const items = runs.flatMap((run) => run.json(TRIGGER));
		const list = newsletter(stage.sandbox);
		expect(items.find(({ event }) => event === 'redirect')).toMatchObject({
			eventName: 'Link Clicked',
			email: ann,
			mailingListId: list.id,
			mailingListName: list.name,
			campaignId,
			campaignName: stage.sandbox.state.campaigns.all().find(({ id }) => id === campaignId)?.name,
			link: 'https://shop.example/spring',
		});
		expect(items.find(({ event }) => event === 'hard_bounces')).toMatchObject({
			email: bo,
			reason: expect.stringMatching(/^550 /),
		});
	});

	it('is filtered by its mailing list, which n8n looks up once', async () => {
		const { id: listId } = newsletter(stage.sandbox);
		addToNewsletter(stage.sandbox);
		const other = stage.sandbox.state.lists.getByName('Beta testers')?.id;
		// What else happens to the account within that second must not hold up the look-ups.
		stage.sandbox.options.perSecond = 100;
		const events = ['delivered', 'open', 'spam'];
		const [ours, theirs] = [
			await live({ events, filters: { mailingListIds: [listId] } }),
			await live({ events, filters: { mailingListIds: [other] } }),
		];

		const campaignId = await campaign(stage);
		await deliver(stage.sandbox);

		const runs = await executions(stage.client, ours.workflow.id, 3);
		expect(runs.flatMap((run) => run.json(TRIGGER))).toHaveLength(7);
		expect(await stage.client.executions(theirs.workflow.id)).toEqual([]);
		const asked = stage.sandbox.log.filter(({ path }) => path === `/campaigns/${campaignId}`);
		// Deliveries that come at once may each ask; none asks for each of its events.
		expect(asked.length).toBeLessThanOrEqual(6);
	});
});

describe('a test event', () => {
	it('comes to the test address, beside the published workflow', async () => {
		const it = await live({ events: ['new_emails'] });

		await stage.client.listen(it.workflow, TRIGGER);
		expect([eventsAt(it.url), eventsAt(it.testUrl)]).toEqual([['new_emails'], ['new_emails']]);
		const listId = stage.sandbox.state.lists.getByName('Newsletter')?.id;
		await call(stage.sandbox, stage.sandboxUrl, 'POST', `/addressbooks/${listId}/emails`, {
			emails: ['ann@example.com'],
		});
		await deliver(stage.sandbox);

		const runs = await until('both runs', async () => {
			const known = await stage.client.executions(it.workflow.id);
			return known.length === 2 ? known : undefined;
		});
		expect(runs.map(({ mode }) => mode).sort()).toEqual(['manual', 'webhook']);
		await until('the test webhook to be removed', () =>
			eventsAt(it.testUrl).length === 0 ? true : undefined,
		);
		expect(eventsAt(it.url)).toEqual(['new_emails']);
	});

	it('that nobody waits for any more leaves nothing behind', async () => {
		const it = await made({ events: ['open'] });
		await stage.client.listen(it.workflow, TRIGGER);
		expect(eventsAt(it.testUrl)).toEqual(['open']);

		await stage.client.stopListening(it.workflow.id);

		await until('the test webhook to be removed', () =>
			eventsAt(it.testUrl).length === 0 ? true : undefined,
		);
	});
});

describe('deliveries', () => {
	it('may be forms', async () => {
		stage.sandbox.options.webhookFormat = 'form';
		const it = await live({ events: ['new_emails'] });
		const people = Array.from({ length: 100 }, (_, number) => ({
			email: `a${number}@example.com`,
			variables: { name: `Ann ${number}`, city: 'Malmö', orders: number, note: 'a & b', more: '+' },
		}));
		const listId = stage.sandbox.state.lists.getByName('Newsletter')?.id;

		await call(stage.sandbox, stage.sandboxUrl, 'POST', `/addressbooks/${listId}/emails`, {
			emails: people,
		});
		await deliver(stage.sandbox);

		const [run] = await executions(stage.client, it.workflow.id, 1);
		// n8n itself would have read the first 1,000 fields of 1,000.
		expect(run?.json(TRIGGER)).toHaveLength(100);
		expect(run?.json(TRIGGER)[99]).toMatchObject({
			event: 'new_emails',
			email: 'a99@example.com',
			mailingListId: listId,
			variables: { name: 'Ann 99', city: 'Malmö', note: 'a & b', more: '+' },
		});
	});

	it('from elsewhere are refused where an allow-list is set', async () => {
		const closed = await live({ events: ['open'], options: { ipAllowlist: '203.0.113.0/24' } });
		const open = await live({ events: ['open'], options: { ipAllowlist: '127.0.0.0/8, ::1' } });
		const body = JSON.stringify([opened('ann@example.com')]);

		expect((await post(closed.url, body)).status).toBe(403);
		expect((await post(open.url, body)).status).toBe(200);

		await executions(stage.client, open.workflow.id, 1);
		expect(await stage.client.executions(closed.workflow.id)).toEqual([]);
	});

	it('are answered, whatever they are, and n8n goes on', async () => {
		const it = await live({ events: ALL_EVENTS });
		const json = 'application/json';
		const form = 'application/x-www-form-urlencoded';
		const deep = '['.repeat(200_000);
		const hostile: Array<[body: string | Buffer, type: string]> = [
			...['', '{}', '[]', 'null', '1', '"open"', '[[[]]]', '{"event":1}'].map(
				(body) => [body, json] as [string, string],
			),
			['{"event":"open"', json],
			[deep, json],
			[deep + ']'.repeat(200_000), json],
			[`{"event":"open","a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, json],
			['[{"event":"open","__proto__":{"polluted":1},"constructor":{"prototype":{"a":1}}}]', json],
			[JSON.stringify(Array(300_000).fill({ event: 'unknown' })), json],
			[JSON.stringify([opened('x'.repeat(5_000_000))]), json],
			[Buffer.alloc(100_000, 0xff), json],
			['event=open&'.repeat(200_000), form],
			[`event=open&a${'[b]'.repeat(1_000_000)}=1`, form],
			['__proto__[polluted]=1&constructor[prototype][polluted]=1&event=spam', form],
			['%', form],
			['<event>open</event>', 'application/xml'],
			['<!DOCTYPE a [<!ENTITY b "c">]><event>&b;</event>', 'text/xml'],
			[
				'--x\r\nContent-Disposition: form-data; name="event"\r\n\r\nopen\r\n--x--',
				'multipart/form-data; boundary=x',
			],
			['{"event":"open","email":"typeless@example.com"}', ''],
			['hello', 'text/plain'],
			['hello', 'nonsense'],
		];

		const answers = [];
		for (const [body, type] of hostile) {
			const { status } = await post(it.url, body, type).catch(() => ({ status: 0 }));
			answers.push([String(body).slice(0, 60), type, status]);
		}

		// n8n itself refuses broken JSON (422), the node what holds no event (400); nothing fails inside.
		const good = [200, 400, 422];
		expect(answers.filter(([, , status]) => !good.includes(Number(status)))).toEqual([]);
		// And what is over 16 MB, in its own way.
		const { status } = await post(it.url, Buffer.alloc(17_000_000, 0x20));
		expect(status).toBeGreaterThanOrEqual(400);
		expect((await post(it.url, JSON.stringify([opened('last@example.com')]))).status).toBe(200);
		await until('the last delivery to arrive', async () => {
			const [newest] = await stage.client.executions(it.workflow.id, 1);
			if (!newest || ['new', 'running', 'waiting'].includes(newest.status)) return undefined;
			const run = await stage.client.finished(newest.id);
			return run.json(TRIGGER).some(({ email }) => email === 'last@example.com') || undefined;
		});
		const runs = await stage.client.executions(it.workflow.id, 100);
		expect(runs.filter(({ status }) => status !== 'success')).toEqual([]);
	});

	it('are kept when the credential has been broken since, and their lists can not be looked up', async () => {
		const it = await live({ events: ['open'], filters: { mailingListIds: [5] } });
		await stage.client.editCredential(credential.id, { clientSecret: 'not the secret' });

		const { status } = await post(it.url, JSON.stringify([opened('ann@example.com')]));

		expect(status).toBe(200);
		const [run] = await executions(stage.client, it.workflow.id, 1);
		expect(emails(run?.json(TRIGGER) ?? [])).toEqual(['ann@example.com']);
		await stage.client.editCredential(credential.id, {
			clientSecret: stage.sandbox.state.account.clientSecret,
		});
	});

	it('that come at the same moment are all remembered', async () => {
		const it = await live({ events: ALL_EVENTS });
		const bodies = ALL_EVENTS.map((event) =>
			JSON.stringify([opened('ann@example.com', { event })]),
		);

		await Promise.all(bodies.map(async (body) => await post(it.url, body)));
		await executions(stage.client, it.workflow.id, bodies.length);
		for (const body of bodies) expect((await post(it.url, body)).status).toBe(200);

		expect(await stage.client.executions(it.workflow.id, 100)).toHaveLength(bodies.length);
	});
});

describe('without n8n’s publication service, as in older versions', () => {
	let old: Stage;

	beforeAll(async () => {
		old = await openStage({ n8n: { env: { N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'false' } } });
	}, INSTALL_MS);

	afterAll(async () => {
		await old?.close();
	});

	it('a restart asks, and registers nothing twice', async () => {
		const { path, ...input } = triggerWorkflow(await old.credential('Trigger'), {
			events: ['open', 'spam'],
		});
		const workflow = await old.client.createWorkflow(input);
		const url = `${old.n8n.url}/webhook/${path}`;
		expect((await old.client.publish(workflow)).status).toBe('published');
		const before = old.sandbox.state.webhooks.all();
		expect(registered(old.sandbox, url)).toEqual(['open', 'spam']);
		old.sandbox.log.clear();

		await old.n8n.restart();
		await until('n8n to ask', () => (webhookRequests(old.sandbox).length > 0 ? true : undefined));

		expect(old.sandbox.state.webhooks.all()).toEqual(before);

		// What was deleted in SendPulse comes back with a restart here.
		const [lost] = before;
		old.sandbox.state.webhooks.remove(lost?.id ?? 0);
		await old.n8n.restart();
		await until('the lost webhook to come back', () =>
			registered(old.sandbox, url).length === 2 ? true : undefined,
		);

		await old.client.unpublish(workflow.id);
		expect(old.sandbox.state.webhooks.all()).toEqual([]);
	});
});
