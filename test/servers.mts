/** Servers of sandboxes, handed on from test to test. */
import {
	createSandbox,
	SandboxServer,
	type Sandbox,
	type SandboxSetup,
} from '../sandbox/index.mts';

const free: SandboxServer[] = [];
const all: SandboxServer[] = [];

afterAll(async () => void (await Promise.all(all.map(async (server) => await server.close()))));

function made(): SandboxServer {
	const server = new SandboxServer();
	all.push(server);
	return server;
}

/** A sandbox, to be closed by the test: what is on the network is used again after that. */
export function borrowedSandbox(setup: SandboxSetup): Sandbox {
	const server = free.pop() ?? made();
	const sandbox = createSandbox({ ...setup, server });
	const close = async () => {
		await sandbox.close();
		free.push(server);
	};
	let closed: Promise<void> | undefined;
	return Object.create(sandbox, {
		close: { value: async () => await (closed ??= close()) },
	}) as Sandbox;
}
