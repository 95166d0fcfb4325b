import '../engine/virtualTime.mts';
import '../quiet.mts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { acts } from '../../sandbox/faults.mts';
import { trustLocalhost } from '../certificate.mts';
import { doWork, type Outcome } from './doWork.mts';
import { endOf, faults, faultsPage, type End, type Fault } from './table.mts';
import { works, type Work } from './works.mts';

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
		if (!acts(fault.rule)) expect(done).toBe(reported(outcome, work));
	}
	if (work.once) expect(done).toBeLessThanOrEqual(work.outputs);
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
const inBothWays = (some: Work[]) =>
	some.flatMap((work) => ways.map((way) => ({ ...way, work, what: work.name })));

/** What the table, and with it the document, says of this. */
function expectEnd(end: End, outcome: Outcome, work: Work, fault: Fault, goOn: boolean): void {
	const { good, attempts, there } = end;
	const told = messages(outcome);
	const done = work.done(outcome.sandbox);
	if (good) {
		expect(told).toEqual([]);
		expect(outcome.result.json).toHaveLength(work.outputs);
		expect(outcome.asked).toBe(work.requests + attempts - 1);
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
	if (attempts === Infinity && fault.knows === 'unclear') {
		for (const message of told) expect(message).toMatch(/ \d+ times in a row/);
	} else if (attempts === Infinity && fault.rule.kind !== 'unauthorized') {
		for (const message of told) expect(message).toMatch(/a minute and .* a day/);
	}
	if (there === undefined) return;
	// Where it stops at the first error, what had not begun by then is not there either.
	if (there && goOn) expect(done).toBe(work.outputs);
	if (work.once) expect(done).toBe(there ? work.outputs : 0);
	if (!there) expect(done).toBe(reported(outcome, work));
}

async function meets(fault: Fault, work: Work, goOn: boolean, lasting: boolean): Promise<void> {
	const outcome = await doWork(work, {
		goOn,
		overTls: fault.overTls,
		fault: (sandbox) =>
			sandbox.faults.add({
				...fault.rule,
				match: work.match,
				after: work.after,
				...(lasting ? {} : { times: 1 }),
			}),
	});
	expectEnd(endOf(fault, work, lasting), outcome, work, fault, lasting && goOn);
	expectTruth(outcome, work, fault);
}

// What is done once at most differs in the engine by that one mark: each kind of it meets what would show that
// the mark is missing, and one kind meets everything.
const all = works.filter(({ alike }) => !alike);
const marked = works.filter(({ alike }) => alike);

describe.each(faults)('$name', (fault) => {
	test.each(all)('$name, once', async (work) => {
		await meets(fault, work, true, false);
	});

	test.each(inBothWays(all))('$what, for good ($way)', async ({ work, goOn }) => {
		await meets(fault, work, goOn, true);
	});
});

const named = (what: string) => faults.find(({ name }) => name === what)!;

test.each(marked)('500 after it acted: $name', async (work) => {
	await meets(named('500 after it acted'), work, true, false);
});

test.each(marked.filter(({ looks }) => looks))('500: $name', async (work) => {
	await meets(named('500'), work, true, false);
});

test.each(inBothWays(works.slice(0, 1)))(
	'a host whose name is not known: $what ($way)',
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
