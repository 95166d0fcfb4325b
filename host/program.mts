import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { endWithUs, ownGroup } from './children.mts';
import { stopProcess } from './n8n.mts';
import { lastLines } from './npm.mts';
import type { TemporaryFolder } from './temporaryFolder.mts';

const START_MS = 120_000;
const POLL_MS = 50;

/** A server beside n8n. */
export interface Program {
	/** For messages. */
	name: string;
	command: string;
	args: string[];
	/** Where it runs and leaves its log; goes with it, unless it does not start. */
	folder: TemporaryFolder;
	/** Does it answer? */
	ready(): Promise<boolean>;
}

/** Starts a server and waits until it answers. Gives what stops it. */
export async function startProgram({
	name,
	command,
	args,
	folder,
	ready,
}: Program): Promise<() => Promise<void>> {
	const logFile = join(folder.path, 'program.log');
	const log = openSync(logFile, 'a');
	const child: ChildProcess = spawn(command, args, {
		cwd: folder.path,
		detached: ownGroup,
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	endWithUs(child);
	const deadline = Date.now() + START_MS;
	while (!(await ready())) {
		if (child.exitCode !== null || Date.now() > deadline) {
			folder.keep();
			await stopProcess(child);
			throw new Error(
				`${name} did not start. Its last words:\n${lastLines(logFile)}\nThe whole log: ${logFile}`,
			);
		}
		await wait(POLL_MS);
	}
	child.unref();
	return async () => {
		await stopProcess(child);
		folder.remove();
	};
}
