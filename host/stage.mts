import { createSandbox, type Sandbox, type SandboxSetup } from '../sandbox/index.mts';
import { buildPackage } from './build.mts';
import { N8nClient, type Credential, type Owner } from './client.mts';
import { packPackage } from './communityPackage.mts';
import type { Report } from './pinned.mts';
import { type N8nOptions, type RunningN8n, startN8n } from './n8n.mts';
import { requireFree } from './ports.mts';
import { projectRoot } from './projectRoot.mts';

/** Of a throw-away n8n on loopback: no secret. */
export const owner: Required<Owner> = {
	email: 'demo@example.com',
	password: 'Try-SendPulse-1',
	firstName: 'Demo',
	lastName: 'Owner',
};

export const NODE_TYPE = 'n8n-nodes-sendpulse.sendPulse';
export const CREDENTIAL_TYPE = 'sendPulseRestApi';

/** The sandbox, and a real n8n with the package installed as from the registry and its owner signed in. */
export interface Stage {
	sandbox: Sandbox;
	sandboxUrl: string;
	n8n: RunningN8n;
	client: N8nClient;
	/** Stores a credential for the sandbox: client id and secret unless `data` says otherwise. */
	credential(name: string, data?: Record<string, unknown>): Promise<Credential>;
	/** Ends both; nothing is left unless n8n's data is to be kept. */
	close(how?: { keepData?: boolean }): Promise<void>;
}

export interface StageOptions {
	sandbox?: SandboxSetup;
	sandboxPort?: number;
	n8n?: Omit<N8nOptions, 'packages' | 'report'>;
	/** Packed packages to install in place of ours, which is built and packed for it. */
	packages?: string[];
	report?: Report;
}

/** Builds and packs the package, then starts the sandbox and n8n with it. If one of them fails, nothing is left running. */
export async function openStage({
	sandbox: setup,
	sandboxPort,
	n8n: options,
	packages,
	report = () => {},
}: StageOptions = {}): Promise<Stage> {
	// First what fails in no time.
	for (const port of [options?.port, sandboxPort]) if (port !== undefined) await requireFree(port);
	const packed = packages ? undefined : await buildAndPack(report);
	const sandbox = createSandbox(setup);
	let n8n: RunningN8n | undefined;
	try {
		const sandboxUrl = await sandbox.listen({ port: sandboxPort ?? 0 });
		n8n = await startN8n({ ...options, packages: packages ?? [packed?.tarball ?? ''], report });
		const client = new N8nClient(n8n.url, n8n.install.version);
		await client.setUpOwner(owner);
		const running = n8n;
		return {
			sandbox,
			sandboxUrl,
			n8n,
			client,
			async credential(name, data = {}) {
				const { clientId, clientSecret } = sandbox.state.account;
				return await client.createCredential({
					name,
					type: CREDENTIAL_TYPE,
					data: {
						authentication: 'clientCredentials',
						clientId,
						clientSecret,
						baseUrl: sandboxUrl,
						...data,
					},
				});
			},
			async close(how) {
				await Promise.all([running.stop(how), sandbox.close()]);
			},
		};
	} catch (error) {
		await Promise.all([n8n?.stop({ keepData: true }), sandbox.close()]);
		throw error;
	} finally {
		packed?.remove();
	}
}

async function buildAndPack(report: Report) {
	report('Building the package …');
	await buildPackage(projectRoot());
	return await packPackage(projectRoot());
}
