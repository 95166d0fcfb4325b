import type { Client } from '../engine/api/client';
import { ApiFailure } from '../engine/api/failures';
import { rowsOf, saysDone } from '../SendPulse/fields/webhookRows';
import { del, get, post } from '../SendPulse/product';
import { comparableUrl } from './webhookUrl';

/** A webhook in SendPulse: one event at one address (Bulk Email Service API, "Webhooks"). */
interface Hook {
	id: number;
	action: string;
}

/** The difference between what stands for an address and what should. */
interface Difference {
	missing: string[];
	/** Not wanted, or there twice. */
	surplus: Hook[];
}

/** Webhooks that could not be removed, and why. */
interface Leftover {
	hooks: Hook[];
	failure: ApiFailure;
}

/** Once more after an attempt that may have worked, or worked in part: the list then tells. */
const ROUNDS = 2;

const named = (hooks: Hook[]) => hooks.map(({ id, action }) => `${action} (${id})`).join(', ');

async function hooksAt(client: Client, url: string): Promise<Hook[]> {
	const rows = rowsOf(await client.send(get`/v2/email-service/webhook`));
	return rows
		.filter((row) => comparableUrl(row.url) === comparableUrl(url))
		.map(({ id, action }) => ({ id: Number(id), action: String(action) }));
}

function compare(hooks: Hook[], events: readonly string[]): Difference {
	const kept = new Set<string>();
	const surplus = hooks.filter(({ action }) => {
		if (!events.includes(action) || kept.has(action)) return true;
		kept.add(action);
		return false;
	});
	return { missing: events.filter((event) => !kept.has(event)), surplus };
}

/** Does SendPulse have exactly these events for this address, each once? */
export async function isRegistered(
	client: Client,
	url: string,
	events: readonly string[],
): Promise<boolean> {
	const { missing, surplus } = compare(await hooksAt(client, url), events);
	return missing.length === 0 && surplus.length === 0;
}

/**
 * Makes SendPulse have exactly these events for this address: adds what is missing, removes what is
 * too much, and touches no other address. What stands is asked anew each time and nothing remembered,
 * so a second activation, lost data or another order of rows change nothing.
 *
 * @throws ApiFailure; then nothing is registered for the address, or the message says what still is
 */
export async function register(
	client: Client,
	url: string,
	events: readonly string[],
): Promise<void> {
	const hooks = await hooksAt(client, url);
	try {
		await reconcile(client, url, events, hooks);
	} catch (error) {
		throw await undone(client, url, error);
	}
}

async function reconcile(
	client: Client,
	url: string,
	events: readonly string[],
	standing: Hook[],
): Promise<void> {
	let hooks = standing;
	for (let round = 1; ; round++) {
		const { missing, surplus } = compare(hooks, events);
		// Surplus first: should the rest fail, less is left behind.
		const leftover = await removeAll(client, url, surplus);
		if (leftover) throw leftover.failure;
		if (missing.length === 0) return;
		const failure = await create(client, url, missing);
		if (!failure) return;
		if (failure.kind !== 'unclear' || round === ROUNDS) throw failure;
		hooks = await hooksAt(client, url);
	}
}

/**
 * Not repeatable by itself: a second row would mean every event twice.
 *
 * @returns why it failed, or may have failed
 */
async function create(
	client: Client,
	url: string,
	actions: string[],
): Promise<ApiFailure | undefined> {
	const sending = client.send(
		{ ...post`/v2/email-service/webhook/`, body: { url, actions } },
		{ repeatable: false },
	);
	return await sending.then(
		(answer) => {
			const made = new Set(rowsOf(answer).map(({ action }) => action));
			const lacking = actions.filter((action) => !made.has(action));
			if (lacking.length === 0) return undefined;
			return new ApiFailure(
				'unclear',
				`SendPulse did not confirm that it registered ${lacking.join(', ')}. Publish the workflow again.`,
			);
		},
		(error: unknown) => {
			if (error instanceof ApiFailure) return error;
			throw error;
		},
	);
}

/** The failure, after what had been registered was taken away again. */
async function undone(client: Client, url: string, error: unknown): Promise<unknown> {
	if (!(error instanceof ApiFailure)) return error;
	const state = await hooksAt(client, url)
		.then(async (hooks) => await removeAll(client, url, hooks))
		.then(
			(left) => (left ? `For this workflow SendPulse still has: ${named(left.hooks)}.` : ''),
			() => 'It could not be found out which webhooks SendPulse has for this workflow now.',
		);
	if (state === '') return error;
	return new ApiFailure(
		error.kind,
		`${error.message} ${state} Publish again to mend that, or delete them in SendPulse.`,
		error,
	);
}

/**
 * Removes all that points at the address; what is gone already is fine.
 *
 * @throws ApiFailure that names what is left
 */
export async function unregister(client: Client, url: string): Promise<void> {
	const left = await removeAll(client, url, await hooksAt(client, url));
	if (!left) return;
	throw new ApiFailure(
		left.failure.kind,
		`Not all webhooks could be removed; SendPulse still has: ${named(left.hooks)}. Delete them there, or unpublish the workflow once more. ${left.failure.message}`,
		left.failure,
	);
}

async function removeAll(
	client: Client,
	url: string,
	hooks: Hook[],
): Promise<Leftover | undefined> {
	const left: Hook[] = [];
	let failure: ApiFailure | undefined;
	for (const [index, hook] of hooks.entries()) {
		const failed = await remove(client, hook);
		if (!failed) continue;
		failure ??= failed;
		left.push(hook);
		if (failed.kind === 'refused') continue;
		// Who does not get through now won't with the next one either.
		left.push(...hooks.slice(index + 1));
		break;
	}
	if (!failure) return undefined;
	// Whatever words SendPulse has for a webhook that is gone already: the list tells.
	const standing = await hooksAt(client, url).then(
		(rows) => new Set(rows.map(({ id }) => id)),
		() => undefined,
	);
	const really = standing ? left.filter(({ id }) => standing.has(id)) : left;
	return really.length > 0 ? { hooks: really, failure } : undefined;
}

async function remove(client: Client, { id }: Hook): Promise<ApiFailure | undefined> {
	const request = { ...del`/v2/email-service/webhook/${id}`, confirmed: saysDone };
	const removing = client.send(request, { repeatable: true });
	return await removing.then(
		() => undefined,
		(error: unknown) => {
			if (!(error instanceof ApiFailure)) throw error;
			return error.status === 404 && error.own ? undefined : error;
		},
	);
}
