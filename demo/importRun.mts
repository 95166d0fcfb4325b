import { readFileSync } from 'node:fs';

import type { Execution } from '../host/client.mts';
import type { Stage } from '../host/stage.mts';
import { parseCsv } from './csv.mts';
import { contactsFile, example, examples } from './examples.mts';
import { expectationOf, type Expectation } from './expectation.mts';

const TRIGGER = 'When clicking ‘Execute workflow’';

/** What the import did, as n8n and the sandbox tell it. */
export interface ImportRun {
	execution: Execution;
	workflowId: string;
	expected: Expectation;
	rows: number;
	accepted: number;
	/** What the workflow itself counted at its end. */
	counted: unknown;
	/** What is in the sandbox. */
	contacts: number;
	requests: number;
	/** The list of refused rows at the end of the error branch. */
	refused: Array<{ email: string; reason: string }>;
}

/** Stores the import example in n8n, runs it, and gathers from both sides what came of it. */
export async function runImport(
	{ client, sandbox }: Stage,
	credential: Parameters<typeof example>[1],
): Promise<ImportRun> {
	const listName = examples['import-contacts'];
	const list = sandbox.state.lists.getByName(listName);
	if (!list) throw new Error(`The sandbox has no mailing list "${listName}"`);
	const workflow = await client.createWorkflow(example('import-contacts', credential, list.id));
	const before = sandbox.log.at(-1)?.sequence ?? 0;
	const execution = await client.execute(workflow, TRIGGER);
	const additions = sandbox.log.filter(
		// Without those refused for the pace, which did nothing and are sent again.
		({ sequence, method, path, status }) =>
			sequence > before &&
			method === 'POST' &&
			path === `/addressbooks/${list.id}/emails` &&
			status !== 429,
	);
	return {
		execution,
		workflowId: workflow.id,
		expected: expectationOf(parseCsv(readFileSync(contactsFile(), 'utf8'))),
		rows: execution.items('One Item per Row').length,
		accepted: execution.items('Add Contacts').length,
		counted: execution.json('Count Contacts')[0]?.total,
		contacts: list.contacts.size,
		requests: additions.length,
		refused: execution
			.json('Refused Rows')
			.map(({ email, reason }) => ({ email: String(email), reason: String(reason) })),
	};
}

/** Where the run differs from what the file asks for, in words; nothing if it is exactly that. */
export function differences(run: ImportRun): string[] {
	const { expected, execution, refused } = run;
	if (!execution.succeeded)
		return [`the workflow ended with "${execution.error?.message ?? execution.status}"`];
	const found: string[] = [];
	const compare = (what: string, actual: unknown, wanted: unknown) => {
		if (actual !== wanted) found.push(`${what}: ${String(actual)} instead of ${String(wanted)}`);
	};
	compare('rows read', run.rows, expected.rows);
	compare('rows accepted', run.accepted, expected.accepted);
	compare('contacts in the sandbox', run.contacts, expected.contacts);
	compare('contacts counted by the workflow', run.counted, expected.contacts);
	compare('requests that added contacts', run.requests, expected.requests);
	compare('rows refused', refused.length, expected.refused.length);
	for (const [index, { item, email }] of expected.refused.entries()) {
		const row = refused[index];
		if (row)
			compare(
				`refused row ${index + 1}`,
				`${itemNumber(row.reason)} ${row.email.trim()}`,
				`${item} ${email}`,
			);
	}
	return found;
}

/** The node's messages begin with "Item 1,602: …". */
const itemNumber = (reason: string) =>
	Number(/^Item ([\d,]+):/.exec(reason)?.[1]?.replaceAll(',', ''));

/** The run in plain words. */
export function told({
	rows,
	accepted,
	contacts,
	requests,
	refused,
	execution,
}: ImportRun): string {
	if (!execution.succeeded) return '';
	const seconds = (execution.duration('Add Contacts') / 1000).toFixed(1);
	return [
		`${number(rows)} rows read from examples/contacts.csv`,
		`${number(accepted)} accepted, in ${number(requests)} requests and ${seconds} s`,
		`${number(accepted - contacts)} of them repeated an address and were merged: ${number(contacts)} contacts in the list "${examples['import-contacts']}"`,
		`${number(refused.length)} refused:`,
		...refused.map(({ reason }) => `  ${reason}`),
	].join('\n');
}

const number = (value: number) => value.toLocaleString('en-US');
