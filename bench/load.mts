/**
 * What the package costs before any of it is used: the size of its archive, what its files take to load and to keep,
 * and n8n's start with and without it, in turns so that all meet the same machine.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { program } from 'commander';

import { buildPackage } from '../host/build.mts';
import { installPackage, packPackage } from '../host/communityPackage.mts';
import { installN8n, type InstalledN8n } from '../host/install.mts';
import { startN8n } from '../host/n8n.mts';
import { freePort, LOOPBACK } from '../host/ports.mts';
import { projectRoot } from '../host/projectRoot.mts';
import { type TemporaryFolder, temporaryFolder } from '../host/temporaryFolder.mts';
import { median } from './median.mts';
import {
	kilobytes,
	megabytes,
	milliseconds,
	ratio,
	seconds,
	table,
	verdict,
	whole,
} from './table.mts';

const PACKAGE = 'n8n-nodes-sendpulse';

/** Seconds for a node alone, in a process that has loaded n8n's libraries and none of the package. */
const NODE_TARGET = 0.03;
/** Seconds that n8n's start may take longer. */
const START_TARGET = 0.3;
/** Bytes more, of what is in use after a garbage collection. */
const MEMORY_TARGET = 8 * 1_024 ** 2;

/** Of n8n's own package, which n8n itself loads node by node, when a workflow needs one. */
const YARDSTICKS = ['Hubspot/Hubspot', 'Mailchimp/Mailchimp'];

const root = projectRoot();
const run = promisify(execFile);

/** A folder for n8n's data, and the files of the package in it, in n8n's order; none where there is no package. */
interface Installed {
	name: string;
	data: TemporaryFolder;
	files: string[];
}

/** What a fresh process took to load some files; times in milliseconds, memory in bytes. */
interface Loaded {
	all: number;
	files: Array<{ require: number; create: number }>;
	modules: number;
	/** In use after a garbage collection. */
	heap: number;
	/** What the process has from the system, and of that what is kept for short-lived objects, full or empty. */
	rss: number;
	young: number;
}

interface Start {
	/** Seconds until n8n answers with all nodes loaded. */
	wall: number;
	/** Seconds of processor time until then. */
	cpu: number;
	/** Bytes that are in use afterwards, and that the process has from the system. */
	memory: number;
	rss: number;
}

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

async function load(install: InstalledN8n, files: string[]): Promise<Loaded> {
	const modules = join(install.folder, 'node_modules');
	const { stdout } = await run(
		install.node,
		['--expose-gc', join(root, 'bench', 'require.cjs'), join(modules, 'n8n'), ...files],
		// As n8n does, so that packages find its libraries.
		{ env: { ...process.env, NODE_PATH: modules } },
	);
	return JSON.parse(stdout) as Loaded;
}

/** Loads each of the sets of files in a process of its own, all sets in each round. */
async function loadInTurns(
	install: InstalledN8n,
	sets: string[][],
	rounds: number,
): Promise<Loaded[][]> {
	const results = sets.map((): Loaded[] => []);
	for (let round = 0; round < rounds; round++)
		for (const [index, files] of sets.entries()) results[index]?.push(await load(install, files));
	return results;
}

const medianOf = <T,>(results: readonly T[], of: (result: T) => number) => median(results.map(of));

async function loading(
	install: InstalledN8n,
	installed: Installed[],
	rounds: number,
): Promise<string> {
	const [none, today] = installed as [Installed, Installed];
	const others = YARDSTICKS.map((name) =>
		join(install.folder, 'node_modules', 'n8n-nodes-base', 'dist', 'nodes', `${name}.node.js`),
	);
	const single = [...today.files, ...others];
	const results = await loadInTurns(
		install,
		[...installed.map(({ files }) => files), ...single.map((file) => [file])],
		rounds,
	);
	const [ofNone = [], ofToday = []] = results;
	const inSeconds = (value: number) => milliseconds(value / 1_000);

	const alone = single.map((file, index) => {
		const processes = results[installed.length + index] ?? [];
		const all = medianOf(processes, (one) => one.all);
		const [least, most] = [Math.min, Math.max].map((of) => of(...processes.map((one) => one.all)));
		const own = index < today.files.length;
		const share = all / 1_000 / NODE_TARGET;
		return [
			own ? basename(file, '.js') : `n8n's own ${basename(file, '.js')}`,
			whole(medianOf(processes, (one) => one.modules)),
			inSeconds(medianOf(processes, (one) => one.files[0]?.require ?? 0)),
			inSeconds(medianOf(processes, (one) => one.files[0]?.create ?? 0)),
			inSeconds(all),
			`${least?.toFixed(0)} to ${most?.toFixed(0)}`,
			ratio(share),
			own ? verdict({ time: share <= 1 }) : '–',
		];
	});

	const together = medianOf(ofToday, (one) => one.all);
	const nodes = nodesOf(today.files).length;
	const difference = (key: 'heap' | 'rss' | 'young') =>
		medianOf(ofToday, (one) => one[key]) - medianOf(ofNone, (one) => one[key]);
	const [heap, rss] = [difference('heap'), difference('rss')];
	return [
		table(
			[
				`alone (medians of ${rounds} processes)`,
				'modules',
				'require',
				'new',
				'in all',
				'least to most',
				`of ${whole(NODE_TARGET * 1_000)} ms`,
				'target',
			],
			alone,
		),
		table(
			['one after the other in one process', 'nodes', 'modules', 'in all', 'for each node'],
			[
				[
					today.name,
					whole(nodes),
					whole(medianOf(ofToday, (one) => one.modules)),
					inSeconds(together),
					inSeconds(together / nodes),
				],
			],
		),
		table(
			[
				'memory of that process',
				'in use',
				'of the system',
				'more in use',
				'of 8 MB',
				'more of the system',
				'of 8 MB',
				'of it for short-lived objects',
				'target',
			],
			[
				[
					none.name,
					megabytes(medianOf(ofNone, ({ heap }) => heap)),
					megabytes(medianOf(ofNone, ({ rss }) => rss)),
					...Array<string>(6).fill('–'),
				],
				[
					today.name,
					megabytes(medianOf(ofToday, (one) => one.heap)),
					megabytes(medianOf(ofToday, (one) => one.rss)),
					megabytes(heap),
					ratio(heap / MEMORY_TARGET),
					megabytes(rss),
					ratio(rss / MEMORY_TARGET),
					megabytes(difference('young')),
					verdict({ 'in use': heap <= MEMORY_TARGET, 'of the system': rss <= MEMORY_TARGET }),
				],
			],
		),
	].join('\n\n');
}

