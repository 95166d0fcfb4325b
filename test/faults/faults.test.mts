import '../quickWaits.mts';
import '../quiet.mts';
import { inspect } from 'node:util';
import { PATIENCE } from '../../nodes/engine/client';
import type { FaultRule } from '../../sandbox/faults.mts';
import { doWork, works, type Outcome, type Work } from './work.mts';

/** What the node may know after a fault that happened once. */
type Knows =
	/** It was not done, and is safe to send again. */
	| 'not done'
	/** Nobody knows. */
	| 'unclear'
	/** SendPulse said no. */
	| 'refused'
	/** The answer came, late or oddly labelled. */
	| 'answered';

interface Fault {
	name: string;
	rule: Omit<FaultRule, 'match' | 'times' | 'after'>;
	knows: Knows;
}

const faults: Fault[] = [
	{ name: 'reset before it acted', rule: { kind: 'reset' }, knows: 'unclear' },
	{ name: 'reset after it acted', rule: { kind: 'reset', acted: true }, knows: 'unclear' },
	{ name: 'no answer, not acted', rule: { kind: 'hang' }, knows: 'unclear' },
	{ name: 'no answer, acted', rule: { kind: 'hang', acted: true }, knows: 'unclear' },
	{ name: '500', rule: { kind: 'error500' }, knows: 'unclear' },
	{ name: '500 after it acted', rule: { kind: 'error500', acted: true }, knows: 'unclear' },
	{ name: '502 as a web page', rule: { kind: 'page502' }, knows: 'unclear' },
	{ name: '503', rule: { kind: 'error503' }, knows: 'unclear' },
	{ name: '429', rule: { kind: 'quota429' }, knows: 'not done' },
	{ name: '429 with Retry-After', rule: { kind: 'quota429', retryAfter: 1 }, knows: 'not done' },
	{ name: 'more than ten a second', rule: { kind: 'perSecond' }, knows: 'not done' },
	{ name: '401 in mid-run', rule: { kind: 'unauthorized' }, knows: 'not done' },
	{ name: 'JSON cut off', rule: { kind: 'truncated' }, knows: 'unclear' },
	{ name: 'empty answer', rule: { kind: 'empty' }, knows: 'unclear' },
	{ name: 'wrong content type', rule: { kind: 'contentType' }, knows: 'answered' },
	{ name: 'failure inside a 200', rule: { kind: 'falseResult' }, knows: 'refused' },
	{ name: 'slow drip', rule: { kind: 'drip', bytes: 40, ms: 1 }, knows: 'answered' },
	{
		name: 'redirect',
		rule: { kind: 'redirect', location: 'https://elsewhere.example/login?token=x' },
		knows: 'refused',
	},
];

const acts = ({ rule }: Fault) =>
	rule.acted === true || ['truncated', 'empty', 'contentType', 'drip'].includes(rule.kind);

// Patience in proportion to the sandbox's: the numbers are looked up anew for each request.
// Many wait at once, on machines that do other things as well.
jest.setTimeout(60_000);
// Not in a hook: concurrent tests begin before those.
Object.assign(PATIENCE.run, { timeoutMs: 2_500, refusalsMs: 2_600 });

/** What the node said: messages of failed items, or of the error that stopped it. */
function messages({ result }: Outcome): string[] {
	const failed = result.json.filter((json) => 'error' in json).map(({ error }) => String(error));
	return result.error ? [result.error.message, ...failed] : failed;
}

/** Items that the output, or the stopping error, reports as done. */
function reported({ result }: Outcome, work: Work): number {
	if (!result.error) return result.json.filter((json) => !('error' in json)).length;
	const told = /By then ([\d,]+) of/.exec(result.error.message);
	return told && !work.reads ? Number(told[1].replaceAll(',', '')) : 0;
}

function expectNoSecrets({ result, secrets, sandbox }: Outcome): void {
	const seen = inspect(result, { depth: 12, maxArrayLength: null, maxStringLength: null });
	const log = JSON.stringify(sandbox.log);
	for (const secret of secrets) {
		expect(seen).not.toContain(secret);
		expect(log).not.toContain(secret);
	}
	expect(seen).not.toContain('elsewhere.example/login?token');
}

/** Whatever happened: the sandbox holds what was reported, and nothing twice. */
function expectTruth(outcome: Outcome, work: Work, fault: Fault): void {
	const done = work.done(outcome.sandbox);
	if (!work.reads) {
		expect(done).toBeGreaterThanOrEqual(reported(outcome, work));
		// Beside a request that hangs, others may be late as well, and then have acted.
		if (!acts(fault) && fault.rule.kind !== 'hang') expect(done).toBe(reported(outcome, work));
	}
	if (work.once) expect(done).toBeLessThanOrEqual(1);
	for (const message of messages(outcome)) {
		expect(message).toMatch(/SendPulse/);
		// A cause alone helps nobody: a remedy follows.
		expect(message).toMatch(/Try|Check|Look|Wait|Correct|Copy|Upgrade|refused the request/);
		if (work.items.length > 1) expect(message).toMatch(/^Item \d+: /);
	}
	expectNoSecrets(outcome);
}

const ways = [
	{ way: 'stop', goOn: false },
	{ way: 'continue', goOn: true },
];
const cases = works.flatMap((work) => ways.map((way) => ({ ...way, work, what: work.name })));

describe.each(faults)('$name', (fault) => {
	test.concurrent.each(cases)('$what, once ($way)', async ({ work, goOn }) => {
		const outcome = await doWork(work, {
			goOn,
			fault: (sandbox) =>
				sandbox.faults.add({ ...fault.rule, match: work.match, after: work.after, times: 1 }),
		});
		const healed =
			fault.knows === 'answered' ||
			fault.knows === 'not done' ||
			(fault.knows === 'unclear' && !work.once);
		if (healed) {
			expect(messages(outcome)).toEqual([]);
			expect(outcome.result.json).toHaveLength(work.outputs);
			if (!work.reads) expect(work.done(outcome.sandbox)).toBe(work.outputs);
		} else {
			expect(messages(outcome).length).toBeGreaterThan(0);
		}
		if (work.once && fault.knows === 'unclear') {
			expect(outcome.asked).toBe(1);
			expect(messages(outcome)[0]).toContain('was not sent again');
		}
		expectTruth(outcome, work, fault);
	});

	test.concurrent.each(cases)('$what, for good ($way)', async ({ work, goOn }) => {
		const outcome = await doWork(work, {
			goOn,
			fault: (sandbox) =>
				sandbox.faults.add({ ...fault.rule, match: work.match, after: work.after }),
		});
		if (fault.knows === 'answered') expect(messages(outcome)).toEqual([]);
		else expect(messages(outcome).length).toBeGreaterThan(0);
		if (work.once && fault.knows === 'unclear') expect(outcome.asked).toBe(1);
		expectTruth(outcome, work, fault);
	});
});

test.concurrent.each(cases)(
	'$what, at a host whose name is not known ($way)',
	async ({ work, goOn }) => {
		const outcome = await doWork(work, { goOn, baseUrl: 'https://sendpulse.invalid' });
		expect(messages(outcome).length).toBeGreaterThan(0);
		for (const message of messages(outcome)) expect(message).toContain("can't be reached");
		expect(outcome.sandbox.log).toHaveLength(0);
		expectNoSecrets(outcome);
	},
);
