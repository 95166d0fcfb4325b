import '../quickWaits.mts';
import '../quiet.mts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { PATIENCE } from '../../nodes/engine/client';
import { acts } from '../../sandbox/faults.mts';
import { trustLocalhost } from '../certificate.mts';
import { doWork, type Outcome } from './doWork.mts';
import { endOf, faults, faultsPage, type End, type Fault } from './table.mts';
import { works, type Work } from './works.mts';

// Patience in proportion to the sandbox's: the numbers are looked up anew for each request.
// Many wait at once, on machines that do other things as well.
// Not in a hook: concurrent tests begin before those.
Object.assign(PATIENCE.run, { timeoutMs: 2_500, refusalsMs: 2_600 });
afterAll(trustLocalhost());

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
		if (!acts(fault.rule) && fault.rule.kind !== 'hang') expect(done).toBe(reported(outcome, work));
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

/** What the table, and with it the document, says of this. */
function expectEnd(end: End, outcome: Outcome, work: Work, fault: Fault, goOn: boolean): void {
	const { good, attempts, there } = end;
	const told = messages(outcome);
	const done = work.done(outcome.sandbox);
	if (good) {
		expect(told).toEqual([]);
		expect(outcome.result.json).toHaveLength(work.outputs);
		// On a busy machine another request may have been late, and sent again.
		expect(outcome.asked).toBeGreaterThanOrEqual(work.requests + attempts - 1);
		if (work.once) expect(outcome.asked).toBe(attempts);
		if (there) expect(done).toBe(work.outputs);
		return;
	}
	expect(told.length).toBeGreaterThan(0);
	if (work.once && attempts === 1) expect(outcome.asked).toBe(1);
	if (work.once && fault.knows === 'unclear') expect(told[0]).toContain('was not sent again');
	if (attempts === 2) {
		for (const message of told) expect(message).toContain('look in SendPulse whether it was done');
	} else if (attempts > 2 && attempts < Infinity) {
		for (const message of told) expect(message).toContain(`${attempts} times in a row`);
	}
	if (attempts === Infinity && fault.rule.kind !== 'unauthorized') {
		for (const message of told) expect(message).toMatch(/a minute and .* a day/);
	}
	if (there === undefined) return;
	// Where it stops at the first error, what had not begun by then is not there either.
	if (there && goOn) expect(done).toBe(work.outputs);
	if (work.once) expect(done).toBe(there ? 1 : 0);
	if (!there && fault.rule.kind !== 'hang') expect(done).toBe(reported(outcome, work));
}

describe.each(faults)('$name', (fault) => {
	test.concurrent.each(cases)('$what, once ($way)', async ({ work, goOn }) => {
		const outcome = await doWork(work, {
			goOn,
			overTls: fault.overTls,
			fault: (sandbox) =>
				sandbox.faults.add({ ...fault.rule, match: work.match, after: work.after, times: 1 }),
		});
		expectEnd(endOf(fault, work, false), outcome, work, fault, false);
		expectTruth(outcome, work, fault);
	});

	test.concurrent.each(cases)('$what, for good ($way)', async ({ work, goOn }) => {
		const outcome = await doWork(work, {
			goOn,
			overTls: fault.overTls,
			fault: (sandbox) =>
				sandbox.faults.add({ ...fault.rule, match: work.match, after: work.after }),
		});
		expectEnd(endOf(fault, work, true), outcome, work, fault, goOn);
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

test('docs/faults.md says what is tested here', () => {
	expect(readFileSync(join(__dirname, '../../docs/faults.md'), 'utf8')).toBe(faultsPage());
});
