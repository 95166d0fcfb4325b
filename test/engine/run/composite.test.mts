/** Operations that look at all items together, plan, check and act, in virtual time. */
import '../virtualTime.mts';
import type { IDataObject, LogMetadata } from 'n8n-workflow';
import { ExecuteContext } from 'n8n-core';
import { changes } from '../../../nodes/engine/run/catalogue';
import { hasId, saysResult } from '../../../nodes/engine/api/confirmed';
import { InputProblem } from '../../../nodes/engine/api/inputProblem';
import type { Product } from '../../../nodes/engine/api/product';
import { requests } from '../../../nodes/engine/api/request';
import {
	composite,
	type Acting,
	type Item,
	type Looking,
} from '../../../nodes/engine/run/operation';
import { answeringBy, refuses, says, type Answer, type Arrived } from '../../api.mts';
import { goOn } from '../bench.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const product: Product = {
	...plainProduct,
	base: '',
	refusals: { ...plainProduct.refusals, elementAtFault: ({ code }) => code === 17 },
};
const { get, post, del } = requests(product);

const text = (name: string) => ({ displayName: name, name, type: 'string' as const, default: '' });

interface Wanted {
	email: string;
	mode: string;
	most: number;
}

interface Plan {
	first: number;
	add: Array<Item<Wanted>>;
	refused: Array<Item<Wanted>>;
	remove: string[];
	share: number;
	most: number;
}

/** As a mailing list is made what the input says. */
const sync = composite<Wanted, Plan>({
	option: named('sync'),
	fields: [text('email'), text('mode'), text('most')],
	effect: 'write',
	repeatable: true,
	prepare: (item) => ({
		email: item.text('email'),
		mode: item.text('mode'),
		most: Number(item.text('most')),
	}),
	previews: ({ mode }) => mode === 'preview',
	lookUps: [/^\/emails$/],
	async plan(items, looking) {
		const there = new Set<string>();
		const identify = ({ email }: IDataObject) => email;
		for await (const page of looking.pages(get`/list`, { identify })) {
			for (const { email } of page) there.add(String(email));
		}
		const missing = items.filter(({ input }) => !there.has(input.email));
		const emails = missing.map(({ input }) => input.email);
		const known = await looking.lookUp({ ...post`/emails`, body: { emails } });
		const wanted = new Set(items.map(({ input }) => input.email));
		const remove = [...there].filter((email) => !wanted.has(email));
		looking.progress(() => `${missing.length} to add`);
		return {
			first: items[0].index,
			add: missing.filter(({ input }) => !(known as IDataObject)[input.email]),
			refused: missing.filter(({ input }) => (known as IDataObject)[input.email]),
			remove,
			share: remove.length / Math.max(1, there.size),
			most: items[0].input.most,
		};
	},
	check({ share, most, remove }) {
		if (share > most) {
			throw new InputProblem(`${remove.length} would be removed. Nothing was changed.`);
		}
	},
	async show(plan, looking) {
		for (const { index, input } of plan.add) {
			await looking.succeed(index, {
				preview: true,
				email: input.email,
				action: 'add',
				done: false,
			});
		}
		const summary = {
			preview: true,
			removed: plan.remove.length,
			allowed: plan.share <= plan.most,
		};
		await looking.succeed(plan.first, summary);
	},
	async act(plan, acting) {
		let made = 0;
		const all = plan.add.length + plan.remove.length;
		acting.byThen(() => `${made} of ${all} changes had been made; run it again to do the rest`);
		const batch = {
			repeatable: true,
			confirmed: saysResult,
			group: () => ({}),
			outputs: (_: unknown, inputs: unknown[]) => inputs.map(() => ({})),
		};
		await acting.changeInBatches<Item<Wanted>>(
			{
				...batch,
				element: ({ input }) => input.email,
				request: (inputs) => ({
					...post`/list`,
					body: { emails: inputs.map(({ input }) => input.email) },
				}),
			},
			plan.add,
			{
				done: ({ index, input }) => {
					made++;
					void acting.succeed(index, { email: input.email, action: 'add', done: true });
				},
				failed: ({ index }, failure) => acting.fail(index, failure),
			},
			3,
		);
		for (const { index, input } of plan.refused) {
			await acting.succeed(index, { email: input.email, action: 'skip', reason: 'blocked' });
		}
		await acting.changeInBatches<string>(
			{
				...batch,
				element: (email) => email,
				request: (emails) => ({ ...del`/list`, body: { emails } }),
			},
			plan.remove,
			{ done: () => made++, failed: () => {} },
		);
		acting.hint({ type: 'info', message: `${made} changes` });
	},
});

