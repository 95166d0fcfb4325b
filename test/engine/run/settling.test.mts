/** What takes SendPulse a while, in virtual time. */
import { setClock } from '../virtualTime.mts';
import type { IDataObject, LogMetadata } from 'n8n-workflow';
import { ExecuteContext } from 'n8n-core';
import { changes } from '../../../nodes/engine/run/catalogue';
import { saysResult } from '../../../nodes/engine/api/confirmed';
import { requests } from '../../../nodes/engine/api/request';
import { settling } from '../../../nodes/engine/run/operation';
import { answeringBy, refuses, says, type Answer } from '../../api.mts';
import { goOn } from '../bench.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { get, post } = requests(plainProduct);

const text = (name: string) => ({
	displayName: name,
	name,
	type: 'string' as const,
	default: '',
});

interface Address {
	email: string;
	again: boolean;
}

/** As single addresses are verified: what is known already costs nothing. */
const verify = settling<Address, { verdict: string }>({
	option: named('verify'),
	fields: [text('email'), text('again')],
	prepare: (item) => ({ email: item.text('email'), again: item.optionalText('again') === 'yes' }),
	subject: ({ email, again }) => JSON.stringify([email, again]),
	submit: {
		request: ({ email }) => ({ ...post`/submit`, body: { email } }),
		repeatable: false,
		confirmed: saysResult,
		done: 'The address was submitted',
		unlessKnown: ({ again }) => !again,
	},
	look: ({ email }) => ({ ...get`/result`, query: { email } }),
	judge: (body) => {
		const { verdict, known } = body as IDataObject;
		if (verdict) return { state: 'finished', seen: { verdict: String(verdict) } };
		return { state: known ? 'pending' : 'unknown' };
	},
	nothingFound: ({ status }) => status === 404,
	waits: [1, 1, 2, 3, 5],
	timeout: { default: 60, least: 5, most: 600 },
	output: (seen, { email }) => ({ email, verdict: seen?.verdict ?? 'unverified' }),
	counts: { noun: 'addresses', done: 'submitted' },
});

/** As a whole list is: not twice at once, and the result is asked for at the end. */
const verifyList = settling<{ list: string; wait: boolean }, { processed: number }>({
	option: named('verifyList'),
	fields: [text('list'), text('wait')],
	prepare: (item) => ({ list: item.text('list'), wait: item.optionalText('wait') !== 'no' }),
	subject: ({ list }) => list,
	submit: {
		request: ({ list }) => post`/lists/${list}/verify`,
		repeatable: false,
		confirmed: saysResult,
		done: 'The verification was begun',
	},
	look: ({ list }) => get`/lists/${list}/progress`,
	judge: (body) => {
		const { total, processed } = body as { total: number; processed: number };
		if (!total) return { state: 'unknown' };
		return { state: processed === total ? 'finished' : 'pending', seen: { processed } };
	},
	waits: () => [2, 3, 5, 10],
	timeout: { default: 1_800, least: 10, most: 86_400 },
	awaited: ({ wait }) => wait,
	output: async (seen, { list }, finished, read) =>
		finished
			? ((await read(get`/lists/${list}/summary`)) as IDataObject)
			: { list, processed: seen?.processed ?? 0 },
	counts: { noun: 'lists', done: 'submitted' },
});

/** As the report of a campaign is waited for, which nobody submits. */
const report = settling<{ id: string }, IDataObject>({
	option: named('report'),
	fields: [text('id')],
	prepare: (item) => ({ id: item.text('id') }),
	subject: ({ id }) => id,
	look: ({ id }) => get`/campaigns/${id}`,
	judge: (body) => {
		const seen = body as IDataObject;
		if (seen.status === 'sent') return { state: 'finished', seen };
		return { state: seen.status === 'rejected' ? 'stopped' : 'pending', seen };
	},
	waits: [5, 10, 20, 30, 60],
	timeout: { default: 0, least: 0, most: 7_200 },
	output: (seen) => seen!,
	counts: { noun: 'campaigns', done: 'looked at' },
});

const node = madeUp(plainProduct, [verify, verifyList, report]);

