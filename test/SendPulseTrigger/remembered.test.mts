import './briefWaits.mts';
import { apiKey, refuses } from '../api.mts';
import { event } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';
import { WebhookApi, type Row } from './webhookApi.mts';

const EVENTS = ['new_emails', 'open', 'unsubscribe'];
const MOVED = { webhooks: 'https://new.example.org/webhook' };
const silence = { status: 504, body: '' };

let api: WebhookApi;
let trigger: TriggerUnderTest;

beforeEach(() => {
	api = new WebhookApi();
	trigger = new TriggerUnderTest({ parameters: { events: EVENTS } });
});

const posts = () => api.methods.filter((method) => method === 'POST');

/** SendPulse as another account sees it, while `work` lasts. */
async function inOtherAccount(work: () => Promise<void>): Promise<void> {
	const { rows } = api;
	api.rows = [];
	await work();
	api.rows.unshift(...rows);
}

describe('a former address', () => {
	it('is taken away when the workflow is published at the new one', async () => {
		await trigger.activate();
		const moved = trigger.again(MOVED);

		expect(await moved.checkExists()).toBe(false);
		await moved.activate();

		expect(api.at(trigger.url())).toEqual([]);
		expect(api.at(moved.url())).toEqual(EVENTS);
		expect(await moved.checkExists()).toBe(true);
	});

	it('is taken away when the workflow is unpublished after n8n has moved', async () => {
		await trigger.activate();

		expect(await trigger.again(MOVED).delete()).toBe(true);

		expect(api.rows).toEqual([]);
	});

	it('is left alone where its rows were registered by somebody else, or have gone elsewhere since', async () => {
		await trigger.activate();
		const [theirs] = api.add(`${trigger.url()}?key=${'a'.repeat(32)}`, 'spam');
		const [taken] = api.rows as [Row];
		taken.url = 'https://crm.example.org/hook';

		await trigger.again(MOVED).delete();

		expect(api.rows).toEqual([taken, theirs]);
	});

	it('that can not be taken away is named in the log, and taken away at the next chance', async () => {
		await trigger.activate();
		const moved = trigger.again(MOVED);
		api.fault = ({ method }) => (method === 'DELETE' ? refuses(400, 550, 'Not now') : undefined);

		await moved.activate();

		expect(api.at(moved.url())).toEqual(EVENTS);
		const named = 'open (162241)';
		expect(moved.warnings).toEqual([expect.stringMatching(/earlier address.*Not now/)]);
		expect(moved.warnings[0]).toContain(named);

		api.fault = () => undefined;
		expect(await moved.checkExists()).toBe(false);
		await moved.activate();
		expect(api.at(trigger.url())).toEqual([]);
		expect(await moved.checkExists()).toBe(true);
	});

	it('is that of another n8n, into which the workflow came with its data: nothing is touched', async () => {
		await trigger.activate();
		const copy = trigger.again({ ...MOVED, instance: 'another' });

		await copy.activate();
		await copy.delete();

		expect(api.at(trigger.url())).toEqual(EVENTS);
	});

	it.each([
		['text', 'nonsense'],
		['null', null],
		[
			'other things',
			{ production: { url: 5, hooks: 'x' }, left: [1, { url: 'a', hooks: [{}, 1] }] },
		],
	])('that was stored as %s is none', async (_, registered) => {
		const stored = { instance: 'instance', ...(registered as object) };
		const staticData = {
			'node:SendPulse Trigger': {
				registered: typeof registered === 'object' ? stored : registered,
			},
		} as never;
		const broken = trigger.again({ staticData });
		await broken.activate();
		expect(api.at(trigger.url())).toEqual(EVENTS);
		await broken.delete();
		expect(api.rows).toEqual([]);
	});
});