/** As addresses are verified in a list of the run's own, which is deleted again when it breaks before they are. */
const verifyMany = composite<{ email: string }, Array<Item<{ email: string }>>>({
	option: named('verifyMany'),
	fields: [text('email')],
	effect: 'write',
	repeatable: false,
	prepare: (item) => ({ email: item.text('email') }),
	plan: (items) => [...items],
	show: async (items, looking) => {
		await looking.succeed(items[0].index, { preview: true, addresses: items.length });
	},
	async act(items, acting) {
		const once = { repeatable: false };
		const made = await acting.change(post`/lists`, { ...once, confirmed: hasId });
		const id = Number((made as IDataObject).id);
		try {
			const body = { emails: items.map(({ input }) => input.email) };
			await acting.change(
				{ ...post`/lists/${id}/emails`, body },
				{ ...once, confirmed: saysResult },
			);
			await acting.change(post`/lists/${id}/verify`, { ...once, confirmed: saysResult });
		} catch (error) {
			await acting.change(del`/lists/${id}`, { repeatable: true, confirmed: saysResult });
			throw error;
		}
		acting.byThen(() => `list ${id} had been verified`);
		let verdicts: IDataObject = {};
		while (!verdicts.finished) {
			await acting.pause(20_000, 'the verification is not finished yet');
			verdicts = (await acting.read(get`/lists/${id}`)) as IDataObject;
		}
		for (const { index, input } of items) {
			await acting.succeed(index, { email: input.email, verdict: verdicts[input.email] });
		}
	},
});

/** As everything known of an address is gathered: reads alone, some of which may fail. */
const profile = composite<{ email: string }, Array<Item<{ email: string }>>>({
	option: named('profile'),
	fields: [text('email')],
	effect: 'read',
	repeatable: true,
	prepare: (item) => ({ email: item.text('email') }),
	plan: (items) => [...items],
	act: async (items, acting) =>
		await acting.each(items, async ({ index, input }) => {
			await acting.read(get`/known/${input.email}`).then(
				async (known) => await acting.succeed(index, known as IDataObject),
				(error: unknown) => acting.fail(index, error),
			);
		}),
});

const node = madeUp(product, [sync, verifyMany, profile]);

