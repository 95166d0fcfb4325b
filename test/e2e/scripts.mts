import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { projectRoot } from '../../host/projectRoot.mts';

/** A script of this project, as `npm run` starts it, with a folder of its own for temporary files. */
export class Script {
	readonly ended: Promise<number | null>;
	private readonly child: ChildProcess;
	private readonly temporary = mkdtempSync(join(tmpdir(), 'script-'));
	private output = '';

	constructor(file: string, ...flags: string[]) {
		const child = spawn(process.execPath, ['--import', 'tsx', file, ...flags], {
			cwd: projectRoot(),
			env: {
				...process.env,
				TMPDIR: this.temporary,
				TMP: this.temporary,
				TEMP: this.temporary,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		this.child = child;
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
		this.ended = new Promise((resolve) => child.once('close', resolve));
	}

	/** Everything it has said so far. */
	get said(): string {
		return this.output;
	}

	/** Waits until it has said something, or has ended. */
	async saying(text: string): Promise<void> {
		let over = false;
		void this.ended.then(() => (over = true));
		while (!this.output.includes(text) && !over) await wait(100);
	}

	/** The address after a name at the start of a line. */
	address(name: string): string {
		return new RegExp(`^${name}: +(http://[^/\\s]+)`, 'm').exec(this.output)?.[1] ?? '';
	}

	/** Ctrl-C. */
	interrupt(): void {
		this.child.kill('SIGINT');
	}

	/** What it has left among the temporary files. */
	leftovers(): string[] {
		return readdirSync(this.temporary).filter((name) => name.startsWith('n8n-'));
	}

	/** Ends it if it has not ended, and cleans up after it. */
	async end(): Promise<void> {
		this.child.kill('SIGTERM');
		await this.ended;
		rmSync(this.temporary, { recursive: true, force: true });
	}
}
