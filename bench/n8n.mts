import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { buildPackage } from '../host/build.mts';
import {
	type Credential,
	type Execution,
	N8nClient,
	N8nError,
	type Workflow,
	type WorkflowInput,
} from '../host/client.mts';
import { packPackage } from '../host/communityPackage.mts';
import type { Report } from '../host/pinned.mts';
import { type RunningN8n, startN8n } from '../host/n8n.mts';
import { freePort, LOOPBACK } from '../host/ports.mts';
import { projectRoot } from '../host/projectRoot.mts';
import { CREDENTIAL_TYPE, owner } from '../host/stage.mts';
import { BenchSandbox } from './sandbox.mts';
import { TRIGGER } from './work.mts';

/** Seldom: each look costs n8n some processor time. When a run ended, n8n knows. */
const POLL_MS = 1_000;
/** No single run takes longer than this. */
const BOUND_MS = 20 * 60_000;

/** What one run took of the n8n process. */
export interface Run {
	id: string;
	status: string;
	/** Seconds from n8n's start of the execution to its end, with what n8n does around the nodes. */
	wall: number;
	/** Seconds of processor time, user and system. */
	cpu: number;
}

/** An execution as n8n lists it, without its data. */
type ListedExecution = Awaited<ReturnType<N8nClient['executions']>>[number] & {
	startedAt: string;
	stoppedAt: string;
};

/** One real n8n with the package, and the sandbox beside it. */
export class BenchStage {
	private constructor(
		readonly sandbox: BenchSandbox,
		readonly n8n: RunningN8n,
		readonly client: N8nClient,
		private readonly probeUrl: string,
	) {}

	/** @param settings of n8n's, beside those that all benchmarks need */
	static async open(report: Report, settings: Record<string, string> = {}): Promise<BenchStage> {
		const root = projectRoot();
		report('Building the package …');
		await buildPackage(root);
		const { tarball, remove } = await packPackage(root);
		const sandbox = await BenchSandbox.start();
		try {
			const probePort = await freePort();
			const n8n = await startN8n({
				packages: [tarball],
				report,
				env: {
					NODE_OPTIONS: `--require ${JSON.stringify(join(root, 'bench', 'probe.cjs'))}`,
					BENCH_PROBE_PORT: String(probePort),
					// 100,000 pinned items, sent twice.
					N8N_PAYLOAD_SIZE_MAX: '256',
					...settings,
				},
			});
			const client = new N8nClient(n8n.url, n8n.install.version);
			await client.setUpOwner(owner);
			return new BenchStage(sandbox, n8n, client, `http://${LOOPBACK}:${probePort}`);
		} catch (error) {
			sandbox.close();
			throw error;
		} finally {
			remove();
		}
	}

	/** A new credential for the sandbox, with no token yet. */
	async credential(name: string): Promise<Credential> {
		const { url, clientId, clientSecret } = await this.sandbox.ask('account');
		return await this.client.createCredential({
			name,
			type: CREDENTIAL_TYPE,
			data: { authentication: 'clientCredentials', clientId, clientSecret, baseUrl: url },
		});
	}

	/** Stores a workflow, runs it, and says what that took. */
	async run(input: WorkflowInput): Promise<Run> {
		const [run] = await this.runAll([input]);
		return run as Run;
	}

	/** Several workflows at once; the processor time is that of all. */
	async runAll(inputs: WorkflowInput[]): Promise<Run[]> {
		const workflows: Workflow[] = [];
		for (const input of inputs) workflows.push(await this.client.createWorkflow(input));
		const { cpu: before } = await this.probe('/');
		await Promise.all(workflows.map((workflow) => this.client.run(workflow, TRIGGER)));
		const ended = await Promise.all(workflows.map(({ id }) => this.ended(id)));
		const { cpu: after } = await this.probe('/');
		return ended.map(({ id, status, startedAt, stoppedAt }) => ({
			id,
			status,
			wall: (Date.parse(stoppedAt) - Date.parse(startedAt)) / 1_000,
			cpu: after - before,
		}));
	}

	/** What n8n has stored of a run: large, so never asked for while something is measured. */
	async execution({ id }: Run): Promise<Execution> {
		return await this.client.finished(id);
	}

	/** Bytes that n8n needs at this moment, after its garbage is collected. */
	async memory(): Promise<number> {
		return (await this.probe('/heap')).memory;
	}

	async close(): Promise<void> {
		await this.n8n.stop();
		this.sandbox.close();
	}

	/** Asks for the list of executions, which costs n8n next to nothing; the execution itself holds all items. */
	private async ended(workflowId: string) {
		const deadline = Date.now() + BOUND_MS;
		for (;;) {
			const [execution] = await this.newest(workflowId);
			if (execution && !['new', 'running', 'waiting'].includes(execution.status)) return execution;
			if (Date.now() > deadline)
				throw new Error(`n8n did not end a run within ${BOUND_MS / 1_000} s`);
			await wait(POLL_MS);
		}
	}

	/** Nothing while n8n is too busy to answer: a node that works through many items blocks it for seconds. */
	private async newest(workflowId: string): Promise<ListedExecution[]> {
		try {
			return (await this.client.executions(workflowId, 1)) as ListedExecution[];
		} catch (error) {
			if (error instanceof N8nError) throw error;
			return [];
		}
	}

	private async probe(path: '/' | '/heap'): Promise<{ cpu: number; memory: number }> {
		const response = await fetch(this.probeUrl + path);
		return (await response.json()) as { cpu: number; memory: number };
	}
}
