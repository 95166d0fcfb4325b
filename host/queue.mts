import { type ChildProcess, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

import { type RunningN8n, startProcess, stopProcess } from './n8n.mts';
import { freePort, LOOPBACK } from './ports.mts';
import { startProgram } from './program.mts';
import { projectRoot } from './projectRoot.mts';
import { temporaryFolder } from './temporaryFolder.mts';

/** A Redis of our own, on loopback, that keeps nothing. */
export interface Redis {
	port: number;
	stop(): Promise<void>;
}

const PROGRAM = 'redis-server';

/** Starts the machine's Redis. Its absence is said in words. */
export async function startRedis(): Promise<Redis> {
	if (spawnSync(PROGRAM, ['--version']).error) {
		throw new Error(
			`n8n's queue mode needs Redis, and there is no "${PROGRAM}" in PATH. Install it: apt install redis-server (Debian, Ubuntu), dnf install redis (Fedora), brew install redis (macOS).`,
		);
	}
	const port = await freePort();
	const stop = await startProgram({
		name: 'Redis',
		command: PROGRAM,
		args: ['--bind', LOOPBACK, '--port', String(port), '--save', '', '--appendonly', 'no'],
		folder: temporaryFolder('n8n-sendpulse-redis-'),
		ready: async () => await pong(port),
	});
	return { port, stop };
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
	NODE_OPTIONS: `--require ${JSON.stringify(join(projectRoot(), 'host', 'patientSqlite.cjs'))}`,
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

/** How many executions a worker has finished so far. */
export const finishedBy = ({ log }: SideProcess): number =>
	[...log().matchAll(/Worker finished execution \d+/g)].length;

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

/** Starts a process that receives deliveries in place of the main one. */
export async function startWebhookProcess(
	n8n: RunningN8n,
	port: number,
	name = 'webhook',
): Promise<SideProcess> {
	const brokerPort = await freePort();
	return await beside(n8n, name, ['webhook'], `http://${LOOPBACK}:${port}/healthz/readiness`, {
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