interface Asked {
	what: string;
	/** Whole seconds since the test began: what each request takes itself counts for nothing. */
	at: number;
}

type Otherwise = (what: string, times: number) => Answer | undefined;

/** SendPulse, which verifies an address in so many seconds. */
function verifier({
	takes = 4,
	known = [] as string[],
	otherwise = (() => undefined) as Otherwise,
} = {}) {
	const began = performance.now();
	const now = () => (performance.now() - began) / 1_000;
	const submitted = new Map<string, number>(known.map((email) => [email, -Infinity]));
	const asked: Asked[] = [];
	answeringBy(({ method, path, body }) => {
		const email =
			method === 'POST'
				? String((body as IDataObject).email)
				: decodeURIComponent(path.split('=')[1]);
		const what = `${method === 'POST' ? 'submit' : 'look'} ${email}`;
		asked.push({ what, at: Math.floor(now()) });
		const times = asked.filter((one) => one.what === what).length;
		const answer = otherwise(what, times);
		if (method === 'POST') {
			// A lost answer is one to something that was done.
			if (!answer || answer.status >= 500) submitted.set(email, now());
			return answer ?? says({ result: true });
		}
		if (answer) return answer;
		const since = submitted.get(email);
		if (since === undefined) return refuses(404, 404, 'Unknown');
		return says(now() - since >= takes ? { verdict: 'valid' } : { known: true });
	});
	return {
		asked,
		looks: (email: string) =>
			asked.filter(({ what }) => what === `look ${email}`).map(({ at }) => at),
		submissions: () =>
			asked.filter(({ what }) => what.startsWith('submit')).map(({ what }) => what),
	};
}

const people = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ email: `p${n}@x.co` }));
const email = '={{ $json.email }}';
const LOST: Answer = { status: 500, body: '<html>' };

let lines: string[];
beforeEach(() => {
	lines = [];
	const logger = { info: (line: string, _more?: LogMetadata) => void lines.push(line), error() {} };
	jest.spyOn(ExecuteContext.prototype, 'logger', 'get').mockReturnValue(logger as never);
});
afterEach(() => void jest.restoreAllMocks());

test('all are submitted first and then looked at together', async () => {
	const api = verifier({ takes: 8 });
	const items = people(3);
	const { items: output } = await node.run('verify', { email }, { items });
	expect(output).toEqual(
		items.map(({ email }, item) => ({
			json: { email, verdict: 'valid', finished: true },
			pairedItem: { item },
		})),
	);
	expect(
		api.asked
			.slice(0, 6)
			.map(({ what }) => what.split(' ')[0])
			.sort(),
	).toEqual(['look', 'look', 'look', 'submit', 'submit', 'submit']);
});

test('each look comes after the wait that the operation names for it, the last again and again', async () => {
	const api = verifier({ takes: 20 });
	await node.run('verify', { email }, { items: people(1) });
	expect(api.looks('p0@x.co')).toEqual([0, 1, 2, 4, 7, 12, 17, 22]);
});

test('a hundred take little longer than one', async () => {
	const api = verifier();
	const { json } = await node.run('verify', { email }, { items: people(100) });
	expect(json.every(({ verdict, finished }) => verdict === 'valid' && finished === true)).toBe(
		true,
	);
	expect(api.submissions()).toHaveLength(100);
	// 300 requests at ten a second, at least.
	expect(api.asked.at(-1)!.at).toBeLessThan(50);
});

test('a known result is used, and nothing submitted, unless it is wanted anew', async () => {
	const api = verifier({ known: ['p0@x.co'] });
	const { json } = await node.run('verify', { email }, { items: people(1) });
	expect(json).toEqual([{ email: 'p0@x.co', verdict: 'valid', finished: true }]);
	expect(api.submissions()).toEqual([]);
	await node.run('verify', { email, again: 'yes' }, { items: people(1) });
	expect(api.submissions()).toEqual(['submit p0@x.co']);
});

