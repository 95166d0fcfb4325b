import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { basename, delimiter } from 'node:path';

import { endWithUs, ownGroup } from './children.mts';

export interface NpmCall {
	/** Where npm runs. */
	cwd: string;
	/** Everything npm says goes to the end of this file. */
	logFile: string;
	/** Folders that come first in PATH. */
	path?: string[];
	env?: Record<string, string>;
}

/** npm ended with an error: the message says which command, `output` is the end of what it said. */
export class NpmError extends Error {
	constructor(
		command: string,
		readonly output: string,
		logFile: string,
	) {
		super(`"npm ${command}" failed. Its last words:\n${output}\nThe whole log: ${logFile}`);
		this.name = 'NpmError';
	}
}

/** Runs npm quietly and waits for its end. It ends with this process at the latest. */
export async function npm(
	args: string[],
	{ cwd, logFile, path = [], env = {} }: NpmCall,
): Promise<void> {
	const log = openSync(logFile, 'a');
	try {
		await new Promise<void>((resolve, reject) => {
			const { command, first, shell } = npmCommand();
			const child = spawn(command, [...first, ...args], {
				cwd,
				shell,
				env: { ...environment(path), ...env },
				detached: ownGroup,
				stdio: ['ignore', log, log],
			});
			endWithUs(child);
			child.once('error', (error) =>
				reject(new Error(`npm could not be started: ${error.message}`)),
			);
			child.once('exit', (code) => {
				if (code === 0) resolve();
				else reject(new NpmError(args.join(' '), lastLines(logFile), logFile));
			});
		});
	} finally {
		closeSync(log);
	}
}

/** The end of a log file, for an error message. */
export function lastLines(file: string, count = 15): string {
	if (!existsSync(file)) return '(nothing)';
	const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
	return lines.slice(-count).join('\n') || '(nothing)';
}

/** The npm that started us, where it was npm; else the one in PATH, which is a batch file on Windows. */
function npmCommand(): { command: string; first: string[]; shell: boolean } {
	const own = process.env.npm_execpath;
	if (own && basename(own) === 'npm-cli.js' && existsSync(own)) {
		return { command: process.execPath, first: [own], shell: false };
	}
	return { command: 'npm', first: [], shell: process.platform === 'win32' };
}

const OUTER_NPM =
	/^npm_(package|lifecycle|command|node_execpath|config_(local_prefix|prefix|global_prefix|ignore_scripts))/i;

/**
 * Our environment without what `npm run` added about the package it ran: an npm inside an npm would take the outer
 * one's folder and settings for its own.
 */
function environment(path: string[]): Record<string, string> {
	const result: Record<string, string> = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (value === undefined) continue;
		if (OUTER_NPM.test(name)) continue;
		result[name] = value;
	}
	const key = Object.keys(result).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
	result[key] = [...path, result[key] ?? ''].filter(Boolean).join(delimiter);
	return result;
}
