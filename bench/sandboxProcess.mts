// The sandbox in a process of its own: what it computes must neither slow n8n down nor count as n8n's work.
// Started by `sandbox.mts`, which it answers over the channel between the two.
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import { createSandbox, type RequestRecord } from '../sandbox/index.mts';

const TOKEN_PATH = '/oauth/access_token';
const LOOK_MS = 20;

/** What reached the sandbox in one piece of work. */
export interface Traffic {
	requests: number;
	/** Refused for their pace. */
	refused: number;
	/** Answered with an error, whatever kind. */
	failed: number;
	tokenFetches: number;
	/** Seconds between the arrival of the first request and that of the last. */
	span: number;
	/** Most requests in any second. */
	mostInASecond: number;
}

const sandbox = createSandbox({ blank: true });
const url = await sandbox.listen();
// Each request that waits for its answer listens for the end of the sandbox, and hundreds may wait.
setMaxListeners(0, sandbox.closing);

const isToken = ({ path }: RequestRecord) => path === TOKEN_PATH;
const requests = () => sandbox.log.filter((request) => !isToken(request));

function mostInASecond(times: number[]): number {
	let most = 0;
	let from = 0;
	for (const [index, time] of times.entries()) {
		while ((times[from] ?? 0) <= time - 1_000) from++;
		most = Math.max(most, index - from + 1);
	}
	return most;
}

/** What the benchmark may ask for. */
const commands = {
	account() {
		const { clientId, clientSecret } = sandbox.state.account;
		return { url, clientId, clientSecret };
	},

	/** Forgets the traffic so far; from now on each answer takes `latency` milliseconds. */
	begin({ latency, tokenLifetime = 3_600 }: { latency: number; tokenLifetime?: number }) {
		sandbox.log.clear();
		sandbox.limits.clear();
		sandbox.faults.clear();
		sandbox.faults.add({ kind: 'latency', ms: latency });
		sandbox.options.tokenLifetime = tokenLifetime;
	},

	/** A new mailing list with so many contacts. */
	createList({ name, contacts = 0 }: { name: string; contacts?: number }) {
		const list = sandbox.state.lists.create(name);
		list.variables.set('name', 'string');
		list.variables.set('company', 'string');
		list.variables.set('visits', 'number');
		for (let index = 0; index < contacts; index++) {
			const values = new Map<string, string | number>([
				['name', `Name ${index}`],
				['company', `Company ${index % 100}`],
				['visits', index],
			]);
			list.contacts.add({
				email: `contact.${index}@example.com`,
				status: 1,
				addedAt: Date.now(),
				values,
			});
		}
		return list.id;
	},

	contactsIn(listId: number) {
		return sandbox.state.lists.get(listId)?.contacts.size ?? 0;
	},

	/** The answer to the last of so many requests takes longer by `ms`. */
	holdLast({ requests: count, ms }: { requests: number; ms: number }) {
		sandbox.faults.add({ kind: 'latency', ms, after: count - 1, times: 1 });
	},

	/** Resolves once so many requests have arrived. */
	async arrived(count: number) {
		while (requests().length < count) await wait(LOOK_MS);
	},

	traffic(): Traffic {
		const seen = requests();
		const times = seen.map(({ time }) => time);
		return {
			requests: seen.length,
			refused: seen.filter(({ status, code }) => status === 429 || code === 2020202020).length,
			failed: seen.filter(({ status }) => status !== 200).length,
			tokenFetches: sandbox.log.filter(isToken).length,
			span: ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000,
			mostInASecond: mostInASecond(times),
		};
	},
};

export type Commands = typeof commands;

export interface Call {
	id: number;
	name: keyof Commands;
	argument: unknown;
}

export type Answer = { id: number; result: unknown } | { id: number; error: string };

process.on('message', ({ id, name, argument }: Call) => {
	const answer = (message: Answer) => process.send?.(message);
	const command = commands[name] as (argument: unknown) => unknown;
	Promise.resolve()
		.then(() => command(argument))
		.then(
			(result) => answer({ id, result }),
			(error: unknown) => answer({ id, error: String(error) }),
		);
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
