import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import {
	copyFile,
	mkdir,
	open,
	readdir,
	rm,
	stat,
	statfs,
	utimes,
	writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { npm } from './npm.mts';
import { projectRoot } from './projectRoot.mts';

/** An installed n8n, with the Node.js it runs on. */
export interface InstalledN8n {
	version: string;
	folder: string;
	/** The Node.js executable, whatever runs this code. */
	node: string;
	/** The folder of that executable, for PATH. */
	nodeFolder: string;
	/** n8n's start script, to be run by `node`. */
	script: string;
}

/** One line of progress, in words. */
export type Report = (line: string) => void;

// In the manifest, `overrides` and `date-fns` are there for packages of n8n's whose own claims lead nowhere: two ask for
// releases that don't exist everywhere, and with `legacy-peer-deps` (without it npm never gets through n8n's tree)
// nobody else brings the peer that "Extract from File" needs.
const SOURCES = ['package.json', 'package-lock.json', '.npmrc'];
const NEEDED_BYTES = 3_000_000_000;
const TICK_MS = 5_000;
const ANOTHER_INSTALL_MS = 30 * 60_000;
const SILENCE_MS = 4 * TICK_MS;

const COMPILER_HINT = [
	"n8n's database module (sqlite3) has no ready-made binary here, and compiling it failed.",
	'Install a C++ compiler, make and Python 3, then run the same command again (what was downloaded is kept):',
	'  Debian, Ubuntu: apt install g++ make python3',
	'  Fedora:         dnf install gcc-c++ make python3',
	'  macOS:          xcode-select --install',
	'  Windows:        the Visual Studio Build Tools with "Desktop development with C++", and Python 3',
].join('\n');

/**
 * Makes sure that the pinned n8n is installed, outside the repository, and says where. A finished installation is
 * known by a marker and costs nothing; an unfinished one is taken up after its last finished step.
 *
 * The folder lies in `N8N_HOST_DIR`, or else in the user's cache, and carries the n8n version and a fingerprint of
 * manifest and lock file, so that a changed pin never meets an old tree.
 */
export async function installN8n(report: Report = () => {}): Promise<InstalledN8n> {
	const source = join(projectRoot(), 'host');
	const { version, fingerprint } = pinned(source);
	const parent = process.env.N8N_HOST_DIR
		? resolve(process.env.N8N_HOST_DIR)
		: join(cacheFolder(), 'n8n-nodes-sendpulse');
	const folder = join(parent, `n8n-${version}-${fingerprint}`);

	if (finished(folder, fingerprint)) return described(folder, version);

	await mkdir(parent, { recursive: true });
	const release = await lock(`${folder}.lock`, report);
	try {
		if (!finished(folder, fingerprint)) await install(source, folder, version, fingerprint, report);
	} finally {
		await release();
	}
	return described(folder, version);
}

async function install(
	source: string,
	folder: string,
	version: string,
	fingerprint: string,
	report: Report,
): Promise<void> {
	if (stepDone(folder, 'packages', fingerprint))
		report(`Going on with the unfinished installation of n8n ${version} in ${folder}`);
	else await announce(folder, version, report);

	const logFile = join(folder, 'install.log');
	if (!stepDone(folder, 'packages', fingerprint)) {
		if (existsSync(folder))
			await phase('Removing an unfinished installation', report, () =>
				rm(folder, { recursive: true, force: true }),
			);
		await mkdir(folder, { recursive: true });
		for (const file of SOURCES) await copyFile(join(source, file), join(folder, file));
		await phase(`Downloading and unpacking n8n ${version}`, report, () =>
			// No install scripts: of some fifteen packages that have one, n8n needs two, and those come below. `npm ci`
			// would refuse the lock file on platforms for which an optional package was never published.
			npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
				cwd: folder,
				logFile,
			}),
		);
		await markStep(folder, 'packages', fingerprint);
	}
	if (!stepDone(folder, 'node', fingerprint)) {
		await phase('Fetching the Node.js that n8n needs', report, () =>
			npm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts'], {
				cwd: folder,
				logFile,
			}),
		);
		await markStep(folder, 'node', fingerprint);
	}
	const { node, nodeFolder } = described(folder, version);
	try {
		await phase('Fetching or compiling the database module', report, () =>
			npm(['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], {
				cwd: folder,
				logFile,
				path: [nodeFolder],
				env: nodeHeaders(folder),
			}),
		);
	} catch (error) {
		throw new Error(`${COMPILER_HINT}\nThe log: ${logFile}`, { cause: error });
	}
	await phase('Checking the installation', report, async () => load(node, folder, logFile));
	await markStep(folder, 'complete', fingerprint);
	report(`n8n ${version} is installed.`);
}

