/** The sandbox with the node in n8n's engine before it. */
import '../quiet.mts';
import type { IDataObject } from 'n8n-workflow';
import { type RequestRecord, type Sandbox, type SandboxSetup } from '../../sandbox/index.mts';
import { borrowedSandbox } from '../servers.mts';
import { runNode, StoredCredential, type NodeResult, type NodeRun } from '../n8n.mts';

const TOKEN_PATH = '/oauth/access_token';

let seeds = 0;

export class Bench {
	/** Called for each request that arrives, with how many there were. */
	onRequest: (count: number, record: RequestRecord) => void = () => {};

	private constructor(
		readonly sandbox: Sandbox,
		readonly url: string,
	) {
		const { log } = sandbox;
		const begin = log.begin.bind(log);
		log.begin = (...args) => {
			const record = begin(...args);
			this.onRequest(log.length, record);
			return record;
		};
	}

	static async start(setup: SandboxSetup = {}): Promise<Bench> {
		const sandbox = borrowedSandbox({
			// Each of its own account, so that no test waits for the pace of another.
			seed: ++seeds,
			perSecond: 1_000_000,
			perMinute: 1_000_000,
			clock: { now: () => Date.now(), sleep: realSleep },
			...setup,
		});
		const bench = new Bench(sandbox, await sandbox.listen());
		open.push(bench);
		return bench;
	}

	get account() {
		return this.sandbox.state.account;
	}

	/** Id and secret, no token yet. */
	credential(changes: IDataObject = {}): StoredCredential {
		const { clientId, clientSecret } = this.account;
		return new StoredCredential({ clientId, clientSecret, baseUrl: this.url, ...changes });
	}

	byKey(): StoredCredential {
		return this.credential({
			authentication: 'apiKey',
			apiKey: this.account.apiKeys[0]?.key ?? '',
		});
	}

	/** Requests that arrived, without those for tokens. */
	get requests(): RequestRecord[] {
		return this.sandbox.log.filter(({ path }) => path !== TOKEN_PATH);
	}

	get tokenRequests(): number {
		return this.sandbox.log.filter(({ path }) => path === TOKEN_PATH).length;
	}

	/** A list of the sandbox's seed, or a new one with so many contacts. */
	list(name: string, contacts = 0): number {
		const { lists } = this.sandbox.state;
		const list = lists.getByName(name) ?? lists.create(name);
		for (let index = 0; index < contacts; index++) {
			list.contacts.add({ email: `c${index}@mail.example`, status: 1, addedAt: 0 });
		}
		return list.id;
	}

	contacts(listId: number) {
		return this.sandbox.state.lists.get(listId)!.contacts;
	}
}

const realSleep = async (ms: number) =>
	await new Promise<void>((resolve) => setTimeout(resolve, ms));

const open: Bench[] = [];
afterEach(async () => {
	for (const { sandbox } of open.splice(0)) await sandbox.close();
});

/** Runs an operation; parameters that hold expressions differ from item to item. */
export async function run(
	credential: StoredCredential,
	resource: string,
	operation: string,
	parameters: IDataObject,
	more: Partial<NodeRun> = {},
): Promise<NodeResult> {
	return await runNode({
		credential,
		...more,
		parameters: { resource, operation, ...parameters } as IDataObject,
	});
}

export const goOn = { settings: { onError: 'continueRegularOutput' } } as const;

/** Items that differ in one number, n. */
export const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));

/** Asks for the number of contacts of a list, once for each item. */
export const countContacts = async (
	credential: StoredCredential,
	mailingListId: unknown,
	more: Partial<NodeRun> = {},
) => await run(credential, 'contact', 'count', { mailingListId: mailingListId as string }, more);
