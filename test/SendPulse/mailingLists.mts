/** An account in the sandbox with the mailing lists that a test describes, for operations on several of them. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import type { IDataObject } from 'n8n-workflow';
import { systemClock, type Sandbox, type SandboxSetup } from '../../sandbox/index.mts';
import { runNode, StoredCredential, type NodeResult, type NodeRun } from '../n8n.mts';
import { borrowedSandbox } from '../servers.mts';

export type Value = string | number;

export interface Person {
	email: string;
	/** @default 1 Active */
	status?: number;
	phone?: string;
	values?: Record<string, Value>;
}

export interface ListOfPeople {
	variables?: Record<string, 'string' | 'number' | 'date'>;
	people?: Person[];
}

let seeds = 0;

/** What a mailing list holds, by address: to compare what was with what is. */
export type Contents = Record<string, Required<Person>>;

export class Account {
	readonly sandbox: Sandbox;

	private readonly ids = new Map<string, number>();

	private url = '';

	private constructor(setup: SandboxSetup) {
		this.sandbox = borrowedSandbox({
			// Of its own account: its pace is no matter of the others'.
			seed: 70_000 + ++seeds,
			perSecond: Infinity,
			perMinute: Infinity,
			blank: true,
			clock: { ...systemClock, now: () => Date.now() },
			...setup,
		});
	}

	/** An account with these mailing lists, by their names, and addresses on its blacklist. */
	static async with(
		lists: Record<string, ListOfPeople>,
		{ blacklist = [] as string[], ...setup }: SandboxSetup & { blacklist?: string[] } = {},
	): Promise<Account> {
		const account = new Account(setup);
		account.url = await account.sandbox.listen();
		const { state } = account.sandbox;
		for (const [name, { variables = {}, people = [] }] of Object.entries(lists)) {
			const list = state.lists.create(name, 0);
			account.ids.set(name, list.id);
			for (const [variable, type] of Object.entries(variables)) list.variables.set(variable, type);
			for (const { email, status = 1, phone, values = {} } of people) {
				const change = { values: new Map(Object.entries(values)), phone: phone ?? null };
				list.contacts.add({ email, status, addedAt: 0, ...change });
			}
		}
		for (const email of blacklist) state.blacklist.add(email);
		return account;
	}

	id(name: string): number {
		return this.ids.get(name)!;
	}

	list(name: string) {
		return this.sandbox.state.lists.get(this.id(name))!;
	}

	contents(name: string): Contents {
		return Object.fromEntries(
			[...this.list(name).contacts.values()].map(({ email, status, phone, variables }) => [
				email.toLowerCase(),
				{ email, status, phone, values: Object.fromEntries(variables) },
			]),
		);
	}

	/** Requests by method and path, the IDs of lists as their names and addresses left out. */
	get requests(): string[] {
		return this.sandbox.log
			.filter(({ path }) => path !== '/oauth/access_token')
			.map(({ method, path }) => {
				const named = [...this.ids].reduce(
					(text, [name, id]) => text.replace(`/addressbooks/${id}/`, `/${name}/`),
					path,
				);
				return `${method} ${named.replace(/[^/]+(@|%40)[^/]+$/, '{email}')}`;
			});
	}

	/** How often each kind of request was made. */
	get counted(): Record<string, number> {
		const counted: Record<string, number> = {};
		for (const request of this.requests) counted[request] = (counted[request] ?? 0) + 1;
		return counted;
	}

	async run(
		resource: string,
		operation: string,
		parameters: IDataObject,
		more: Partial<NodeRun> = {},
	): Promise<NodeResult> {
		const { clientId, clientSecret } = this.sandbox.state.account;
		return await runNode({
			credential: new StoredCredential({ clientId, clientSecret, baseUrl: this.url }),
			...more,
			parameters: { resource, operation, ...parameters },
		});
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}