const nodesOf = (files: readonly string[]) => files.filter((file) => file.endsWith('.node.js'));

/** Starts n8n on data that is there, looks, and stops it. */
async function start({ name, data, files }: Installed): Promise<Start> {
	const probePort = await freePort();
	const before = Date.now();
	const n8n = await startN8n({
		userFolder: data.path,
		env: {
			NODE_OPTIONS: `--require ${JSON.stringify(join(root, 'bench', 'probe.cjs'))}`,
			BENCH_PROBE_PORT: String(probePort),
			BENCH_PROBE_PACKAGE: PACKAGE,
		},
	});
	try {
		const wall = (Date.now() - before) / 1_000;
		const look = async (path: string) =>
			(await (await fetch(`http://${LOOPBACK}:${probePort}${path}`)).json()) as Start & {
				nodes: number;
			};
		const { cpu } = await look('/');
		const { memory, rss, nodes } = await look('/heap');
		if (nodes !== nodesOf(files).length)
			throw new Error(`n8n ${name} has loaded ${nodes} nodes of ${nodesOf(files).length}`);
		return { wall, cpu, memory, rss };
	} finally {
		await n8n.stop();
	}
}

async function starting(installed: Installed[], rounds: number): Promise<string> {
	// The first start makes the database.
	for (const one of installed) await start(one);
	const results: Start[][] = [];
	for (let round = 0; round < rounds; round++) {
		const starts: Start[] = [];
		// Each comes first in turn.
		const order = installed.map((_, index) => (index + round) % installed.length);
		for (const index of order) starts[index] = await start(installed[index] as Installed);
		results.push(starts);
	}
	const of = (index: number, key: keyof Start) =>
		medianOf(results, (starts) => starts[index]?.[key] ?? 0);
	/** Of the pairs, since both of a pair met the same machine. */
	const differences = (index: number, key: keyof Start) =>
		results.map((starts) => (starts[index]?.[key] ?? 0) - (starts[0]?.[key] ?? 0));
	const more = (index: number, key: keyof Start) => median(differences(index, key));
	const cells = (value: (key: keyof Start) => number) => [
		seconds(value('wall')),
		seconds(value('cpu')),
		megabytes(value('memory')),
		megabytes(value('rss')),
	];
	return [
		table(
			[`n8n's start (medians of ${rounds})`, 'until ready', 'CPU', 'in use after', 'of the system'],
			installed.map(({ name }, index) => [name, ...cells((key) => of(index, key))]),
		),
		table(
			[
				'more than without (medians of the pairs)',
				'until ready',
				'least to most',
				`of ${START_TARGET} s`,
				'CPU',
				'in use after',
				'of 8 MB',
				'of the system',
				'target',
			],
			installed.slice(1).map(({ name }, before) => {
				const index = before + 1;
				const [wall, memory] = [more(index, 'wall'), more(index, 'memory')];
				return [
					name,
					`${wall.toFixed(2)} s`,
					[Math.min, Math.max]
						.map((extreme) => extreme(...differences(index, 'wall')).toFixed(1))
						.join(' to '),
					ratio(wall / START_TARGET),
					`${more(index, 'cpu').toFixed(2)} s`,
					megabytes(memory),
					ratio(memory / MEMORY_TARGET),
					megabytes(more(index, 'rss')),
					verdict({ start: wall <= START_TARGET, memory: memory <= MEMORY_TARGET }),
				];
			}),
		),
	].join('\n\n');
}

/** What a package names for n8n, in n8n's order. */
async function filesOf(folder: string): Promise<string[]> {
	const { n8n } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return [...n8n.nodes, ...n8n.credentials].map((file) => join(folder, file));
}

/** No package and the package, each in data of its own. */
async function install(program: InstalledN8n): Promise<Installed[]> {
	const { tarball, remove } = await packPackage(root);
	const data = temporaryFolder('load-package-');
	await installPackage(tarball, data.path, program);
	remove();
	return [
		{ name: 'without the package', data: temporaryFolder('load-none-'), files: [] },
		{
			name: 'with the package',
			data,
			files: await filesOf(join(data.path, '.n8n', 'nodes', 'node_modules', PACKAGE)),
		},
	];
}

async function bench({ rounds, loads }: { rounds: number; loads: number }): Promise<void> {
	await buildPackage(root);
	const n8n = await installN8n(console.log);
	const installed = await install(n8n);
	const [cpu] = cpus();
	console.log(
		`n8n ${n8n.version}, ${cpus().length} × ${cpu?.model.trim()}\n\n${await archive()}\n`,
	);
	console.log(`${await loading(n8n, installed, loads)}\n`);
	console.log(await starting(installed, rounds));
	for (const { data } of installed) data.remove();
}

program
	.name('bench:load')
	.option('--rounds <number>', 'how many starts of n8n of each kind', Number, 9)
	.option('--loads <number>', 'how many processes load each set of files', Number, 15)
	.action(bench);

await program.parseAsync();
