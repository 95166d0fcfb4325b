import { InvalidArgumentError, program } from 'commander';

import { finishedBy, queueSettings, startRedis, startWorker } from '../host/queue.mts';
import { openStage, owner } from '../host/stage.mts';
import { interrupted, portNumber, runCommand } from './commandLine.mts';
import { examplesFolder, storeExamples } from './examples.mts';

interface Flags {
	workers: number;
	port?: number;
	sandboxPort?: number;
}

const MOST_WORKERS = 16;

const say = (text: string) => console.log(text);

function workerCount(text: string): number {
	const count = Number(text);
	if (!/^\d+$/.test(text) || count < 1 || count > MOST_WORKERS)
		throw new InvalidArgumentError(`Start from 1 to ${MOST_WORKERS} workers.`);
	return count;
}

async function queue({ workers: count, port, sandboxPort }: Flags): Promise<void> {
	const redis = await startRedis();
	say(`Redis is running at 127.0.0.1:${redis.port}.`);
	try {
		const stage = await openStage({
			sandboxPort,
			n8n: {
				port,
				filesFolder: examplesFolder(),
				// The editor's runs go to the workers as well, as n8n's documentation recommends.
				env: { ...queueSettings(redis), OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' },
			},
			report: say,
		});
		try {
			say(`Starting ${count === 1 ? 'a worker' : `${count} workers`} …`);
			const names = Array.from({ length: count }, (_, index) => `worker-${index + 1}`);
			const workers = await Promise.all(
				names.map(async (name) => await startWorker(stage.n8n, name)),
			);
			await storeExamples(stage, await stage.credential('SendPulse sandbox'));
			say(
				[
					'',
					`n8n ${stage.n8n.install.version} in queue mode: a main process, and what it queues is run by ${names.join(', ')}.`,
					`n8n:      ${stage.n8n.url}`,
					`          e-mail ${owner.email}, password ${owner.password}`,
					`Sandbox:  ${stage.sandboxUrl}`,
					`Logs:     ${stage.n8n.userFolder}`,
					'All of it runs until Ctrl-C, which leaves nothing behind.',
				].join('\n'),
			);
			await interrupted();
			say('\nStopping …');
			for (const worker of workers)
				say(`${worker.name} has finished ${finishedBy(worker)} executions.`);
			await Promise.all(workers.map(async (worker) => await worker.stop()));
		} finally {
			await stage.close();
		}
	} finally {
		await redis.stop();
	}
}

program
	.name('queue')
	.description(
		'A real n8n in queue mode with this package: main process, workers and Redis, and a sandbox of SendPulse',
	)
	.option('--workers <number>', 'how many workers', workerCount, 2)
	.option('--port <number>', 'port of n8n (default: any that is free)', portNumber)
	.option('--sandbox-port <number>', 'port of the sandbox (default: any that is free)', portNumber)
	.action(queue);

runCommand(program);
