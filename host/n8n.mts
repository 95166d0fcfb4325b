import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { endWithUs, ownGroup, signalGroup } from './children.mts';
import { installPackage } from './communityPackage.mts';
import { installN8n, type InstalledN8n } from './install.mts';
import { lastLines } from './npm.mts';
import type { Report } from './pinned.mts';
import { freePort, LOOPBACK, requireFree } from './ports.mts';
import { projectRoot } from './projectRoot.mts';
import { temporaryFolder } from './temporaryFolder.mts';

export interface N8nOptions {
	/** Packed node packages (.tgz) to install before the start, as n8n keeps community packages. */
	packages?: string[];
	/** n8n's data. Without it a fresh folder, which `stop` deletes. */
	userFolder?: string;
	/** Without it the operating system picks one. */
	port?: number;
	/** The one folder whose files the node "Read/Write Files from Disk" may read and write. */
	filesFolder?: string;
	/** Settings beyond, or instead of, the quiet ones. */
	env?: Record<string, string>;
	/** Folders that come first in its PATH. */
	path?: string[];
	/** Bound for the start. */
	startTimeoutMs?: number;
	report?: Report;
}

/** A real n8n, running on loopback. */
export interface RunningN8n {
	url: string;
	port: number;
	pid: number;
	userFolder: string;
	/** Everything n8n said; it stays after a failed start. */
	logFile: string;
	/** The environment it runs in, for commands of n8n on the same data. */
	env: Record<string, string>;
	install: InstalledN8n;
	log(): string;
	/**
	 * Ends n8n and everything it started, and deletes its folder if that was a fresh one, unless `keepData`. Harmless
	 * when repeated.
	 */
	stop(how?: { keepData?: boolean }): Promise<void>;
	/** Ends n8n and starts it on the same data and port, with these settings in addition to those it had. */
	restart(env?: Record<string, string>): Promise<void>;
}

const START_MS = 300_000;
const STOP_MS = 15_000;
const PORT_ATTEMPTS = 3;

/** Installs n8n if need be, starts it and waits until it serves its REST interface with all nodes loaded. */
export async function startN8n(options: N8nOptions = {}): Promise<RunningN8n> {
	const { packages = [], port: wanted, report = () => {} } = options;
	if (wanted !== undefined) await requireFree(wanted);
	const install = await installN8n(report);
	const fresh = options.userFolder === undefined ? temporaryFolder('n8n-sendpulse-') : undefined;
	const userFolder = fresh?.path ?? resolve(options.userFolder ?? '');
	const logFile = join(userFolder, 'n8n.log');
	for (const folder of ['.n8n', 'tmp', 'files'])
		await mkdir(join(userFolder, folder), { recursive: true });
	let server: Server;
	try {
		for (const tarball of packages) await installPackage(tarball, userFolder, install);
		report(`Starting n8n ${install.version} …`);
		server = await launch();
	} catch (error) {
		// The logs in it are needed now.
		fresh?.keep();
		throw error;
	}

	async function launch(): Promise<Server> {
		for (let attempt = 1; ; attempt++) {
			const port = wanted ?? (await freePort());
			const env = environment(install, userFolder, port, await freePort(), options);
			try {
				return await startServer(install, port, env, logFile, options.startTimeoutMs ?? START_MS);
			} catch (error) {
				// Between being picked and being used a port may go to somebody else.
				if (!(error instanceof StartError && error.portTaken) || attempt === PORT_ATTEMPTS)
					throw error;
			}
		}
	}

	return {
		get url() {
			return server.url;
		},
		get port() {
			return server.port;
		},
		get pid() {
			return server.child.pid ?? 0;
		},
		get env() {
			return server.env;
		},
		userFolder,
		logFile,
		install,
		log: () => readFileSync(logFile, 'utf8'),
		async stop({ keepData = false } = {}) {
			await stopProcess(server.child);
			if (keepData) fresh?.keep();
			else fresh?.remove();
		},
		async restart(env = {}) {
			await stopProcess(server.child);
			server = await startServer(
				install,
				server.port,
				{ ...server.env, ...env },
				logFile,
				options.startTimeoutMs ?? START_MS,
			);
		},
	};
}

interface Server {
	child: ChildProcess;
	url: string;
	port: number;
	env: Record<string, string>;
}

/** n8n did not come up. */
class StartError extends Error {
	constructor(reason: string, logFile: string) {
		const end = lastLines(logFile);
		super(`n8n did not start: ${reason}. Its last words:\n${end}\nThe whole log: ${logFile}`);
		this.name = 'StartError';
		this.portTaken = /port \d+ is already in use|EADDRINUSE/i.test(end);
	}

	readonly portTaken: boolean;
}

async function startServer(
	install: InstalledN8n,
	port: number,
	env: Record<string, string>,
	logFile: string,
	timeoutMs: number,
): Promise<Server> {
	const url = `http://${LOOPBACK}:${port}`;
	const child = await startProcess(install, {
		command: ['start'],
		env,
		logFile,
		// The first answers once the database is there, the second when everything is.
		ready: ['/healthz/readiness', '/rest/settings'].map((path) => url + path),
		timeoutMs,
	});
	return { child, url, port, env };
}