describe('another account', () => {
	it('is named in the log with what stands there, until it is reached again', async () => {
		const credential = apiKey();
		const first = trigger.again({ credential });
		await first.activate();
		const edited = first.again({ credential: apiKey() });

		await inOtherAccount(async () => {
			expect(await edited.checkExists()).toBe(false);
			await edited.activate();
			expect(api.at(edited.url())).toEqual(EVENTS);
			await edited.delete();
			expect(api.rows).toEqual([]);
		});
		expect(edited.warnings).toEqual([
			expect.stringMatching(/another SendPulse account.*open \(162241\).*Delete them there/),
			expect.stringMatching(/another SendPulse account/),
		]);

		expect(api.at(first.url())).toEqual(EVENTS);
		await first.again({ credential, ...MOVED }).activate();
		expect(api.at(first.url())).toEqual([]);
	});

	it('is none where it has the same rows: one account has several keys', async () => {
		await trigger.activate();
		const { rows } = api;
		const other = trigger.again({ credential: apiKey() });

		expect(await other.checkExists()).toBe(true);

		expect([api.rows, other.warnings]).toEqual([rows, []]);
	});
});

describe('what could not be removed', () => {
	it('is named also where SendPulse does not show its list', async () => {
		await trigger.activate();
		api.fault = ({ method }) => (method === 'GET' ? { status: 500, body: '' } : undefined);

		await expect(trigger.delete()).rejects.toThrow(/still has: .*open \(162241\)/);
	});

	it('is named in the log where the credential is gone', async () => {
		await trigger.activate();
		const without = trigger.again({ credential: null });

		await expect(without.delete()).rejects.toThrow();

		expect(without.warnings).toEqual([
			expect.stringMatching(/not removed from SendPulse: .*open \(162241\)/),
		]);
	});
});

describe('a list on pages', () => {
	beforeEach(() => {
		api.page = 100;
		api.add('https://crm.example.org/hook', ...Array<string>(400).fill('open'));
	});

	it('is read to its end: nothing is registered twice, and all is removed', async () => {
		for (let time = 1; time <= 3; time++) {
			await trigger.activate();
			expect(api.at(trigger.url())).toEqual(EVENTS);
			expect(await trigger.checkExists()).toBe(true);
		}
		await trigger.delete();
		expect(api.rows).toHaveLength(400);
	});

	it('does not hide what is remembered, where the other pages can not be had', async () => {
		await trigger.activate();
		api.fault = ({ method, path }) =>
			method === 'GET' && path.includes('?')
				? { status: 200, body: { success: true, data: api.rows.slice(0, 100) } }
				: undefined;

		expect(await trigger.checkExists()).toBe(true);
		await trigger.delete();

		expect(api.rows).toHaveLength(400);
	});
});

describe('an answer that does not come in time', () => {
	it('is waited for in the list: what is carried out late is not registered a second time', async () => {
		let looks = 0;
		api.fault = ({ method }) => {
			if (method === 'POST') return silence;
			// Three looks later it is there.
			if (posts().length === 1 && method === 'GET' && ++looks === 3) {
				const { url, actions } = api.requests.find((request) => request.method === 'POST')!
					.body as { url: string; actions: string[] };
				api.add(url, ...actions);
			}
			return undefined;
		};

		expect(await trigger.activate()).toBe(1);

		expect(api.at(trigger.url())).toEqual(EVENTS);
		expect(posts()).toHaveLength(1);
	});

	it('that never comes is no reason to ask again at once, and the user is told when', async () => {
		api.fault = ({ method }) => (method === 'POST' ? silence : undefined);

		await expect(trigger.activate()).rejects.toThrow(
			/unanswered\. It may still carry that out.*publish the workflow again in two minutes/,
		);

		// n8n has tried five times.
		expect(posts()).toHaveLength(1);
	});

	it('and a second attempt after a broken one leave nothing twice', async () => {
		let tried = 0;
		const late: Array<() => void> = [];
		api.fault = ({ method, body }) => {
			if (method === 'POST' && ++tried === 1) {
				const { url, actions } = body as { url: string; actions: string[] };
				late.push(() => api.add(url, ...actions));
				return { status: 502, body: '' };
			}
			// Just before the second one is.
			if (method === 'POST') late.pop()?.();
			return undefined;
		};

		await trigger.activate();

		expect(tried).toBe(2);
		expect(api.at(trigger.url())).toEqual(EVENTS);
	});

	it('of the list ends an attempt at once: n8n tries again itself', async () => {
		api.fault = () => silence;
		await expect(trigger.checkExists()).rejects.toThrow(/status 504/);
		expect(api.methods).toEqual(['GET']);
	});
});