test('what is at work already is waited for, and not submitted again', async () => {
	let pending = 2;
	const api = verifier({
		known: ['p0@x.co'],
		otherwise: () => (pending-- > 0 ? says({ known: true }) : undefined),
	});
	const { json } = await node.run('verify', { email }, { items: people(1) });
	expect(json[0].finished).toBe(true);
	expect(api.submissions()).toEqual([]);
});

test('items of the same subject are one submission, and each has its outcome', async () => {
	const api = verifier();
	const { items } = await node.run('verify', { email: 'p@x.co' }, { items: people(3) });
	expect(api.submissions()).toEqual(['submit p@x.co']);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});

describe('when time is over', () => {
	test('the item says that it is not finished, and what is known so far', async () => {
		const api = verifier({ takes: 1_000 });
		const { json, error } = await node.run('verify', { email }, { items: people(2) });
		expect(error).toBeUndefined();
		expect(json).toEqual(
			people(2).map(({ email }) => ({ email, verdict: 'unverified', finished: false })),
		);
		expect(api.looks('p0@x.co').at(-1)).toBeGreaterThanOrEqual(60);
		expect(api.looks('p0@x.co').at(-1)).toBeLessThanOrEqual(62);
	});

	test('each item by its own', async () => {
		const api = verifier({ takes: 1_000 });
		const items = people(2).map((person, n) => ({ ...person, timeout: n ? 30 : 7 }));
		await node.run('verify', { email, options: { timeout: '={{ $json.timeout }}' } }, { items });
		expect(api.looks('p0@x.co').at(-1)).toBe(7);
		expect(api.looks('p1@x.co').at(-1)).toBe(30);
	});

	test('one submission of several items by the longest of theirs', async () => {
		const api = verifier({ takes: 1_000 });
		const items = [7, 30, 7].map((timeout) => ({ email: 'p@x.co', timeout }));
		await node.run('verify', { email, options: { timeout: '={{ $json.timeout }}' } }, { items });
		expect(api.looks('p@x.co').at(-1)).toBe(30);
	});

	test.each([4, 601, 'soon', ''])('%p is no timeout', async (timeout) => {
		const api = verifier();
		const { error } = await node.run(
			'verify',
			{ email, options: { timeout } },
			{ items: people(1) },
		);
		expect(error?.message).toMatch(/'Timeout'/);
		expect(api.asked).toEqual([]);
	});

	test.each([
		['back', -86_400_000],
		['on', 86_400_000],
	])('a clock that is put %s ends nothing and holds up nobody', async (_, by) => {
		const api = verifier({
			takes: 1_000,
			otherwise: (_, times) => void (times === 4 && setClock(by)),
		});
		await node.run('verify', { email }, { items: people(1) });
		expect(api.looks('p0@x.co').at(-1)).toBe(60);
	});
});

describe('a lost answer to the submission', () => {
	test('is looked after, and nothing is submitted a second time', async () => {
		const api = verifier({ otherwise: (what) => (what.startsWith('submit') ? LOST : undefined) });
		const { json } = await node.run('verify', { email }, { items: people(3) });
		expect(json.map(({ finished }) => finished)).toEqual([true, true, true]);
		expect(api.submissions()).toHaveLength(3);
	});

	test('of which no look ever tells is unclear', async () => {
		const api = verifier({
			otherwise: (what) => (what.startsWith('submit') ? LOST : refuses(404, 404, 'Unknown')),
		});
		const { error } = await node.run('verify', { email }, { items: people(1) });
		expect(error?.message).toMatch(/It was not sent again, because SendPulse may have done it/);
		expect(api.submissions()).toHaveLength(1);
		expect(api.asked.at(-1)!.at).toBe(60);
	});

	test('shows by a look as well where nobody waits for the end', async () => {
		let begun = false;
		const began = performance.now();
		const { requests } = answeringBy(({ method }) => {
			// Not at once: what has just come in may not be seen yet.
			if (begun) expect(performance.now() - began).toBeGreaterThanOrEqual(2_000);
			if (method === 'GET') return says(begun ? { total: 9, processed: 1 } : {});
			begun = true;
			return LOST;
		});
		const { json } = await node.run('verifyList', { list: '5', wait: 'no' });
		expect(json).toEqual([{ list: '5', processed: 1, finished: false }]);
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
	});

	test('is not confirmed by what was there before', async () => {
		const api = verifier({
			known: ['p0@x.co'],
			otherwise: (what) =>
				what.startsWith('submit') ? LOST : says({ verdict: 'valid', known: true }),
		});
		const { json, error } = await node.run('verify', { email, again: 'yes' }, { items: people(1) });
		expect(json).toEqual([]);
		expect(error?.message).toMatch(/It was not sent again, because SendPulse may have done it/);
		expect(api.submissions()).toHaveLength(1);
	});

	test('is told also where the look for it fails', async () => {
		const api = verifier({
			otherwise: (what, times) => (what.startsWith('submit') || times > 1 ? LOST : undefined),
		});
		const { error } = await node.run('verify', { email }, { items: people(1) });
		expect(error?.message).toMatch(/It was not sent again, because SendPulse may have done it/);
		expect(error?.message).not.toMatch(/Try again/);
		expect(api.submissions()).toHaveLength(1);
	});
});

