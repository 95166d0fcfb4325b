import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../engine/client';
import { ApiFailure } from '../engine/failures';
import { del, get, post } from '../engine/request';
import { rowsOf } from '../fields/webhookRows';
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

/** Once more after an attempt whose answer was lost: the list then tells what has become of it. */
const ROUNDS = 2;

async function hooksAt(client: Client, url: string): Promise<Hook[]> {
	const rows = rowsOf(await client.send(get`/v2/email-service/webhook`));
	return rows
		.filter((row) => comparableUrl(row.url) === comparableUrl(url))
		.map(({ id, action }: IDataObject) => ({ id: Number(id), action: String(action) }));
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
	try {
		await reconcile(client, url, events);
	} catch (error) {
		throw await undone(client, url, error);
	}
}

async function reconcile(client: Client, url: string, events: readonly string[]): Promise<void> {
	for (let round = 1; ; round++) {
		const { missing, surplus } = compare(await hooksAt(client, url), events);
		// Surplus first: should the rest fail, less is left behind.
		await removeAll(client, surplus);
		if (missing.length === 0) return;
		const failure = await create(client, url, missing);
		if (!failure) return;
		if (failure.kind !== 'unclear' || round === ROUNDS) throw failure;
	}
}

/** Not repeatable by itself: a second row would mean every event twice. */
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
		() => undefined,
		(error: unknown) => {
			if (error instanceof ApiFailure) return error;
			throw error;
		},
	);
}

/** The failure, after what had been registered was taken away again. */
async function undone(client: Client, url: string, error: unknown): Promise<unknown> {
	if (!(error instanceof ApiFailure)) return error;
	const left = await unregister(client, url).catch((): string[] => ['an unknown number']);
	if (left.length === 0) return error;
	return new ApiFailure(
		error.kind,
		`${error.message} Webhooks for this address are still registered in SendPulse (${left.join(', ')}). Publish again to mend that, or delete them there.`,
		error,
	);
}

/**
 * Removes all that points at the address; what is gone already is fine.
 *
 * @returns the webhooks that could not be removed, as "event (id)"
 * @throws ApiFailure when SendPulse does not tell what stands
 */
export async function unregister(client: Client, url: string): Promise<string[]> {
	return await removeAll(client, await hooksAt(client, url), true);
}

async function removeAll(client: Client, hooks: Hook[], goOn = false): Promise<string[]> {
	const left: string[] = [];
	for (const { id, action } of hooks) {
		const removing = client.send(del`/v2/email-service/webhook/${id}`, { repeatable: true });
		await removing.catch((error: unknown) => {
			if (error instanceof ApiFailure && error.status === 404) return;
			if (!goOn) throw error;
			left.push(`${action} (${id})`);
		});
	}
	return left;
}
