import '../quickWaits.mts';
import { refuses, says } from '../api.mts';
import { StoredCredential } from '../n8n.mts';
import { SAMPLES } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';
import { WebhookApi } from './webhookApi.mts';

const EVENTS = ['new_emails', 'open', 'unsubscribe'];
const OTHER = 'https://crm.example.org/hook';

let api: WebhookApi;
let trigger: TriggerUnderTest;

beforeEach(() => {
	api = new WebhookApi();
	trigger = new TriggerUnderTest({ parameters: { events: EVENTS } });
});

const serverError = { status: 500, body: { message: 'Server error' } };

describe('activation', () => {
	it('registers exactly the chosen events, in one request', async () => {
		expect(await trigger.activate()).toBe(1);

		expect(api.at(trigger.url())).toEqual(EVENTS);
		expect(api.methods).toEqual(['GET', 'GET', 'POST']);
		expect(api.requests[2]?.body).toEqual({
			url: `${trigger.url()}?key=${api.keyAt(trigger.url())}`,
			actions: EVENTS,
		});
	});

	it('changes nothing when it happens again', async () => {
		await trigger.activate();
		const { rows } = api;

		await trigger.activate();
		await trigger.create();

		expect(api.rows).toEqual(rows);
		expect(api.methods.filter((method) => method !== 'GET')).toEqual(['POST']);
	});

	it('needs no memory: it finds what it registered with all of its data lost', async () => {
		await trigger.activate();
		const { rows } = api;
		const forgetful = trigger.again({ staticData: {} });

		expect(await forgetful.checkExists()).toBe(true);

		expect(api.rows).toEqual(rows);
		expect((await forgetful.deliver([], { query: {} })).status).toBe(401);
	});

	it('does not mind the order of the rows', async () => {
		await trigger.activate();
		api.rows.reverse();

		expect(await trigger.checkExists()).toBe(true);
	});

	it('keeps what stands, adds what is missing and removes what is too much', async () => {
		const [kept] = api.add(`${trigger.url()}?key=${'a'.repeat(32)}`, 'open', 'spam');

		await trigger.activate();

		expect(api.at(trigger.url())).toEqual(EVENTS);
		expect(api.rows).toContain(kept);
	});

	it('removes rows that are there twice', async () => {
		api.add(`${trigger.url()}?key=${'a'.repeat(32)}`, ...EVENTS, 'open', 'open');

		expect(await trigger.checkExists()).toBe(false);
		await trigger.create();

		expect(api.at(trigger.url())).toEqual(EVENTS);
		expect(api.methods).not.toContain('POST');
	});

	it('leaves other addresses alone, also those of another workflow with the same events', async () => {
		const other = new TriggerUnderTest({ parameters: { events: EVENTS } });
		const foreign = api.add(OTHER, 'open', 'spam');
		await trigger.activate();

		await other.activate();
		await trigger.delete();

		expect(api.at(trigger.url())).toEqual([]);
		expect(api.at(other.url())).toEqual(EVENTS);
		expect(api.rows).toEqual(expect.arrayContaining(foreign));
	});

	it('keeps test and production addresses apart', async () => {
		await trigger.activate();
		await trigger.create(true);
		expect(api.at(trigger.url(true))).toEqual(EVENTS);

		await trigger.delete(true);

		expect(api.at(trigger.url(true))).toEqual([]);
		expect(api.at(trigger.url())).toEqual(EVENTS);
	});

	it('recognises its address in the form in which SendPulse may store it', async () => {
		const stored = `${trigger.url().replace('https://n8n', 'HTTPS://N8N')}/`;
		api.add(`${stored}?key=${'a'.repeat(32)}`, ...EVENTS);

		expect(await trigger.checkExists()).toBe(true);
	});

	it('takes rows in a second envelope, with ids as text', async () => {
		await trigger.activate();
		api.fault = ({ method }) =>
			method === 'GET'
				? says({
						success: true,
						data: { result: true, data: api.rows.map((row) => ({ ...row, id: String(row.id) })) },
					})
				: undefined;

		expect(await trigger.checkExists()).toBe(true);
		await trigger.delete();
		expect(api.rows).toEqual([]);
	});

	it('takes events that an expression gives as one text', async () => {
		const given = new TriggerUnderTest({ parameters: { events: '={{ "open, spam,open" }}' } });

		await given.activate();

		expect(api.at(given.url())).toEqual(['open', 'spam']);
	});

	it('registers every event that it knows for All, whatever is chosen beside it', async () => {
		const all = new TriggerUnderTest({ parameters: { events: ['open', 'all'] } });
		await all.activate();
		expect(api.at(all.url())).toEqual(Object.keys(SAMPLES).sort());
		expect(await all.checkExists()).toBe(true);
	});

	it.each([
		['no event', { events: [] }, /'Trigger On' is empty/],
		['an unknown event', { events: '={{ ["opened"] }}' }, /does not know: 'opened'.*new_emails/],
		[
			'a wrong allow-list',
			{ events: ['open'], options: { ipAllowlist: '192.0.2.1, 300.1.1.1' } },
			/'IP\(s\) Allowlist'.*'300\.1\.1\.1'/,
		],
		[
			'a filter that can not be read',
			{ events: ['open'], filters: { mailingListIds: "={{ $('Nobody').first().json.id }}" } },
			/Referenced node doesn't exist/,
		],
		[
			'a filter that names nothing',
			{
				events: ['open'],
				filters: { campaigns: { campaign: [{ campaignId: { mode: 'list', value: '' } }] } },
			},
			/'Campaigns' names none in its row 1/,
		],
	])('refuses %s in words, with nothing registered', async (_, parameters, words) => {
		await expect(new TriggerUnderTest({ parameters }).create()).rejects.toThrow(words);
		expect(api.rows).toEqual([]);
		expect(api.methods).not.toContain('POST');
	});
});

