import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { endWithUs, ownGroup } from '../host/children.mts';
import { projectRoot } from '../host/projectRoot.mts';
import type { Answer, Call, Commands } from './sandboxProcess.mts';

export type { Traffic } from './sandboxProcess.mts';

type Argument<Name extends keyof Commands> = Parameters<Commands[Name]>;
type Result<Name extends keyof Commands> = Awaited<ReturnType<Commands[Name]>>;

/** The sandbox in a process of its own, steered from here. */
export class BenchSandbox {
	private readonly waiting = new Map<
		number,
		{ resolve: (result: unknown) => void; reject: (error: Error) => void }
	>();

	private lastId = 0;

	private constructor(private readonly child: ChildProcess) {
		child.on('message', (message: Answer | 'ready') => {
			if (message === 'ready') return;
			const { resolve, reject } = this.waiting.get(message.id) ?? {};
			this.waiting.delete(message.id);
			if ('error' in message) reject?.(new Error(`The sandbox says: ${message.error}`));
			else resolve?.(message.result);
		});
		child.once('exit', () => {
			for (const { reject } of this.waiting.values()) reject(new Error('The sandbox has ended'));
		});
	}

	static async start(): Promise<BenchSandbox> {
		const child = fork(join(projectRoot(), 'bench', 'sandboxProcess.mts'), {
			execArgv: ['--import', 'tsx'],
			detached: ownGroup,
		});
		endWithUs(child);
		const sandbox = new BenchSandbox(child);
		const ended = once(child, 'exit').then(() => {
			throw new Error('The sandbox did not start');
		});
		await Promise.race([once(child, 'message'), ended]);
		ended.catch(() => {});
		return sandbox;
	}

	/** Has the sandbox do something, and gives what came of it. */
	async ask<Name extends keyof Commands>(
		name: Name,
		...[argument]: Argument<Name>
	): Promise<Result<Name>> {
		const id = ++this.lastId;
		const answer = new Promise<unknown>((resolve, reject) =>
			this.waiting.set(id, { resolve, reject }),
		);
		this.child.send({ id, name, argument } satisfies Call);
		return (await answer) as Result<Name>;
	}

	close(): void {
		this.child.disconnect();
	}
}
