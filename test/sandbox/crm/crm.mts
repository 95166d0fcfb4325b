/** What the tests of the sandbox's CRM share. */
import { startBench, type Bench } from '../client.mts';
import type { SandboxSetup } from '../../../sandbox/index.mts';

/** A bench whose searches see at once what was written, unless it is told otherwise. */
export async function startCrm(setup: SandboxSetup = {}) {
	const bench = await startBench({ crmSearchLag: 0, ...setup });
	const under = (path: string) => `/crm/v1${path}`;
	return {
		...bench,
		crm: bench.sandbox.state.crm,
		options: bench.sandbox.options,
		get: (path: string) => bench.get(under(path)),
		post: (path: string, body?: unknown) => bench.post(under(path), body),
		put: (path: string, body?: unknown) => bench.put(under(path), body),
		del: (path: string) => bench.del(under(path)),
	};
}

export type CrmBench = Awaited<ReturnType<typeof startCrm>>;

/** How the bench answers: a status, and either no body at all or what is in `data`. */
export const told = ({ status, text, json }: Awaited<ReturnType<Bench['get']>>) => [
	status,
	text === '' ? 'nothing' : (json?.data ?? json),
];

/** The fields that a refusal names. */
export const complaints = ({ status, json }: Awaited<ReturnType<Bench['get']>>) => [
	status,
	Object.keys(json?.errors ?? {}),
];