async function announce(folder: string, version: string, report: Report): Promise<void> {
	const parent = dirname(folder);
	report(
		`n8n ${version} is not installed yet. This happens once: about 2,100 packages, some 2 GB unpacked, into`,
	);
	report(`  ${folder}`);
	report(
		'It takes a few minutes. The database module (sqlite3) may have to be compiled, with a C++ compiler, make and Python.',
	);
	const { bavail, bsize } = await statfs(parent);
	if (bavail * bsize < NEEDED_BYTES)
		report(
			`Careful: only ${gigabytes(bavail * bsize)} GB are free there, about ${gigabytes(NEEDED_BYTES)} GB are needed.`,
		);
	const earlier = (await readdir(parent)).filter(
		(name) => /^n8n-[\d.]+-\w+$/.test(name) && name !== basename(folder),
	);
	if (earlier.length > 0)
		report(
			`Earlier installations there are not used any more and may be deleted: ${earlier.join(', ')}`,
		);
}

const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);

/** What compiled code is at stake: the database and the sandbox of expressions. */
function load(node: string, folder: string, logFile: string): void {
	const { status, stderr, error } = spawnSync(
		node,
		['-e', "require('sqlite3'); require('isolated-vm')"],
		{
			cwd: folder,
			encoding: 'utf8',
		},
	);
	if (status !== 0) {
		const reason =
			error?.message ??
			stderr
				.trim()
				.split('\n')
				.find((line) => line.includes('Error')) ??
			'no reason given';
		throw new Error(
			`n8n was installed but its compiled modules don't load: ${reason}\nThe log: ${logFile}`,
		);
	}
}

/** The Node.js package brings its own headers: with them the compiler needs no download. */
function nodeHeaders(folder: string): Record<string, string> {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const candidates = ['node', 'node-bin'].map((prefix) =>
		join(folder, 'node_modules', 'node', 'node_modules', `${prefix}-${platform}-${process.arch}`),
	);
	const found = candidates.find((candidate) =>
		existsSync(join(candidate, 'include', 'node', 'node_api.h')),
	);
	return found ? { npm_config_nodedir: found } : {};
}

function described(folder: string, version: string): InstalledN8n {
	const nodeFolder = join(folder, 'node_modules', 'node', 'bin');
	return {
		version,
		folder,
		nodeFolder,
		node: join(nodeFolder, process.platform === 'win32' ? 'node.exe' : 'node'),
		script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

/** Binaries differ by platform, so a home folder shared between machines gets one installation for each. */
function pinned(source: string): { version: string; fingerprint: string } {
	const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
		dependencies: { n8n: string };
	};
	const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
	for (const file of SOURCES) hash.update(readFileSync(join(source, file)));
	return { version: manifest.dependencies.n8n, fingerprint: hash.digest('hex').slice(0, 12) };
}

function cacheFolder(): string {
	if (process.platform === 'win32')
		return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
	return process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
}

type Step = 'packages' | 'node' | 'complete';

const stepFile = (folder: string, step: Step) => join(folder, `.step-${step}`);

const markStep = (folder: string, step: Step, fingerprint: string) =>
	writeFile(stepFile(folder, step), fingerprint);

function stepDone(folder: string, step: Step, fingerprint: string): boolean {
	const file = stepFile(folder, step);
	return existsSync(file) && readFileSync(file, 'utf8') === fingerprint;
}

const finished = (folder: string, fingerprint: string) => stepDone(folder, 'complete', fingerprint);

/** Says what is being done, and that it still is, every few seconds. */
async function phase<T>(name: string, report: Report, work: () => Promise<T>): Promise<T> {
	const start = Date.now();
	const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`;
	report(`${name} …`);
	const ticking = setInterval(() => report(`  ${name}: ${elapsed()} so far`), TICK_MS);
	try {
		const result = await work();
		report(`  done in ${elapsed()}`);
		return result;
	} finally {
		clearInterval(ticking);
	}
}

/**
 * One installation at a time: a second process waits for the first. Who holds the lock touches it now and then, so a
 * holder that was killed is known by its silence.
 */
async function lock(file: string, report: Report): Promise<() => Promise<void>> {
	const deadline = Date.now() + ANOTHER_INSTALL_MS;
	for (let said = false; ; said = true) {
		try {
			await (await open(file, 'wx')).close();
			break;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const silence = Date.now() - (await touched(file));
		if (silence > SILENCE_MS) {
			await rm(file, { force: true });
			continue;
		}
		if (Date.now() > deadline)
			throw new Error(`Another process has been installing n8n for too long (its lock: ${file})`);
		if (!said)
			report(
				'Another process is installing n8n, or was killed while it did: waiting for a sign of life …',
			);
		await wait(1_000);
	}
	const touching = setInterval(() => {
		const now = new Date();
		utimes(file, now, now).catch(() => {});
	}, TICK_MS);
	touching.unref();
	return async () => {
		clearInterval(touching);
		await rm(file, { force: true });
	};
}

/** When the lock was last touched; now, if it has just gone. */
const touched = (file: string): Promise<number> =>
	stat(file).then(
		({ mtimeMs }) => mtimeMs,
		() => Date.now(),
	);