it('a failure ends with what to do about this registration', async () => {
	api.fault = ({ method }) => (method === 'POST' ? { status: 502, body: '' } : undefined);

	await expect(trigger.create()).rejects.toThrow(
		/^SendPulse answered with status 502\. Nothing is registered for this workflow: publish it again\.$/,
	);
});

describe('the key in the address', () => {
	it('has to be named by whoever delivers', async () => {
		await trigger.activate();
		const key = api.keyAt(trigger.url());
		expect(key).toMatch(/^[0-9a-f]{32}$/);

		const open = [event('open')];
		expect((await trigger.deliver(open, { query: { key } })).json).toHaveLength(1);
		for (const query of [{}, { key: `${key}0` }, { key: '' }, { key: [key] }, { key: { a: 1 } }]) {
			const { status, items } = await trigger.deliver([event('spam')], { query });
			expect([status, items]).toEqual([401, undefined]);
		}
	});

	it('stays the same when the workflow is published again, and differs between nodes', async () => {
		await trigger.activate();
		const key = api.keyAt(trigger.url());
		await trigger.delete();
		await trigger.activate();
		expect(api.keyAt(trigger.url())).toBe(key);

		const other = new TriggerUnderTest({ parameters: { events: EVENTS } });
		await other.activate();
		expect(api.keyAt(other.url())).not.toBe(key);
	});

	it('is another one while somebody listens for a test event', async () => {
		await trigger.activate();
		await trigger.create(true);
		const query = { key: api.keyAt(trigger.url(true)) };

		expect(query.key).not.toBe(api.keyAt(trigger.url()));
		expect((await trigger.deliver([event('open')], { query, isTest: true })).json).toHaveLength(1);
		expect((await trigger.deliver([event('open')], { query })).status).toBe(401);
	});

	it('comes to rows that had none, and is not asked for before', async () => {
		api.add(trigger.url(), ...EVENTS);
		expect((await trigger.deliver([event('open')])).json).toHaveLength(1);

		expect(await trigger.checkExists()).toBe(false);
		await trigger.activate();

		expect(api.at(trigger.url())).toEqual(EVENTS);
		expect(api.keyAt(trigger.url())).toBeTruthy();
		expect((await trigger.deliver([event('spam')])).status).toBe(401);
	});

	it('is not asked for where SendPulse keeps addresses without it', async () => {
		api.stores = (url) => url.split('?')[0]!;

		await trigger.activate();

		expect(await trigger.checkExists()).toBe(true);
		expect((await trigger.deliver([event('open')])).json).toHaveLength(1);
		expect(posts()).toHaveLength(1);
	});
});

describe('a test listening that was killed together with n8n', () => {
	const killed = () => {
		const left = trigger.url(true);
		return api.add(`${left}?key=${'a'.repeat(32)}`, ...EVENTS);
	};

	it('leaves nothing once the workflow is published', async () => {
		killed();
		await trigger.activate();
		expect(api.at(trigger.url(true))).toEqual([]);
		expect(api.at(trigger.url())).toEqual(EVENTS);
	});

	it('leaves nothing once the workflow is unpublished', async () => {
		await trigger.activate();
		killed();
		await trigger.delete();
		expect(api.rows).toEqual([]);
	});

	it('is no test listening that goes on', async () => {
		await trigger.create(true);
		await trigger.activate();
		expect(api.at(trigger.url(true))).toEqual(EVENTS);

		await trigger.delete(true);
		expect(api.at(trigger.url())).toEqual(EVENTS);
	});
});
