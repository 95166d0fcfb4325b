import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { parse } from 'csv-parse/sync';

import type { Execution, N8nClient, Workflow } from '../host/client.mts';
import type { Stage } from '../host/stage.mts';
import { contactsFile, example, examples } from './examples.mts';
import { expectationOf, type Expectation } from './expectation.mts';

/** What the import did, as n8n and the sandbox tell it. */
export interface ImportRun {
	execution: Execution;
	workflowId: string;
	expected: Expectation;
	rows: number;
	accepted: number;
	/** What the operation itself counted. */
	counted: unknown;
	/** What is in the sandbox. */
	contacts: number;
	requests: number;
	/** The rows that were rejected, with their numbers. */
	refused: Array<{ row: number; email: string; reason: string }>;
}

/** The rows of the file that the import example takes, by their columns' names. */
export function contactRows(): Array<Record<string, string>> {
	return parse<Record<string, string>>(readFileSync(contactsFile(), 'utf8'), {
		bom: true,
		columns: true,
	});
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
	const execution = await submitted(client, workflow);
	const additions = sandbox.log.filter(
		// Without those refused for the pace, which did nothing and are sent again.
		({ sequence, method, path, status }) =>
			sequence > before &&
			method === 'POST' &&
			path === `/addressbooks/${list.id}/emails` &&
			status !== 429,
	);
	const [result = {}] = execution.json('Import Contacts');
	return {
		execution,
		workflowId: workflow.id,
		expected: expectationOf(contactRows()),
		rows: Number(result.rows),
		accepted: Number(result.imported) + Number(result.duplicates),
		counted: result.imported,
		contacts: list.contacts.size,
		requests: additions.length,
		refused: execution.json('Rejected Rows').map(({ email, rejected_row, rejected_reason }) => ({
			row: Number(rejected_row),
			email: String(email ?? ''),
			reason: String(rejected_reason),
		})),
	};
}

/** Uploads the file in the workflow's form, and waits for what comes of it. */
async function submitted(client: N8nClient, workflow: Workflow): Promise<Execution> {
	await client.publish(workflow);
	const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	const form = new FormData();
	const file = new Blob([readFileSync(contactsFile())], { type: 'text/csv' });
	form.set('field-0', file, basename(contactsFile()));
	const address = `${client.url}/form/${trigger?.webhookId}`;
	const answer = await fetch(address, { method: 'POST', body: form });
	if (!answer.ok) throw new Error(`The form answers with ${answer.status}`);
	for (;;) {
		const [newest] = await client.executions(workflow.id);
		if (newest) return await client.finished(newest.id);
		await wait(LOOK_MS);
	}
}

const LOOK_MS = 100;

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
			compare(`refused row ${index + 1}`, `${row.row} ${row.email.trim()}`, `${item} ${email}`);
	}
	return found;
}

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
	const seconds = (execution.duration('Import Contacts') / 1000).toFixed(1);
	return [
		`${number(rows)} rows read from examples/contacts.csv`,
		`${number(accepted)} accepted, in ${number(requests)} requests and ${seconds} s`,
		`${number(accepted - contacts)} of them repeated an address and were merged: ${number(contacts)} contacts in the list "${examples['import-contacts']}"`,
		`${number(refused.length)} refused:`,
		...refused.map(({ row, reason }) => `  Row ${number(row)}: ${reason}`),
	].join('\n');
}

const number = (value: number) => value.toLocaleString('en-US');
