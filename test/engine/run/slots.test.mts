/** What SendPulse takes only so often, in virtual time. */
import { pass, setClock } from '../virtualTime.mts';
import type { INodeProperties, LogMetadata } from 'n8n-workflow';
import { ExecuteContext } from 'n8n-core';
import { hasId } from '../../../nodes/engine/api/confirmed';
import { InputProblem } from '../../../nodes/engine/api/inputProblem';
import { requests } from '../../../nodes/engine/api/request';
import { write } from '../../../nodes/engine/run/operation';
import { answeringBy, apiKey, refuses, says, type Answer } from '../../api.mts';
import { goOn, numbered } from '../bench.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { post } = requests(plainProduct);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const field = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
});

/** Is the date of a campaign over? */
let tooLate = () => false;

const node = madeUp(plainProduct, [
	write({
		option: named('create'),
		fields: [field('website'), field('wait')],
		prepare: (item) => ({ website: item.text('website'), wait: item.text('wait') === 'yes' }),
		repeatable: false,
		confirmed: hasId,
		request: ({ website }) => ({ ...post`/campaigns`, body: { website } }),
		slot: ({ website, wait }) => ({
			key: `campaigns of ${website}`,
			count: 4,
			everyMs: HOUR,
			taken: ({ code }) => code === 791,
			wait,
			askAgainMs: 5 * MINUTE,
			mostMs: 65 * MINUTE,
			check: () => {
				if (tooLate()) throw new InputProblem("'Send Date' has passed.");
			},
		}),
		output: () => ({ created: true }),
		counts: { noun: 'campaigns', done: 'created' },
	}),
]);

const FULL = refuses(400, 791, 'Limit exceeded');

/** SendPulse, and when it was asked (in minutes), since the test began. */
function sendPulse({
	count = 4,
	everyMs = HOUR,
	answer = (): Answer | undefined => undefined,
} = {}) {
	const began = performance.now();
	const taken: number[] = [];
	const asked: number[] = [];
	const api = answeringBy(() => {
		const now = performance.now() - began;
		asked.push(Math.round(now / MINUTE));
		const otherwise = answer();
		if (otherwise) return otherwise;
		if (taken.filter((at) => now - at < everyMs).length >= count) return FULL;
		taken.push(now);
		return says({ id: taken.length });
	});
	return { ...api, asked, taken };
}

let lines: string[];
const logger = { info: (line: string, _more?: LogMetadata) => void lines.push(line), error() {} };

beforeEach(() => {
	lines = [];
	tooLate = () => false;
	jest.spyOn(ExecuteContext.prototype, 'logger', 'get').mockReturnValue(logger as never);
});
afterEach(() => void jest.restoreAllMocks());

const waiting = { website: 'one', wait: 'yes' };

test('four leave at once, the others when their turn has come, and none is refused', async () => {
	const { asked } = sendPulse();
	const { json } = await node.run('create', waiting, { items: numbered(10) });
	expect(json).toHaveLength(10);
	expect(asked).toEqual([0, 0, 0, 0, 60, 60, 60, 60, 120, 120]);
});

test('the log tells until when the next waits, every ten seconds', async () => {
	sendPulse();
	const until = new Date(Date.now() + HOUR).toLocaleTimeString('en-GB', {
		hour: '2-digit',
		minute: '2-digit',
		timeZone: 'Asia/Kathmandu',
	});
	await node.run('create', waiting, { items: numbered(5), timezone: 'Asia/Kathmandu' });
	expect(lines).toContain(
		`SendPulse: Thing → create: 4 of 5 items done in 4 requests; the next waits until ${until}`,
	);
	expect(lines.length).toBeGreaterThan(350);
	expect(lines.length).toBeLessThan(365);
});

test('what runs before have used is known to those after them', async () => {
	const credential = apiKey();
	const { asked } = sendPulse();
	await node.run('create', { ...waiting, wait: 'no' }, { items: numbered(3), credential });
	pass(20 * MINUTE);
	await node.run('create', waiting, { items: numbered(2), credential });
	expect(asked).toEqual([0, 0, 0, 20, 60]);
});

test('each account, and each thing in it, has its own', async () => {
	const { asked } = sendPulse({ count: 100 });
	const credential = apiKey();
	const items = numbered(8);
	await node.run(
		'create',
		{ ...waiting, website: '={{ $json.n % 2 ? "one" : "two" }}' },
		{ items, credential },
	);
	await node.run('create', waiting, { items: numbered(4) });
	expect(asked).toEqual(new Array(12).fill(0));
});

test('whoever does not want to wait is refused, and told what is known of the next', async () => {
	const { asked } = sendPulse();
	const { error } = await node.run('create', { ...waiting, wait: 'no' }, { items: numbered(5) });
	expect(asked).toEqual([0, 0, 0, 0, 0]);
	expect(error?.message).toMatch(
		/^Item 5: .* By what this n8n has sent, the next is free at \d\d:\d\d\. By then 4 of 5 campaigns had been created\.$/,
	);
});

