import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { endWithUs, ownGroup } from './children.mts';
import { type RunningN8n, startProcess, stopProcess } from './n8n.mts';
import { lastLines } from './npm.mts';
import { freePort, LOOPBACK } from './ports.mts';
import { temporaryFolder } from './temporaryFolder.mts';

/** A Redis of our own, on loopback, that keeps nothing. */
export interface Redis {
	port: number;
	stop(): Promise<void>;
}

const PROGRAM = 'redis-server';
const START_MS = 20_000;

/** Starts the machine's Redis. Its absence is said in words. */
export async function startRedis(): Promise<Redis> {
	if (spawnSync(PROGRAM, ['--version']).error) {
		throw new Error(
			`n8n's queue mode needs Redis, and there is no "${PROGRAM}" in PATH. Install it: apt install redis-server (Debian, Ubuntu), dnf install redis (Fedora), brew install redis (macOS).`,
		);
	}
	const folder = temporaryFolder('n8n-sendpulse-redis-');
	const logFile = join(folder.path, 'redis.log');
	const port = await freePort();
	const log = openSync(logFile, 'a');
	const child = spawn(
		PROGRAM,
		['--bind', LOOPBACK, '--port', String(port), '--save', '', '--appendonly', 'no'],
		{ cwd: folder.path, detached: ownGroup, stdio: ['ignore', log, log] },
	);
	closeSync(log);
	endWithUs(child);
	const deadline = Date.now() + START_MS;
	while (!(await pong(port))) {
		if (child.exitCode !== null || Date.now() > deadline) {
			folder.keep();
			throw new Error(`Redis did not start. Its last words:\n${lastLines(logFile)}`);
		}
		await wait(50);
	}
	child.unref();
	return {
		port,
		async stop() {
			await stopProcess(child);
			folder.remove();
		},
	};
}

/** Does Redis answer there? */
const pong = (port: number): Promise<boolean> =>
	new Promise((resolve) => {
		const socket = connect(port, LOOPBACK, () => socket.write('PING\r\n'));
		socket.once('data', (data) => {
			resolve(data.toString().startsWith('+PONG'));
			socket.destroy();
		});
		socket.once('error', () => resolve(false));
		socket.once('close', () => resolve(false));
	});

/**
 * Settings that all processes of an n8n in queue mode share.
 *
 * @param webhookPort where a webhook process will listen: the main process then leaves deliveries to it
 */
export const queueSettings = ({ port }: Redis, webhookPort?: number): Record<string, string> => ({
	EXECUTIONS_MODE: 'queue',
	QUEUE_BULL_REDIS_HOST: LOOPBACK,
	QUEUE_BULL_REDIS_PORT: String(port),
	...(webhookPort === undefined
		? {}
		: {
				N8N_WEBHOOK_URL: `http://${LOOPBACK}:${webhookPort}/`,
				N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
			}),
});

/** A process beside n8n's main process, on the same data. */
export interface SideProcess {
	name: string;
	log(): string;
	stop(): Promise<void>;
}

/** Starts a worker of an n8n that runs in queue mode. */
export async function startWorker(n8n: RunningN8n, name = 'worker'): Promise<SideProcess> {
	const [port, brokerPort] = [await freePort(), await freePort()];
	return await beside(
		n8n,
		name,
		['worker', '--concurrency=5'],
		`http://${LOOPBACK}:${port}/healthz`,
		{
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: LOOPBACK,
		},
	);
}

/** Starts the process that receives deliveries in place of the main one. */
export async function startWebhookProcess(n8n: RunningN8n, port: number): Promise<SideProcess> {
	const brokerPort = await freePort();
	return await beside(n8n, 'webhook', ['webhook'], `http://${LOOPBACK}:${port}/healthz/readiness`, {
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
	});
}

async function beside(
	{ install, env, userFolder }: RunningN8n,
	name: string,
	command: string[],
	ready: string,
	more: Record<string, string>,
): Promise<SideProcess> {
	const logFile = join(userFolder, `${name}.log`);
	const child: ChildProcess = await startProcess(install, {
		command,
		env: { ...env, ...more },
		logFile,
		ready: [ready],
	});
	return {
		name,
		log: () => readFileSync(logFile, 'utf8'),
		stop: async () => await stopProcess(child),
	};
}
