/**
 * What the package costs before any of it is used: the size of its archive, the time that its files take to load, and
 * n8n's start with and without it, in turns so that both meet the same machine.
 */
import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { program } from 'commander';

import { buildPackage } from '../host/build.mts';
import { installPackage, packPackage } from '../host/communityPackage.mts';
import { installN8n, type InstalledN8n } from '../host/install.mts';
import { startN8n } from '../host/n8n.mts';
import { freePort, LOOPBACK } from '../host/ports.mts';
import { projectRoot } from '../host/projectRoot.mts';
import { type TemporaryFolder, temporaryFolder } from '../host/temporaryFolder.mts';
import { kilobytes, megabytes, seconds, table, whole } from './table.mts';

interface Start {
	/** Seconds until n8n answers with all nodes loaded. */
	wall: number;
	/** Seconds of processor time until then. */
	cpu: number;
	/** Bytes that are needed afterwards. */
	memory: number;
}

const PACKAGE = 'n8n-nodes-sendpulse';
const LOADS = 15;

const root = projectRoot();
const run = promisify(execFile);

const median = (values: number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function archive(): Promise<string> {
	const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: root,
		shell: process.platform === 'win32',
	});
	const [{ size, unpackedSize, entryCount }] = JSON.parse(stdout) as [
		{ size: number; unpackedSize: number; entryCount: number },
	];
	return table(
		['archive', 'unpacked', 'files'],
		[[kilobytes(size), kilobytes(unpackedSize), whole(entryCount)]],
	);
}

/** Milliseconds to load all nodes and credentials, in a process for each time. */
async function loading(install: InstalledN8n, folder: string): Promise<number[]> {
	const times: number[] = [];
	for (let round = 0; round < LOADS; round++) {
		const { stdout } = await run(install.node, [join(root, 'bench', 'require.cjs'), folder], {
			env: { ...process.env, NODE_PATH: join(install.folder, 'node_modules') },
		});
		times.push(Number(stdout));
	}
	return times;
}

/** Starts n8n on data that is there, looks, and stops it. */
async function start(userFolder: string): Promise<Start> {
	const probePort = await freePort();
	const before = Date.now();
	const n8n = await startN8n({
		userFolder,
		env: {
			NODE_OPTIONS: `--require ${JSON.stringify(join(root, 'bench', 'probe.cjs'))}`,
			BENCH_PROBE_PORT: String(probePort),
		},
	});
	const wall = (Date.now() - before) / 1_000;
	const look = async (path: string) =>
		(await (await fetch(`http://${LOOPBACK}:${probePort}${path}`)).json()) as Start;
	const { cpu } = await look('/');
	const { memory } = await look('/heap');
	await n8n.stop();
	return { wall, cpu, memory };
}

function row(name: string, of: (key: keyof Start) => number): string[] {
	return [name, seconds(of('wall')), seconds(of('cpu')), megabytes(of('memory'))];
}

async function bench({ rounds }: { rounds: number }): Promise<void> {
	await buildPackage(root);
	const install = await installN8n(console.log);
	const { tarball, remove } = await packPackage(root);
	const [without, withIt] = [temporaryFolder('load-without-'), temporaryFolder('load-with-')] as [
		TemporaryFolder,
		TemporaryFolder,
	];
	await installPackage(tarball, withIt.path, install);
	remove();

	console.log(`n8n ${install.version}, ${cpus().length} cores\n\n${await archive()}\n`);
	const times = await loading(install, join(withIt.path, '.n8n', 'nodes', 'node_modules', PACKAGE));
	console.log(
		`Loading all nodes and credentials: ${median(times).toFixed(0)} ms (median of ${LOADS} processes, ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})\n`,
	);

	// The first start makes the database.
	for (const { path } of [without, withIt]) await start(path);
	const pairs: Array<[Start, Start]> = [];
	for (let round = 0; round < rounds; round++)
		pairs.push([await start(without.path), await start(withIt.path)]);
	console.log(
		table(
			[`n8n's start (medians of ${rounds})`, 'until ready', 'CPU', 'memory after'],
			[
				row('without the package', (key) => median(pairs.map(([bare]) => bare[key]))),
				row('with it', (key) => median(pairs.map(([, full]) => full[key]))),
				row('difference', (key) => median(pairs.map(([bare, full]) => full[key] - bare[key]))),
			],
		),
	);
	for (const folder of [without, withIt]) folder.remove();
}

program
	.name('bench:load')
	.option('--rounds <number>', 'how many starts with, and as many without', Number, 9)
	.action(bench);

await program.parseAsync();