test('a look whose answer is lost is taken again', async () => {
	const api = verifier({
		otherwise: (what, times) => (what.startsWith('look') && times === 2 ? LOST : undefined),
	});
	const { json } = await node.run('verify', { email }, { items: people(1) });
	expect(json[0].finished).toBe(true);
	expect(api.submissions()).toHaveLength(1);
});

test('the result is asked for once it is finished', async () => {
	let looks = 0;
	answeringBy(({ method, path }) => {
		if (method === 'POST') return says({ result: true });
		if (path.endsWith('/summary')) return says({ list: 5, valid: 7 });
		return says({ total: 9, processed: Math.min(9, 3 * looks++) });
	});
	const { json } = await node.run('verifyList', { list: '5' });
	expect(json).toEqual([{ list: 5, valid: 7, finished: true }]);
	// Before the submission, and then until all nine are processed.
	expect(looks).toBe(1 + 3);
});

test('where nobody waits, it is over when it is submitted', async () => {
	const { requests } = answeringBy(() => says({ result: true }));
	const { json } = await node.run('verifyList', { list: '5', wait: 'no' });
	expect(json).toEqual([{ list: '5', processed: 0, finished: false }]);
	expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
});

describe('what nobody submits', () => {
	const sending = (sentAfter: number) => {
		const began = performance.now();
		const asked: number[] = [];
		answeringBy(() => {
			const at = Math.round((performance.now() - began) / 1_000);
			asked.push(at);
			return says({ status: at >= sentAfter ? 'sent' : 'sending', sent: at });
		});
		return asked;
	};

	test('is looked at once without a timeout', async () => {
		const asked = sending(100);
		const { json } = await node.run('report', { id: '5' });
		expect(json).toEqual([{ status: 'sending', sent: 0, finished: false }]);
		expect(asked).toEqual([0]);
	});

	test('else until it is finished', async () => {
		const asked = sending(100);
		const { json } = await node.run('report', { id: '5', options: { timeout: 600 } });
		expect(json).toMatchObject([{ status: 'sent', finished: true }]);
		expect(asked).toEqual([0, 10, 30, 60, 120]);
	});

	test('until waiting does not help any more, which is no end', async () => {
		let asked = 0;
		answeringBy(() => says({ status: ++asked < 3 ? 'sending' : 'rejected' }));
		const { json } = await node.run('report', { id: '5', options: { timeout: 600 } });
		expect(json).toEqual([{ status: 'rejected', finished: false }]);
		expect(asked).toBe(3);
	});
});