/** One process of n8n's: the server itself, or in queue mode a worker or a webhook process. */
export interface N8nProcess {
	/** The command of n8n's and its arguments. */
	command: string[];
	env: Record<string, string>;
	logFile: string;
	/** Addresses that answer with 200, one after the other, when the process is ready. */
	ready: string[];
	timeoutMs?: number;
}

/** Starts a process of n8n's and waits until it is ready. */
export async function startProcess(
	install: InstalledN8n,
	{ command, env, logFile, ready, timeoutMs = START_MS }: N8nProcess,
): Promise<ChildProcess> {
	const log = openSync(logFile, 'a');
	const guard = join(projectRoot(), 'host', 'exitWithParent.cjs');
	const child = spawn(install.node, ['--require', guard, install.script, ...command], {
		cwd: env.N8N_USER_FOLDER,
		env,
		detached: ownGroup,
		stdio: ['ignore', log, log, 'ipc'],
	});
	closeSync(log);
	endWithUs(child);
	try {
		await untilReady(child, ready, logFile, timeoutMs);
	} catch (error) {
		await stopProcess(child);
		throw error;
	}
	// From here on neither the process nor its channel keeps the caller alive.
	child.unref();
	child.channel?.unref();
	return child;
}

async function untilReady(
	child: ChildProcess,
	urls: string[],
	logFile: string,
	timeoutMs: number,
): Promise<void> {
	let failed: string | undefined;
	child.once('error', (error) => (failed = `the process could not be started (${error.message})`));
	child.once(
		'exit',
		(code, signal) => (failed = `the process ended (${signal ?? `exit code ${code}`})`),
	);
	const deadline = Date.now() + timeoutMs;
	for (const url of urls) {
		while (!(await answers(url))) {
			if (failed) throw new StartError(failed, logFile);
			if (Date.now() > deadline)
				throw new StartError(`${url} did not answer within ${timeoutMs / 1000} s`, logFile);
			await wait(150);
		}
	}
	// The answers must have come from our process, not from one that had the port before.
	if (failed) throw new StartError(failed, logFile);
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
		await response.arrayBuffer();
		return response.status === 200;
	} catch {
		return false;
	}
}

/** Asks politely, then insists; either way nothing of the group is left. */
export async function stopProcess(child: ChildProcess): Promise<void> {
	if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
		const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
		child.ref();
		signalGroup(child, 'SIGTERM');
		const bound = new AbortController();
		await Promise.race([gone, wait(STOP_MS, undefined, { signal: bound.signal }).catch(() => {})]);
		bound.abort();
	}
	signalGroup(child, 'SIGKILL');
}

/** What a program needs of our own environment. No N8N_… or DB_… of the user's: this n8n must not meet their data. */
const INHERITED =
	/^(HOME|USER|LOGNAME|SHELL|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|USERPROFILE|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|PATH)$/i;

function environment(
	install: InstalledN8n,
	userFolder: string,
	port: number,
	brokerPort: number,
	{ filesFolder, env = {}, path: first = [] }: N8nOptions,
): Record<string, string> {
	const result: Record<string, string> = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (value !== undefined && INHERITED.test(name)) result[name] = value;
	}
	const path = Object.keys(result).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
	result[path] = [...first, install.nodeFolder, result[path] ?? ''].filter(Boolean).join(delimiter);
	return inWordsOf(install, {
		...result,
		NODE_ENV: 'production',
		// n8n leaves folders of its own among the temporary files.
		TMPDIR: join(userFolder, 'tmp'),
		TMP: join(userFolder, 'tmp'),
		TEMP: join(userFolder, 'tmp'),
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'not-a-secret-only-for-trying-and-testing',
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_PORT: String(port),
		N8N_WEBHOOK_URL: `http://${LOOPBACK}:${port}/`,
		N8N_EDITOR_BASE_URL: `http://${LOOPBACK}:${port}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RESTRICT_FILE_ACCESS_TO: filesFolder
			? realpathSync(filesFolder)
			: join(userFolder, 'files'),
		...QUIET,
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: LOOPBACK,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		...env,
	});
}

/**
 * n8n 1 knows one setting by another name, does not start when it is told of modules that it does not have, and without
 * a pool of connections says that an execution has ended before it has stored what came of it.
 */
function inWordsOf({ version }: InstalledN8n, env: Record<string, string>): Record<string, string> {
	if (!version.startsWith('1.')) return env;
	const { N8N_DISABLED_MODULES: _, N8N_WEBHOOK_URL: webhookUrl = '', ...known } = env;
	return { ...known, WEBHOOK_URL: webhookUrl, DB_SQLITE_POOL_SIZE: '4' };
}

/** No telemetry, no look-ups, no first-run dialogs, no warnings about defaults that will change. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	// The registry of MCP servers is the one that calls home at the start; the others are not needed here.
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,chat-hub,mcp',
	// No runner process, so no Code node either.
	N8N_RUNNERS_MODE: 'external',
	N8N_RUNNERS_AUTH_TOKEN: 'none',
	N8N_RUNNERS_TASK_TIMEOUT: '60',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_COMPRESSION_NODE_MAX_DECOMPRESSED_SIZE_BYTES: '268435456',
	N8N_COMPRESSION_NODE_MAX_ZIP_ENTRIES: '1000',
};
