/** What a run that lasts leaves in n8n's log, in virtual time. */
import { emailService } from '../../../nodes/SendPulse/product';
import { pass } from '../virtualTime.mts';
import { Bench, countContacts, goOn, numbered, run } from '../bench.mts';
import type { IExecuteFunctions, LogMetadata } from 'n8n-workflow';
import { ExecuteContext } from 'n8n-core';
import type { Client } from '../../../nodes/engine/api/client';
import type { Operation } from '../../../nodes/engine/run/operation';
import { prepareItems } from '../../../nodes/engine/run/prepare';
import { lasting } from '../../../nodes/engine/api/waiting';
import { LINE_EVERY_MS, Progress } from '../../../nodes/engine/run/progress';

let lines: string[];
let executions: unknown[];
let times: number[];

const logger = {
	info: (line: string, more?: LogMetadata) => {
		lines.push(line);
		executions.push(more?.executionId);
		times.push(lasting());
	},
};

beforeEach(() => {
	lines = [];
	executions = [];
	times = [];
	jest.spyOn(ExecuteContext.prototype, 'logger', 'get').mockReturnValue(logger as never);
});

afterEach(() => void jest.restoreAllMocks());

test('a line every ten seconds, and one for the end', async () => {
	const bench = await Bench.start();
	const began = lasting();
	await countContacts(bench.byKey(), bench.list('Customers'), { items: numbered(1_200) });

	// 120 s at the pace that SendPulse allows, in bursts of a second.
	expect(lines.length).toBeGreaterThanOrEqual(10);
	expect(lines.length).toBeLessThanOrEqual(14);
	const gaps = times.map((time, index) => time - (times[index - 1] ?? began));
	for (const gap of gaps.slice(0, -1)) expect(gap).toBeGreaterThanOrEqual(LINE_EVERY_MS);

	const told = lines.map((line) =>
		/^SendPulse: Contact → Count: ([\d,]+) of 1,200 items done in ([\d,]+) requests?$/
			.exec(line)
			?.slice(1)
			.map((number) => Number(number.replaceAll(',', ''))),
	);
	for (const [index, numbers = []] of told.entries()) {
		const [done = NaN, requests = NaN] = numbers;
		expect(requests - done).toBeGreaterThanOrEqual(0);
		expect(requests - done).toBeLessThanOrEqual(40);
		expect(requests).toBeGreaterThan(told[index - 1]?.[1] ?? 0);
	}
	expect(told.at(-1)).toEqual([1_200, 1_200]);
	expect(new Set(executions)).toEqual(new Set(['1']));
});

test('a run that is soon over leaves none', async () => {
	const bench = await Bench.start();
	await countContacts(bench.byKey(), bench.list('Customers'), { items: numbered(20) });
	expect(lines).toEqual([]);
});

test('refused items are counted, and nothing of what the items hold is told', async () => {
	const bench = await Bench.start();
	const list = bench.list('Newsletter');
	const credential = bench.byKey();
	await run(
		credential,
		'contact',
		'get',
		{ mailingListId: list, email: '={{ "secret.person" + $json.n + "@mail.example" }}' },
		{ items: numbered(250), ...goOn },
	);
	expect(lines.length).toBeGreaterThan(1);
	expect(lines.at(-1)).toBe(
		'SendPulse: Contact → Get: 0 of 250 items done in 250 requests; 250 refused',
	);
	for (const line of lines) {
		expect(line).not.toContain('secret.person');
		expect(line).not.toContain(bench.url);
		expect(line).not.toContain(String(credential.data.apiKey));
	}
});

test('a run that stops half-way tells how far it came', async () => {
	const bench = await Bench.start();
	bench.sandbox.faults.add({ kind: 'falseResult', after: 200 });
	await countContacts(bench.byKey(), bench.list('Customers'), { items: numbered(400) });
	expect(lines.at(-1)).toMatch(
		/^SendPulse: Contact → Count: 200 of 400 items done in 2\d\d requests; \d+ refused$/,
	);
});

test('reading many items is told as well', async () => {
	const items = numbered(5).map((json) => ({ json }));
	const context = {
		getInputData: () => items,
		getExecutionCancelSignal: () => undefined,
	} as unknown as IExecuteFunctions;
	const operation = { kind: 'read', fields: [], prepare: () => pass(LINE_EVERY_MS / 2) };
	let read = 0;
	await prepareItems(
		context,
		operation as unknown as Operation,
		emailService,
		undefined as unknown as Client,
		new Progress(logger, 'Contact → Add', '1'),
		{
			prepared: () => read++,
			failed: (error) => {
				throw error;
			},
		},
	);
	expect(read).toBe(5);
	expect(lines).toEqual([
		'SendPulse: Contact → Add: 2 of 5 items read',
		'SendPulse: Contact → Add: 4 of 5 items read',
	]);
});