test('slots that others have taken are learnt of by a refusal, and asked for every five minutes', async () => {
	let foreign = 3;
	const { asked } = sendPulse({ answer: () => (foreign-- > 0 ? FULL : undefined) });
	const { json } = await node.run('create', waiting, { items: numbered(2) });
	expect(json).toHaveLength(2);
	expect(asked).toEqual([0, 5, 10, 15, 15]);
});

test('or when one of those used here becomes free', async () => {
	const { asked } = sendPulse({ count: 2 });
	await node.run('create', waiting, { items: numbered(3) });
	expect(asked).toEqual([0, 0, 0, 60]);
});

test('no one waits for longer than it may', async () => {
	const { asked } = sendPulse({ answer: () => FULL });
	const { json } = await node.run('create', waiting, { items: numbered(1), ...goOn });
	expect(json).toEqual([
		{
			error: expect.stringMatching(
				/^SendPulse takes no more of these for now, and it was not sent: the next may be free at \d\d:\d\d, which is longer than the 65 minutes that one waits\. Run this again then\.$/,
			) as string,
			input: { n: 0 },
		},
	]);
	expect(asked).toEqual(Array.from({ length: 13 }, (_, n) => 5 * n));
});

test.each([
	['429, which else speaks of the pace', refuses(429, 791, 'Limit exceeded')],
	['422', refuses(422, 791, 'Limit exceeded')],
])('it is told by its code, with status %s', async (_, refusal) => {
	let full = true;
	const { asked } = sendPulse({
		answer: () => {
			if (!full) return undefined;
			full = false;
			return refusal;
		},
	});
	await node.run('create', waiting);
	expect(asked).toEqual([0, 5]);
});

test('a lost answer is no reason to send again, and may have taken a slot', async () => {
	let lost = 1;
	const { asked } = sendPulse({
		answer: () => (lost-- > 0 ? { status: 502, body: '<html>' } : undefined),
	});
	const { json } = await node.run('create', waiting, { items: numbered(5), ...goOn });
	expect(json.map(({ created, error }) => created ?? String(error).slice(0, 40))).toEqual([
		'Item 1: SendPulse answered with status 5',
		true,
		true,
		true,
		true,
	]);
	expect(asked).toEqual([0, 0, 0, 0, 60]);
});

test('any other refusal is no reason to wait', async () => {
	const { asked } = sendPulse({ answer: () => refuses(422, 720, 'Empty subject') });
	const { error } = await node.run('create', waiting);
	expect(error?.message).toContain('Empty subject');
	expect(asked).toEqual([0]);
});

test('what must not be sent any more after the wait is not', async () => {
	const { asked } = sendPulse();
	tooLate = () => asked.length >= 4;
	const { json } = await node.run('create', waiting, { items: numbered(5), ...goOn });
	expect(json.at(-1)).toEqual({
		error: "Item 5: 'Send Date' has passed.",
		input: { n: 4 },
	});
	expect(asked).toEqual([0, 0, 0, 0]);
});

test('two runs wait in line, and take no more than there are', async () => {
	const credential = apiKey();
	const { asked, taken } = sendPulse({ count: 1 });
	await Promise.all([
		node.run('create', waiting, { items: numbered(2), credential }),
		node.run('create', waiting, { items: numbered(2), credential }),
	]);
	expect(taken).toHaveLength(4);
	expect(asked.length - taken.length).toBeLessThanOrEqual(3);
});

test('who has waited behind another is asked whether it may still be sent', async () => {
	const credential = apiKey();
	const { asked } = sendPulse();
	const runs = [1, 2].map(async () => {
		return await node.run('create', waiting, { items: numbered(1), credential });
	});
	tooLate = () => true;
	const [first, second] = await Promise.all(runs);
	expect(first.json).toEqual([{ created: true }]);
	expect(second.error?.message).toBe("'Send Date' has passed.");
	expect(asked).toEqual([0]);
});

test('a run that is cancelled waits no more, and holds up nobody', async () => {
	const credential = apiKey();
	let cancel = () => {};
	const { asked } = sendPulse();
	const { json: cancelled } = await node.run('create', waiting, {
		items: numbered(9),
		credential,
		onStart: (end) => {
			cancel = end;
			logger.info = (line) => void (/waits until/.test(line) && cancel());
		},
	});
	logger.info = (line) => void lines.push(line);
	expect(cancelled).toEqual([]);
	expect(asked).toEqual([0, 0, 0, 0]);
	const { json } = await node.run('create', waiting, { credential });
	expect(json).toEqual([{ created: true }]);
	expect(asked).toEqual([0, 0, 0, 0, 60]);
});

test.each([
	['back', -24 * HOUR],
	['on', 24 * HOUR],
])('a clock that is put %s changes nothing', async (_, by) => {
	const { asked } = sendPulse({
		answer: () => void (asked.length === 4 && setClock(by)),
	});
	await node.run('create', waiting, { items: numbered(5) });
	expect(asked).toEqual([0, 0, 0, 0, 60]);
});

test('Preview Only waits for nothing', async () => {
	const { asked } = sendPulse();
	const { json } = await node.run(
		'create',
		{ ...waiting, options: { preview: true } },
		{ items: numbered(9) },
	);
	expect(json).toHaveLength(9);
	expect(asked).toEqual([]);
	expect(lines).toEqual([]);
});
