import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

const living = new Set<ChildProcess>();
let killing = false;
let listening = false;

/**
 * Ends the child, and what it started, at the latest when this process ends: by its last line, an uncaught error,
 * Ctrl-C or a signal. Start the child with `detached: ownGroup`, so that it leads a group that can be ended whole.
 */
export function endWithUs(child: ChildProcess): void {
	exitOnSignals();
	if (!killing) {
		killing = true;
		// First of all listeners: folders can be deleted only when nobody writes into them any more.
		process.prependListener('exit', () => {
			for (const other of living) signalGroup(other, 'SIGKILL');
		});
	}
	living.add(child);
	child.once('exit', () => living.delete(child));
}

/** Windows knows no process groups; there, children are ended one by one. */
export const ownGroup = process.platform !== 'win32';

/** Sends a signal to the child's whole group. A group that is gone already is no error. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		if (ownGroup) process.kill(-child.pid, signal);
		else child.kill(signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

/**
 * Without a listener a signal ends a process without its 'exit' event, and so without cleaning up. Whoever else
 * listens for a signal decides alone when to end.
 */
export function exitOnSignals(): void {
	if (listening) return;
	listening = true;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
		});
	}
}