describe('an address that SendPulse can not reach', () => {
	it.each([
		['http://n8n.example.org/webhook', /only https addresses.*http:\/\/n8n\.example\.org/],
		['http://localhost:5678/webhook', /can't reach this n8n at localhost/],
		['https://10.0.0.7/webhook', /can't reach this n8n at 10\.0\.0\.7/],
		['https://n8n/webhook', /can't reach this n8n at n8n/],
		['', /no web address/],
	])('is refused before anything is registered: %s', async (webhooks, words) => {
		const hidden = new TriggerUnderTest({ webhooks });

		expect(await hidden.checkExists()).toBe(false);
		await expect(hidden.create()).rejects.toThrow(words);

		// Not a single request leaves.
		expect(api.requests).toEqual([]);
	});

	it('is fine when SendPulse itself is a sandbox on this machine', async () => {
		const { data } = new StoredCredential({ authentication: 'apiKey', apiKey: 'local' });
		const local = new TriggerUnderTest({
			webhooks: 'http://127.0.0.1:5678/webhook',
			credential: new StoredCredential({ ...data, baseUrl: 'http://127.0.0.1:1' }, 'local'),
		});

		// It goes on to ask the sandbox, which is not there.
		await expect(local.create()).rejects.not.toThrow(/can't reach this n8n/);
	});
});

describe('a registration that fails', () => {
	it('finds out that SendPulse had acted when only its answer was lost', async () => {
		api.fault = ({ method }, act) => {
			if (method !== 'POST') return undefined;
			act();
			return serverError;
		};

		expect(await trigger.activate()).toBe(1);

		expect(api.at(trigger.url())).toEqual(EVENTS);
		expect(api.methods.filter((method) => method === 'POST')).toHaveLength(1);
	});

	it('is tried once more when SendPulse had not acted', async () => {
		let posts = 0;
		api.fault = ({ method }) => (method === 'POST' && ++posts === 1 ? serverError : undefined);

		expect(await trigger.activate()).toBe(1);

		expect(api.at(trigger.url())).toEqual(EVENTS);
		expect(posts).toBe(2);
	});

	it('is completed where it worked in part', async () => {
		let posts = 0;
		api.fault = ({ method, body }, _act) => {
			if (method !== 'POST' || ++posts > 1) return undefined;
			const { url, actions } = body as { url: string; actions: string[] };
			return says({ success: true, data: api.add(url, actions[0] as string) });
		};

		await trigger.activate();

		expect(api.at(trigger.url())).toEqual(EVENTS);
		expect(api.requests.findLast(({ method }) => method === 'POST')?.body).toMatchObject({
			actions: EVENTS.slice(1),
		});
	});

	it('leaves nothing behind when it worked in part and fails for good', async () => {
		api.fault = ({ method, body }) => {
			if (method !== 'POST') return undefined;
			const { url, actions } = body as { url: string; actions: string[] };
			api.add(url, actions[0] as string);
			return serverError;
		};

		await expect(trigger.create()).rejects.toThrow(/status 500/);

		expect(api.rows).toEqual([]);
	});

	it('says what still stands when that can not be removed either', async () => {
		const [stuck] = api.add(trigger.url(), 'open');
		api.fault = ({ method }) =>
			method === 'POST' || method === 'DELETE' ? refuses(400, 550, 'Not now') : undefined;

		await expect(trigger.create()).rejects.toThrow(
			`SendPulse still has: open (${stuck?.id}). Publish again`,
		);
	});

	it('says so when it can not be found out what stands', async () => {
		let gets = 0;
		api.fault = ({ method }) => {
			if (method === 'POST') return refuses(400, 550, 'Not now');
			return method === 'GET' && ++gets > 1 ? serverError : undefined;
		};

		await expect(trigger.create()).rejects.toThrow(
			/Not now.*could not be found out which webhooks/,
		);
	});

	it('carries what SendPulse says, as the error that n8n shows', async () => {
		api.fault = ({ method }) =>
			method === 'POST' ? refuses(403, 403, 'Limit of webhooks') : undefined;

		await expect(trigger.create()).rejects.toMatchObject({
			name: 'NodeApiError',
			httpCode: '403',
			message: expect.stringContaining('Limit of webhooks'),
		});
	});

	it('works out at the next attempt, after a deletion, and registers nothing twice', async () => {
		let posts = 0;
		api.fault = ({ method, body }) => {
			if (method !== 'POST' || ++posts > 1) return undefined;
			api.add((body as { url: string }).url, 'open');
			return refuses(400, 550, 'Not now');
		};

		expect(await trigger.activate()).toBe(2);

		expect(api.rows.map(({ action }) => action).sort()).toEqual(EVENTS);
	});
});

describe('deactivation', () => {
	it('removes all that points here, doubles and events that nobody chose too', async () => {
		const foreign = api.add(OTHER, ...EVENTS);
		api.add(trigger.url(), ...EVENTS, 'open', 'spam');

		expect(await trigger.delete()).toBe(true);

		expect(api.rows).toEqual(foreign);
	});

	it('is fine with nothing to remove', async () => {
		expect(await trigger.delete()).toBe(true);
		expect(api.methods).toEqual(['GET']);
	});

	it.each([
		['404', refuses(404, 404, 'Not Found')],
		['another refusal', refuses(400, 32, 'No such webhook')],
		['a failure with status 200', says({ success: false, message: 'No such webhook' })],
	])('tolerates what goes at the same moment (SendPulse answers with %s)', async (_, answer) => {
		api.add(trigger.url(), ...EVENTS);
		api.fault = ({ method, path }, act) => {
			if (method !== 'DELETE' || !path.endsWith('/162241')) return undefined;
			act();
			return answer;
		};

		expect(await trigger.delete()).toBe(true);

		expect(api.rows).toEqual([]);
	});

	it('does not need to know the chosen events', async () => {
		const broken = new TriggerUnderTest({ parameters: { events: '={{ nonsense( }}' } });
		api.add(broken.url(), 'open');

		await broken.delete();

		expect(api.rows).toEqual([]);
	});

	it('goes on after a refusal, and then says what is left', async () => {
		api.add(trigger.url(), ...EVENTS);
		api.fault = ({ method, path }) =>
			method === 'DELETE' && path.endsWith('/162240') ? refuses(403, 403, 'Hands off') : undefined;

		await expect(trigger.delete()).rejects.toThrow(
			/still has: new_emails \(162240\)\. Delete them there.*Hands off/,
		);

		expect(api.at(trigger.url())).toEqual(['new_emails']);
	});

	it('does not try one after the other where SendPulse does not answer', async () => {
		api.add(trigger.url(), ...EVENTS);
		api.fault = ({ method }) => (method === 'DELETE' ? serverError : undefined);

		await expect(trigger.delete()).rejects.toThrow(
			/still has: new_emails \(162240\), open \(162241\), unsubscribe \(162242\)/,
		);

		// Two attempts for the first, as for all that may be repeated and was answered.
		expect(api.methods.filter((method) => method === 'DELETE')).toHaveLength(2);
	});
});
