import { channel } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { PATIENCE } from '../../nodes/engine/api/client';
import { systemClock, type Sandbox } from '../../sandbox/index.mts';
import { pass } from '../engine/virtualTime.mts';
import { runNode, StoredCredential, type NodeResult } from '../n8n.mts';
import { borrowedSandbox } from '../servers.mts';
import { TlsFront } from '../tlsFront.mts';
import type { Work } from './works.mts';

export interface Outcome {
	result: NodeResult;
	sandbox: Sandbox;
	/** Requests that met the fault's pattern, refused ones included. */
	asked: number;
	/** Whatever must not be seen. */
	secrets: string[];
}

let seeds = 0;

/** What gets no answer is told that its time is over. */
function timeOutWhatHangs({ faults }: Sandbox): () => void {
	const sent: ClientRequest[] = [];
	const note = (message: unknown) =>
		void sent.push((message as { request: ClientRequest }).request);
	const requests = channel('http.client.request.start');
	requests.subscribe(note);
	faults.onHang = ({ remotePort }) => {
		const hanging = sent.findLast(({ socket }) => socket?.localPort === remotePort);
		pass(PATIENCE.run.timeoutMs);
		hanging?.emit('timeout');
	};
	return () => requests.unsubscribe(note);
}

/** Does the work once, in a sandbox of its own. */
export async function doWork(
	work: Work,
	{
		goOn,
		fault,
		baseUrl,
		overTls = false,
	}: {
		goOn: boolean;
		fault?: (sandbox: Sandbox) => void;
		baseUrl?: string;
		overTls?: boolean;
	},
): Promise<Outcome> {
	const sandbox = borrowedSandbox({
		// Of its own account: its pace is no matter of the others'.
		seed: ++seeds,
		perSecond: Infinity,
		perMinute: Infinity,
		clock: { ...systemClock, now: () => Date.now() },
	});
	const stopWaiting = timeOutWhatHangs(sandbox);
	const plainUrl = await sandbox.listen();
	const front = overTls ? new TlsFront(plainUrl) : undefined;
	const url = (await front?.listen()) ?? plainUrl;
	try {
		work.prepare?.(sandbox);
		fault?.(sandbox);
		const { clientId, clientSecret } = sandbox.state.account;
		const credential = new StoredCredential({ clientId, clientSecret, baseUrl: baseUrl ?? url });
		const result = await runNode({
			node: work.node,
			parameters: work.parameters(sandbox),
			items: work.items,
			files: work.files,
			credential,
			settings: goOn ? { onError: 'continueRegularOutput' } : {},
		});
		const pattern = new RegExp(`^${work.match.path.replaceAll('*', '[^/]+')}$`);
		const asked = sandbox.log.filter(
			({ method, path }) => method === work.match.method && pattern.test(path),
		).length;
		const { token } = credential.data as { token: string };
		const secrets = [clientSecret, token ? (JSON.parse(token) as { token: string }).token : ''];
		return { result, sandbox, asked, secrets: secrets.filter(Boolean) };
	} finally {
		stopWaiting();
		await front?.close();
		await sandbox.close();
	}
}
