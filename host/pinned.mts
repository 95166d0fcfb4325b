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

/** One line of progress, in words. */
export type Report = (line: string) => void;

/** A program with a manifest and a lock file of its own, installed once per user and outside the repository. */
export interface Pinned {
	/** The dependency that all of it is for; its version is part of the folder's name. */
	program: string;
	/** The folder of manifest, lock file and npm's settings. */
	source: string;
	/** What the installation takes, in words; said before it begins. */
	announcement?: string[];
	/** Bytes that it takes. */
	size: number;
	/** Folders like `source`, of other versions that are in use as well. */
	others?: string[];
	/** What is left to do when the packages are there, in this order. Each is done once. */
	steps?: Step[];
}

/** One part of an installation. */
export interface Step {
	/** For the file that marks it as done. */
	name: string;
	/** What it does, in words. */
	words: string;
	run(folder: string, logFile: string): Promise<void> | void;
}

/** Where it lies, and the version that is there. */
export interface Installation {
	folder: string;
	version: string;
}

const SOURCES = ['package.json', 'package-lock.json', '.npmrc'];
const TICK_MS = 5_000;
const ANOTHER_INSTALL_MS = 30 * 60_000;
const SILENCE_MS = 12 * TICK_MS;

/**
 * Makes sure that a program is installed, and says where. A finished installation is known by a marker and costs
 * nothing; an unfinished one is taken up after its last finished step.
 *
 * The folder lies in `N8N_HOST_DIR`, or else in the user's cache, and carries the program's version and a fingerprint
 * of manifest and lock file, so that a changed pin never meets an old tree.
 */
export async function installPinned(
	pinned: Pinned,
	report: Report = () => {},
): Promise<Installation> {
	const { version, fingerprint } = pinOf(pinned);
	const parent = process.env.N8N_HOST_DIR
		? resolve(process.env.N8N_HOST_DIR)
		: join(cacheFolder(), 'n8n-nodes-sendpulse');
	const folder = join(parent, folderName(pinned));
	const finished = () => stepDone(folder, COMPLETE, fingerprint);

	if (!finished()) {
		await mkdir(parent, { recursive: true });
		const release = await lock(`${folder}.lock`, report);
		try {
			if (!finished()) await install(pinned, folder, report);
		} finally {
			await release();
		}
	}
	return { folder, version };
}

const PACKAGES = 'packages';
const COMPLETE = 'complete';

async function install(pinned: Pinned, folder: string, report: Report): Promise<void> {
	const { program, source, steps = [] } = pinned;
	const { version, fingerprint } = pinOf(pinned);
	const name = `${program} ${version}`;
	const done = (step: string) => stepDone(folder, step, fingerprint);
	const mark = async (step: string) => await writeFile(stepFile(folder, step), fingerprint);
	const logFile = join(folder, 'install.log');

	if (done(PACKAGES)) report(`Going on with the unfinished installation of ${name} in ${folder}`);
	else {
		await announce(pinned, folder, report);
		if (existsSync(folder))
			await phase('Removing an unfinished installation', report, () =>
				rm(folder, { recursive: true, force: true }),
			);
		await mkdir(folder, { recursive: true });
		for (const file of SOURCES) await copyFile(join(source, file), join(folder, file));
		await phase(`Downloading and unpacking ${name}`, report, () =>
			// No install scripts: of those that n8n's packages have, few are needed, and they are steps. `npm ci` would
			// refuse the lock file on platforms for which an optional package was never published.
			npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
				cwd: folder,
				logFile,
			}),
		);
		await mark(PACKAGES);
	}
	for (const step of steps) {
		if (done(step.name)) continue;
		await phase(step.words, report, async () => await step.run(folder, logFile));
		await mark(step.name);
	}
	await mark(COMPLETE);
	report(`${name} is installed.`);
}

async function announce(
	{ program, announcement = [], size, others = [] }: Pinned,
	folder: string,
	report: Report,
): Promise<void> {
	const parent = dirname(folder);
	report(`${program} is not installed yet. This happens once, into`);
	report(`  ${folder}`);
	for (const line of announcement) report(line);
	const { bavail, bsize } = await statfs(parent);
	if (bavail * bsize < size)
		report(
			`Careful: only ${gigabytes(bavail * bsize)} GB are free there, about ${gigabytes(size)} GB are needed.`,
		);
	const used = [basename(folder), ...others.map((source) => folderName({ program, source }))];
	const unused = (await readdir(parent)).filter(
		(name) =>
			/^[a-z0-9]+-[\d.]+-\w+$/.test(name) && name.startsWith(`${program}-`) && !used.includes(name),
	);
	if (unused.length > 0)
		report(
			`Earlier installations there are not used any more and may be deleted: ${unused.join(', ')}`,
		);
}

const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);

/** Binaries differ by platform, so a home folder shared between machines gets one installation for each. */
function pinOf({ program, source }: Pick<Pinned, 'program' | 'source'>): {
	version: string;
	fingerprint: string;
} {
	const { dependencies } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
		dependencies: Record<string, string>;
	};
	const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
	for (const file of SOURCES) hash.update(readFileSync(join(source, file)));
	return {
		version: dependencies[program] ?? '',
		fingerprint: hash.digest('hex').slice(0, 12),
	};
}

function folderName(pinned: Pick<Pinned, 'program' | 'source'>): string {
	const { version, fingerprint } = pinOf(pinned);
	return `${pinned.program}-${version}-${fingerprint}`;
}

function cacheFolder(): string {
	if (process.platform === 'win32')
		return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
	return process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
}

const stepFile = (folder: string, step: string) => join(folder, `.step-${step}`);

function stepDone(folder: string, step: string, fingerprint: string): boolean {
	const file = stepFile(folder, step);
	return existsSync(file) && readFileSync(file, 'utf8') === fingerprint;
}

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
			throw new Error(`Another process has been installing this for too long (its lock: ${file})`);
		if (!said)
			report(
				'Another process is installing the same, or was killed while it did: waiting for a sign of life …',
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
