/** A mailing list of the sandbox, to be changed by operations that look at all of it. */
import type { IDataObject } from 'n8n-workflow';
import { systemClock, type Sandbox, type SandboxSetup } from '../../../../sandbox/index.mts';
import { runNode, StoredCredential, type NodeRun } from '../../../n8n.mts';
import { borrowedSandbox } from '../../../servers.mts';

export interface Person {
	email: string;
	status?: number;
	values?: Record<string, string | number>;
	phone?: string;
}

let seeds = 0;
const open: Account[] = [];

afterEach(
	async () => void (await Promise.all(open.splice(0).map(async (one) => await one.close()))),
);

/** An account with the list `Customers`, its variables `city` (text), `orders` (number) and `since` (date). */
export class Account {
	readonly sandbox: Sandbox;
	readonly listId: number;

	private url: string | undefined;

	async address(): Promise<string> {
		return (this.url ??= await this.sandbox.listen());
	}

	constructor(people: Person[] = [], setup: SandboxSetup = {}) {
		this.sandbox = borrowedSandbox({
			// Of its own account: its pace is no matter of the others'.
			seed: 5_000 + ++seeds,
			blank: true,
			perSecond: Infinity,
			perMinute: Infinity,
			clock: { ...systemClock, now: () => Date.now() },
			...setup,
		});
		this.listId = this.addList('Customers', people);
		open.push(this);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	addList(name: string, people: Person[]): number {
		const list = this.sandbox.state.lists.create(name);
		list.variables.set('city', 'string').set('orders', 'number').set('since', 'date');
		for (const { email, status = 1, values = {}, phone } of people) {
			list.contacts.add({
				email,
				status,
				addedAt: 0,
				values: new Map(Object.entries(values)),
				phone,
			});
		}
		return list.id;
	}

	get contacts() {
		return this.sandbox.state.lists.get(this.listId)!.contacts;
	}

	/** Status and values by address, as the list has them now. */
	state(): Record<string, IDataObject> {
		return Object.fromEntries(
			[...this.contacts.values()].map(({ email, status, phone, variables }) => [
				email,
				{ status, ...(phone ? { phone } : {}), ...Object.fromEntries(variables) },
			]),
		);
	}

	/** `GET /addressbooks/1/emails` and so on, in their order. */
	asked(from = 0): string[] {
		return this.sandbox.log
			.slice(from)
			.map(({ method, path }) => `${method} ${path.replace(String(this.listId), '{id}')}`);
	}

	/** Those among them that could change something. */
	writes(from = 0): string[] {
		return this.asked(from).filter((one) => !/^GET|^POST \/(emails|oauth\/\S+)$/.test(one));
	}

	async run(
		operation: string,
		parameters: IDataObject,
		items: IDataObject[],
		more: Partial<NodeRun> = {},
	) {
		const { apiKeys } = this.sandbox.state.account;
		const { key } = apiKeys[0] ?? this.sandbox.state.account.createApiKey('test');
		const baseUrl = await this.address();
		return await runNode({
			credential: new StoredCredential({ authentication: 'apiKey', apiKey: key, baseUrl }, key),
			items,
			...more,
			parameters: { resource: 'contact', operation, ...parameters },
		});
	}
}
