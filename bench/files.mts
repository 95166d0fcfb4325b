// Whole files into a mailing list and out of one, in one real n8n against the sandbox with its limit on, beside what
// n8n offers for it by items: `npm run bench:files`. Prints a Markdown table on stdout. A benchmark, not a test.
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';

import type { WorkflowInput } from '../host/client.mts';
import { BenchStage } from './n8n.mts';
import { megabytes, milliseconds, ratio, seconds, table, whole } from './table.mts';
import {
	addContacts,
	chain,
	contactRows,
	convertToFile,
	exportFile,
	extractRows,
	importFile,
	readContacts,
	readFile,
} from './work.mts';

const { values: flags } = parseArgs({
	options: {
		/** Sizes for the operations, and for the way by items. */
		import: { type: 'string', default: '100000,300000' },
		export: { type: 'string', default: '300000' },
		items: { type: 'string', default: '20000' },
	},
});
const sizesOf = (text: string) => text.split(',').map(Number).filter(Boolean);

const LATENCY_MS = 100;
const PER_SECOND = 10;
const LOOK_MS = 5_000;

const report = (line: string) => console.error(line);
const folder = mkdtempSync(join(tmpdir(), 'bench-files-'));

/** A file with so many contacts. */
async function csvOf(count: number): Promise<string> {
	const path = join(folder, `contacts-${count}.csv`);
	const file = createWriteStream(path);
	file.write('email,name,company,visits\n');
	for (let from = 0; from < count; from += 10_000) {
		const rows = contactRows(Math.min(count, from + 10_000)).slice(from);
		file.write(
			rows
				.map(({ email, name, company, visits }) => `${email},${name},${company},${visits}\n`)
				.join(''),
		);
	}
	file.end();
	await finished(file);
	return path;
}

const stage = await BenchStage.open(report, {
	N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
	N8N_RESTRICT_FILE_ACCESS_TO: folder,
});
const { sandbox } = stage;
const credential = await stage.credential('Files');
let lists = 0;
const newList = async (contacts = 0) =>
	await sandbox.ask('createList', { name: `Files ${++lists}`, contacts });
const rows: string[][] = [];

/** Runs a workflow and looks meanwhile how much n8n needs. */
async function measure(
	work: string,
	way: string,
	count: number,
	input: WorkflowInput,
): Promise<void> {
	report(`${work}, ${whole(count)}, ${way} …`);
	await sandbox.ask('begin', { latency: LATENCY_MS });
	const idle = await stage.memory();
	let running = true;
	const memory: number[] = [];
	const looking = (async () => {
		while (running) {
			await wait(LOOK_MS);
			// Nothing while n8n is too busy to answer.
			if (running) memory.push(await stage.memory().catch(() => 0));
		}
	})();
	const run = await stage.run(input);
	running = false;
	await looking;
	const traffic = await sandbox.ask('traffic');
	const floor = traffic.requests / PER_SECOND;
	const middle = memory.slice(0, Math.ceil(memory.length / 2));
	const above = (values: number[]) =>
		values.length === 0 ? '–' : megabytes(Math.max(...values) - idle);
	rows.push([
		work,
		way,
		whole(count),
		run.status,
		whole(traffic.requests),
		whole(traffic.refused),
		seconds(floor),
		seconds(run.wall),
		ratio(run.wall / floor),
		milliseconds(run.cpu / count),
		above(memory),
		above(middle),
	]);
	report(`  ${rows.at(-1)!.join(' | ')}`);
}

try {
	// Not counted: n8n loads and stores much at its first runs.
	const first = await csvOf(200);
	await stage.run(chain([readFile(first), importFile(credential, await newList())]));
	await stage.run(chain([exportFile(credential, await newList(200))]));

	for (const count of sizesOf(flags.import)) {
		const nodes = [readFile(await csvOf(count)), importFile(credential, await newList())];
		await measure('import', 'Import From File', count, chain(nodes));
	}
	for (const count of sizesOf(flags.export)) {
		const node = exportFile(credential, await newList(count));
		await measure('export', 'Export to File', count, chain([node]));
	}
	for (const count of sizesOf(flags.items)) {
		const file = readFile(await csvOf(count));
		const add = addContacts(credential, await newList());
		const byItems = chain([file, extractRows, add]);
		await measure('import', 'Extract from File, Add', count, byItems);
		const list = await newList(count);
		await measure(
			'export',
			'Get Many, Convert to File',
			count,
			chain([readContacts(credential, list), convertToFile]),
		);
	}
	console.log(
		table(
			[
				'work',
				'way',
				'contacts',
				'status',
				'requests',
				'refused',
				'floor',
				'wall',
				'ratio',
				'CPU per contact',
				'memory above idle, at most',
				'in the first half',
			],
			rows,
		),
	);
} finally {
	await stage.close();
	rmSync(folder, { recursive: true, force: true });
}