/** A mailing list; who is blocked elsewhere in the account; and what is answered otherwise. */
function account({
	there = [] as string[],
	blocked = [] as string[],
	otherwise = ((): Answer | undefined => undefined) as (
		asked: Arrived & { times: number },
	) => Answer | undefined,
} = {}) {
	const list = new Set(there);
	const times = new Map<string, number>();
	const api = answeringBy((arrived) => {
		const { method, path, body } = arrived;
		const what = `${method} ${path.split('?')[0]}`;
		times.set(what, (times.get(what) ?? 0) + 1);
		const answer = otherwise({ ...arrived, path: path.split('?')[0], times: times.get(what)! });
		if (answer) return answer;
		const emails = ((body as IDataObject)?.emails ?? []) as string[];
		if (what === 'GET /list') {
			const { searchParams } = new URL(path, 'https://x.co');
			const from = Number(searchParams.get('offset'));
			const page = [...list].slice(from, from + Number(searchParams.get('limit')));
			return says(page.map((email) => ({ email })));
		}
		if (what === 'POST /emails') {
			return says(Object.fromEntries(blocked.map((email) => [email, true])));
		}
		if (what === 'POST /list' && emails.some((email) => email.startsWith('bad'))) {
			return refuses(400, 17, 'Bad address');
		}
		for (const email of emails) {
			if (method === 'DELETE') list.delete(email);
			else list.add(email);
		}
		if (what === 'POST /lists') return says({ id: 9 });
		return says({ result: true });
	});
	const asked = () => api.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`);
	const writes = () => asked().filter((one) => !/^GET|POST \/emails$/.test(one));
	return { list, asked, writes };
}

const people = (count: number, name = 'p') =>
	Array.from({ length: count }, (_, n) => ({ email: `${name}${n}@x.co` }));
const emails = (count: number, name = 'p') => people(count, name).map(({ email }) => email);
const email = '={{ $json.email }}';
const apply = { email, mode: 'apply', most: '1' };
const LOST: Answer = { status: 500, body: '<html>' };

let lines: string[];
beforeEach(() => {
	lines = [];
	const logger = { info: (line: string, _more?: LogMetadata) => void lines.push(line), error() {} };
	jest.spyOn(ExecuteContext.prototype, 'logger', 'get').mockReturnValue(logger as never);
});
afterEach(() => void jest.restoreAllMocks());

test('looks, plans and acts for all items together, and each output is linked', async () => {
	const api = account({ there: [...emails(150, 'old'), 'p0@x.co'], blocked: ['p3@x.co'] });
	const { items, hints } = await node.run('sync', apply, { items: people(5) });
	expect([...api.list].sort()).toEqual(['p0@x.co', 'p1@x.co', 'p2@x.co', 'p4@x.co']);
	expect(items.map(({ json, pairedItem }) => [json.email, json.action, pairedItem])).toEqual([
		['p1@x.co', 'add', { item: 1 }],
		['p2@x.co', 'add', { item: 2 }],
		['p3@x.co', 'skip', { item: 3 }],
		['p4@x.co', 'add', { item: 4 }],
	]);
	expect(hints).toEqual(['153 changes']);
	// 150 old ones are two requests, and all additions come before them.
	expect(api.writes()).toEqual(['POST /list', 'DELETE /list', 'DELETE /list']);
});

test('a bound that is not met is told before anything is changed', async () => {
	const api = account({ there: emails(10, 'old') });
	const { error } = await node.run('sync', { ...apply, most: '0.5' }, { items: people(2) });
	expect(error?.message).toBe('10 would be removed. Nothing was changed.');
	expect(api.writes()).toEqual([]);
});

test('where the user wants to go on, it is the failure of each item', async () => {
	const api = account({ there: emails(10, 'old') });
	const { json, errors } = await node.run(
		'sync',
		{ ...apply, most: '0.5' },
		{
			items: people(2),
			settings: { onError: 'continueErrorOutput' },
		},
	);
	expect(json).toEqual([]);
	expect(errors.map(({ error }) => error)).toEqual([
		'Item 1: 10 would be removed. Nothing was changed.',
		'Item 2: 10 would be removed. Nothing was changed.',
	]);
	expect(api.writes()).toEqual([]);
});

describe('one bad item among many', () => {
	const items = [...people(4), { email: 'bad@x.co' }, ...people(4, 'q')];

	test('fails alone where the user wants to go on', async () => {
		const api = account();
		const { items: output } = await node.run('sync', apply, { items, ...goOn });
		expect(output.map(({ json }) => json.error ?? json.done)).toEqual([
			true,
			true,
			true,
			true,
			expect.stringMatching(/^Item 5: .*Bad address/),
			true,
			true,
			true,
			true,
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(api.list.size).toBe(8);
	});

	test('else ends the run, and what had been done is told', async () => {
		const api = account({ there: ['old@x.co'] });
		const { error } = await node.run('sync', apply, { items });
		expect(error?.message).toMatch(
			/^Item 5: .*Bad address.* By then \d of 10 changes had been made; run it again to do the rest\.$/,
		);
		expect(api.writes()).not.toContain('DELETE /list');
	});

	test('that can not be read stops everything before it begins', async () => {
		const api = account();
		const { error } = await node.run('sync', apply, { items: [...people(2), { email: '' }] });
		expect(error?.message).toMatch(/^Item 3: .*is empty.* Nothing was sent\.$/);
		expect(api.asked()).toEqual([]);
	});
});

describe('when it breaks off', () => {
	test('while it looks, nothing was changed', async () => {
		account({ otherwise: ({ path }) => (path === '/emails' ? LOST : undefined) });
		const { error } = await node.run('sync', apply, { items: people(2) });
		expect(error?.message).toMatch(/Try again in a minute\. Nothing was changed\.$/);
	});

	test('in the middle, what was done is told, in its own words or by number', async () => {
		const otherwise = ({ method, path }: Arrived) =>
			method === 'GET' && path === '/lists/9' ? refuses(403, 403, 'No') : undefined;
		account({ otherwise });
		const { error } = await node.run('verifyMany', { email }, { items: people(2) });
		expect(error?.message).toMatch(/ By then list 9 had been verified\.$/);
	});

	test('elements of batches are counted each, in requests of the size that was wanted', async () => {
		const batches = composite<{ email: string }, string[]>({
			option: named('verifyMany'),
			fields: [text('email')],
			effect: 'write',
			repeatable: true,
			prepare: (item) => ({ email: item.text('email') }),
			plan: (items) => items.map(({ input }) => input.email),
			act: async (emails, acting) => {
				await acting.changeInBatches<string>(
					{
						repeatable: true,
						confirmed: saysResult,
						group: () => ({}),
						element: (email) => email,
						request: (some) => ({ ...post`/list`, body: { emails: some } }),
						outputs: (_, inputs) => inputs.map(() => ({})),
					},
					emails,
					{ done: () => {}, failed: () => {} },
					2,
				);
				throw new InputProblem('It goes no further.');
			},
		});
		const api = account();
		const { error } = await madeUp(product, [batches]).run(
			'verifyMany',
			{ email },
			{ items: people(1_001) },
		);
		expect(error?.message).toBe('It goes no further. By then 1,001 changes had been made.');
		expect(api.writes()).toHaveLength(501);
	});

	test('what tidies up may do so, and the first failure is told', async () => {
		const api = account({
			otherwise: ({ path }) => (path.endsWith('/verify') ? refuses(400, 1, 'No quota') : undefined),
		});
		const { error } = await node.run('verifyMany', { email }, { items: people(2) });
		expect(error?.message).toMatch(/No quota.* By then 3 changes had been made\.$/);
		expect(api.asked().at(-1)).toBe('DELETE /lists/9');
	});

	test('an answer that is lost is no reason to say that nothing was changed', async () => {
		const api = account({ otherwise: ({ path }) => (path === '/lists' ? LOST : undefined) });
		const { error } = await node.run('verifyMany', { email }, { items: people(2) });
		expect(error?.message).toMatch(
			/Look in SendPulse whether it was done before you run this again\.$/,
		);
		expect(api.asked()).toEqual(['POST /lists']);
	});

	test('where the user wants to go on, each item without an outcome fails of it', async () => {
		account({
			otherwise: ({ path }) => (path === '/emails' ? refuses(403, 403, 'No') : undefined),
		});
		const [one, two] = people(2);
		const { json } = await node.run('sync', apply, { items: [one, two], ...goOn });
		expect(json).toEqual([
			{ error: expect.stringMatching(/^Item 1: .*Nothing was changed\.$/) as string, input: one },
			{ error: expect.stringMatching(/^Item 2: .*Nothing was changed\.$/) as string, input: two },
		]);
	});
});

test('answers that are lost at any request leave the same behind, where all may be repeated', async () => {
	for (const place of ['GET /list', 'POST /emails', 'POST /list', 'DELETE /list']) {
		const api = account({
			there: emails(3, 'old'),
			otherwise: ({ method, path, times }) =>
				`${method} ${path}` === place && times === 1 ? LOST : undefined,
		});
		const { json } = await node.run('sync', apply, { items: people(5) });
		expect([place, json.length, [...api.list].sort()]).toEqual([place, 5, emails(5)]);
		const { cleanAll } = await import('nock');
		cleanAll();
	}
});

describe('a preview', () => {
	const preview = { ...apply, mode: 'preview', most: '0.5' };

	test('looks and shows, in the same form, and changes nothing', async () => {
		const api = account({ there: emails(10, 'old') });
		const { json } = await node.run('sync', preview, { items: people(2) });
		expect(json).toEqual([
			{ preview: true, removed: 10, allowed: false },
			{ preview: true, email: 'p1@x.co', action: 'add', done: false },
		]);
		expect(api.writes()).toEqual([]);
	});

	test('some items may be only shown, and others be done', async () => {
		const api = account();
		const { json } = await node.run(
			'sync',
			{ ...apply, mode: '={{ $json.email === "p0@x.co" ? "preview" : "apply" }}' },
			{ items: people(2) },
		);
		expect(json).toHaveLength(2);
		expect([...api.list]).toEqual(['p1@x.co']);
	});

	test('has its own parameter, or the option of all writes', async () => {
		const api = account();
		const { json } = await node.run(
			'verifyMany',
			{ email, options: { preview: true } },
			{ items: people(7) },
		);
		expect(json).toEqual([{ preview: true, addresses: 7 }]);
		expect(api.asked()).toEqual([]);
		const optionsOf = (operation: string) =>
			node.properties.filter(
				({ name, displayOptions }) =>
					name === 'options' && displayOptions?.show?.operation?.includes(operation),
			);
		expect(optionsOf('verifyMany')).toHaveLength(1);
		expect(optionsOf('sync')).toEqual([]);
		expect([sync, verifyMany, profile].map(changes)).toEqual([true, true, false]);
	});

	const wrongs: Array<[string, (tools: Looking) => Promise<unknown>]> = [
		['DELETE', async (tools) => await tools.read(del`/list`)],
		['POST that is no look-up', async (tools) => await tools.lookUp(post`/list`)],
		[
			'POST to what only begins like one',
			async (tools) => await tools.read(post`/emails/unsubscribe`),
		],
		['POST as an answer', async (tools) => await tools.answerTo(post`/list`)],
		['POST as a list', async (tools) => await tools.list(post`/list`, { identify: () => 1 })],
		[
			'write that nobody gave it',
			async (tools) =>
				await (tools as Acting).change(post`/list`, { repeatable: true, confirmed: saysResult }),
		],
	];
	test.each(wrongs)('sends no %s, whatever the operation gets wrong', async (_, wrong) => {
		const faulty = composite<Wanted, unknown>({
			...sync,
			plan: async (_, looking) => await wrong(looking),
		});
		for (const mode of ['preview', 'apply']) {
			const api = account();
			const { error } = await madeUp(product, [faulty]).run(
				'sync',
				{ ...apply, mode },
				{ items: people(1) },
			);
			expect(error?.message).toMatch(/^The node itself failed \(TypeError\)/);
			expect(api.asked()).toEqual([]);
			(await import('nock')).cleanAll();
		}
	});
});

test('is told which items are not among the planned ones, and how many requests it has made', async () => {
	const seen: unknown[] = [];
	const telling = composite<Wanted, unknown>({
		...sync,
		async plan(items, looking) {
			await looking.read(get`/known`);
			const leftOut = looking.leftOut().map(({ index, failure }) => [index, failure !== undefined]);
			seen.push([items.map(({ index }) => index), leftOut, looking.requests()]);
			return {};
		},
		check: () => {},
		show: () => {},
		act: async () => await Promise.resolve(),
	});
	account();
	const items = [...people(1), { email: '' }, { email: 'shown@x.co' }];
	const mode = '={{ $json.email === "shown@x.co" ? "preview" : "apply" }}';
	await madeUp(product, [telling]).run('sync', { ...apply, mode }, { items, ...goOn });
	expect(seen).toEqual([
		[
			[2],
			[
				[0, false],
				[1, true],
			],
			1,
		],
		[
			[0],
			[
				[1, true],
				[2, false],
			],
			2,
		],
	]);
});

test('what only reads can not change anything either', async () => {
	const api = account();
	const faulty = composite<{ email: string }, unknown>({
		...profile,
		act: async (_, acting) =>
			void (await acting.change(post`/list`, { repeatable: true, confirmed: saysResult })),
	});
	const { error } = await madeUp(product, [faulty]).run('profile', { email }, { items: people(1) });
	expect(error?.message).toMatch(/^The node itself failed \(TypeError\)/);
	expect(api.asked()).toEqual([]);
});

test('an item that fails without Continue is the end of all that was still to be sent', async () => {
	const api = account({
		otherwise: ({ path }) =>
			path === '/known/p1%40x.co' ? refuses(403, 403, 'No') : says({ known: true }),
	});
	const { error } = await node.run('profile', { email }, { items: people(200) });
	expect(error?.message).toMatch(/^Item 2: /);
	expect(api.asked().length).toBeLessThan(60);
});

test('a run that is cancelled in the middle sends nothing more, not even to tidy up', async () => {
	let cancel = () => {};
	const api = account({
		otherwise: ({ path }) => {
			if (path.endsWith('/emails')) cancel();
			return undefined;
		},
	});
	const { json } = await node.run(
		'verifyMany',
		{ email },
		{
			items: people(2),
			onStart: (end) => (cancel = end),
		},
	);
	expect(json).toEqual([]);
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(api.asked()).toEqual(['POST /lists', 'POST /lists/9/emails']);
});

test('a wait ends with the run as well, and the log tells what for', async () => {
	let cancel = () => {};
	let looks = 0;
	const api = account({
		otherwise: ({ method }) => {
			if (method !== 'GET') return undefined;
			if (++looks === 3) cancel();
			return says({ finished: false });
		},
	});
	await node.run('verifyMany', { email }, { items: people(2), onStart: (end) => (cancel = end) });
	expect(looks).toBe(3);
	expect(api.asked().filter((one) => one === 'GET /lists/9')).toHaveLength(3);
	expect(lines).toContain(
		'SendPulse: Thing → verifyMany: 0 of 2 items done in 3 requests; the verification is not finished yet',
	);
});

test('Retry On Fail is refused where it must not be run again', async () => {
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const api = account();
	const { error } = await node.run('verifyMany', { email }, { items: people(1), settings });
	expect(error?.message).toMatch(/^Turn off 'Retry On Fail'/);
	expect(api.asked()).toEqual([]);
	const { json } = await node.run('sync', apply, { items: people(1), settings });
	expect(json).toHaveLength(1);
});

describe('items that are a work of their own each', () => {
	/** As files are imported: one after the other, each in several requests. */
	const files = composite<{ email: string }, Array<Item<{ email: string }>>>({
		option: named('files'),
		fields: [text('email')],
		effect: 'write',
		repeatable: true,
		prepare: (item) => ({ email: item.text('email') }),
		plan: (items) => [...items],
		act: async (items, acting) =>
			await acting.inTurn(items, async ({ index, input: { email } }) => {
				let rows = 0;
				acting.byThen(
					(isUnclear) =>
						`${rows} rows of ${email} had been taken${isUnclear ? ' for certain' : ''}`,
				);
				for (; rows < 2; rows++) {
					const rules = { repeatable: true, confirmed: saysResult };
					await acting.change({ ...post`/list`, body: { emails: [email] } }, rules);
				}
				await acting.succeed(index, { email, rows });
			}),
	});
	const node = madeUp(product, [files]);
	const items = [{ email: 'a@x.co' }, { email: 'bad@x.co' }, { email: 'c@x.co' }];

	test('one that fails ends the run, with what was done of it', async () => {
		const api = account();
		const { error } = await node.run('files', { email }, { items });
		expect(error?.message).toMatch(
			/^Item 2: .*Bad address.* By then 0 rows of bad@x\.co had been taken\.$/,
		);
		expect(api.writes()).toHaveLength(3);
	});

	test('or only itself, likewise', async () => {
		account();
		const { json } = await node.run('files', { email }, { items, ...goOn });
		expect(json).toEqual([
			{ email: 'a@x.co', rows: 2 },
			{
				error: expect.stringMatching(
					/^Item 2: .*Bad address.* By then 0 rows of bad@x\.co had been taken\.$/,
				),
				input: items[1],
			},
			{ email: 'c@x.co', rows: 2 },
		]);
	});

	test('whose answer was lost says so, and only that one', async () => {
		account({
			otherwise: ({ body }) =>
				String((body as IDataObject).emails).startsWith('a@') ? LOST : undefined,
		});
		const { json } = await node.run('files', { email }, { items: items.slice(0, 2), ...goOn });
		expect(json).toEqual([
			{
				error: expect.stringMatching(/ By then 0 rows of a@x\.co had been taken for certain\.$/),
				input: items[0],
			},
			{
				error: expect.stringMatching(/ By then 0 rows of bad@x\.co had been taken\.$/),
				input: items[1],
			},
		]);
	});
});

describe('elements that come one after the other', () => {
	let asked: number;
	let told: string[];

	/** As rows of a file: `stop` gives an error in the midst of it. */
	async function* rows(count: number) {
		for (asked = 0; asked < count; asked++) {
			const email = asked % 10 === 9 ? 'again' : `p${asked}`;
			yield { email: `${asked === 120 ? 'bad' : email}@x.co`, asked };
		}
	}

	const stream = composite<number, Array<Item<number>>>({
		option: named('stream'),
		fields: [text('most')],
		effect: 'write',
		repeatable: true,
		prepare: (item) => Number(item.text('most')),
		plan: (items) => [...items],
		act: async (items, acting) =>
			await acting.inTurn(items, async ({ index, input }) => {
				await acting.changeAsTheyCome<{ email: string; asked: number }>(
					{
						repeatable: true,
						confirmed: saysResult,
						group: () => ({}),
						element: ({ email }) => email,
						request: (some) => ({
							...post`/list`,
							body: { emails: some.map(({ email, asked: at }) => `${email} ${at}`) },
						}),
						outputs: (_, some) => some.map(() => ({})),
					},
					rows(input),
					{
						done: ({ email }) => void told.push(email),
						failed: ({ email }) => void told.push(`not ${email}`),
						admit: async (some) => some.filter(({ asked: at }) => at !== 7),
					},
					10,
				);
				await acting.succeed(index, { told: told.length });
			}),
	});
	const node = madeUp(product, [stream]);
	beforeEach(() => void (told = []));

	test('are asked for as requests leave, and the same one keeps its order', async () => {
		let most = 0;
		const sent: string[] = [];
		const open: number[] = [];
		answeringBy(({ body }) => {
			const { emails } = body as { emails: string[] };
			open.push(asked);
			most = Math.max(most, asked - told.length);
			if (emails.some((email) => email.startsWith('bad'))) return refuses(400, 17, 'Bad address');
			sent.push(...emails);
			return says({ result: true });
		});
		const { json, error } = await node.run('stream', { most: '2000' }, {});
		expect(error).toBeUndefined();
		// All but the one that was not admitted; the one at fault is told alone.
		expect(json).toEqual([{ told: 1_999 }]);
		expect(told.filter((email) => email.startsWith('not'))).toEqual(['not bad@x.co']);
		// Forty requests of ten on their way, those that are being filled, and the one that comes again joins.
		expect(most).toBeLessThanOrEqual(42 * 11);
		expect(open[0]).toBeLessThan(2_000);
		const again = sent.filter((email) => email.startsWith('again')).map((one) => one.split(' ')[1]);
		expect(again).toEqual([...again].sort((one, other) => Number(one) - Number(other)));
	});

	test('what no element is at fault for ends it, and no more is asked for', async () => {
		answeringBy(() => refuses(403, 1, 'Access denied'));
		const { error } = await node.run('stream', { most: '5000' }, {});
		expect(error?.message).toMatch(/Access denied/);
		expect(told).toEqual([]);
		expect(asked).toBeLessThan(600);
	});
});

test('the operation knows whether the run goes on with other items when one has failed', async () => {
	account();
	const told: boolean[] = [];
	const telling = composite<{ email: string }, unknown>({
		...profile,
		act: async (_, { goOn: goesOn }) => void (await Promise.resolve(told.push(goesOn))),
	});
	for (const more of [{}, goOn]) {
		await madeUp(product, [telling]).run('profile', { email }, { items: people(1), ...more });
	}
	expect(told).toEqual([false, true]);
});