describe('one bad item among many', () => {
	const bad: Otherwise = (what) =>
		what === 'submit p1@x.co' ? refuses(422, 422, 'No such domain') : undefined;

	test('fails alone where the user wants to go on', async () => {
		verifier({ otherwise: bad });
		const { json, errors } = await node.run(
			'verify',
			{ email },
			{
				items: people(4),
				settings: { onError: 'continueErrorOutput' },
			},
		);
		expect(json.map((one) => one.email)).toEqual(['p0@x.co', 'p2@x.co', 'p3@x.co']);
		expect(errors).toEqual([
			expect.objectContaining({
				email: 'p1@x.co',
				error: expect.stringMatching(/^Item 2: .*No such domain/) as string,
			}) as IDataObject,
		]);
	});

	test('else ends the run, which tells how many were submitted, and waits for none of them', async () => {
		const api = verifier({ takes: 1_000, otherwise: bad });
		const { error } = await node.run('verify', { email }, { items: people(4) });
		expect(error?.message).toMatch(/^Item 2: .* By then 3 of 4 addresses had been submitted\.$/);
		expect(api.asked.at(-1)!.at).toBeLessThan(5);
	});

	test('a look that is refused says that it was submitted', async () => {
		verifier({
			otherwise: (what, times) =>
				what === 'look p1@x.co' && times > 1 ? refuses(403, 403, 'No') : undefined,
		});
		const { json } = await node.run('verify', { email }, { items: people(3), ...goOn });
		expect(json[1].error).toMatch(
			/^Item 2: The address was submitted, but what became of it could not be read: /,
		);
		expect(json.filter(({ finished }) => finished)).toHaveLength(2);
	});
});

test.each([0, 1, 3])('a run that is cancelled after %d looks sends nothing more', async (looks) => {
	let cancel = () => {};
	const api = verifier({
		takes: 1_000,
		otherwise: (what, times) => {
			if (looks === 0 ? what.startsWith('submit') : what.startsWith('look') && times > looks)
				cancel();
			return undefined;
		},
	});
	const { json } = await node.run(
		'verify',
		{ email },
		{
			items: people(1),
			onStart: (end) => (cancel = end),
		},
	);
	expect(json).toEqual([]);
	const sent = api.asked.length;
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(api.asked).toHaveLength(sent);
	expect(api.asked.at(-1)!.at).toBeLessThan(5);
});

test('the log tells every ten seconds how far it is', async () => {
	verifier({ takes: 55 });
	await node.run('verify', { email }, { items: people(2) });
	expect(lines.length).toBeGreaterThanOrEqual(4);
	expect(lines.length).toBeLessThanOrEqual(7);
	expect(lines.join('\n')).not.toContain('@x.co');
	expect(lines[0]).toMatch(
		/^SendPulse: Thing → verify: 0 of 2 items done in \d+ requests(; 2 not finished yet)?$/,
	);
});

describe('Preview Only', () => {
	test('shows what would be submitted, and only the look where the result is known', async () => {
		const api = verifier({ known: ['p1@x.co'] });
		const { json } = await node.run(
			'verify',
			{ email, options: { preview: true } },
			{ items: people(2) },
		);
		expect(api.submissions()).toEqual([]);
		expect(json).toEqual([
			{
				preview: true,
				method: 'POST',
				url: 'https://api.sendpulse.com/made-up/submit',
				body: { email: 'p0@x.co' },
				inputItems: [1],
			},
			{
				preview: true,
				method: 'GET',
				url: 'https://api.sendpulse.com/made-up/result?email=p1%40x.co',
				inputItems: [2],
			},
		]);
	});
});

test('Retry On Fail is refused where the submission must not be repeated, and nowhere else', async () => {
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const api = verifier();
	const { error } = await node.run('verify', { email }, { items: people(1), settings });
	expect(error?.message).toMatch(/^Turn off 'Retry On Fail'/);
	expect(api.asked).toEqual([]);
});

test('the fields that follow from the kind', () => {
	const optionsOf = (operation: string) =>
		node.properties
			.filter(
				({ name, displayOptions }) =>
					name === 'options' && displayOptions?.show?.operation?.includes(operation),
			)
			.flatMap(({ options }) => (options ?? []) as Array<{ name: string; default?: unknown }>)
			.map(({ name, default: initial }) => [name, initial]);
	expect(optionsOf('verify')).toEqual([
		['preview', true],
		['timeout', 60],
	]);
	expect(optionsOf('report')).toEqual([['timeout', 0]]);
	expect([verify, verifyList, report].map(changes)).toEqual([true, true, false]);
});
