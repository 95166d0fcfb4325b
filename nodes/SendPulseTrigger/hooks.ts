import type { Client } from '../engine/api/client';
import { ApiFailure } from '../engine/api/failures';
import { rowsOf, saysDone } from '../SendPulse/fields/webhookRows';
import { del, emailService, get, post } from '../SendPulse/product';

/** A webhook in SendPulse: one event at one address (Bulk Email Service API, "Webhooks"). */
export interface Hook {
	id: number;
	action: string;
	url: string;
}

/** Webhooks that could not be removed, and why. */
export interface Leftover {
	hooks: Hook[];
	failure: ApiFailure;
}

/** What came of a registration: what SendPulse made, or why that is not known. */
export interface Made {
	hooks: Hook[];
	failure?: ApiFailure;
}

/**
 * No document speaks of pages here, and none says that there are none. Where there are, they are of so
 * many records, or of a multiple of it.
 */
const SMALLEST_PAGE = 10;
/** Pages that are read at most, should SendPulse give other records for ever. */
const MOST_PAGES = 100;

export const named = (hooks: ReadonlyArray<Pick<Hook, 'id' | 'action'>>) =>
	hooks.map(({ id, action }) => `${action} (${id})`).join(', ');

const hooksIn = (answer: unknown): Hook[] =>
	rowsOf(answer).map(({ id, action, url }) => ({
		id: Number(id),
		action: String(action),
		url: String(url ?? ''),
	}));

/**
 * All webhooks of the account; those of `remembered` that the list leaves out are asked for one by one.
 *
 * @throws ApiFailure
 */
export async function allHooks(client: Client, remembered: readonly number[]): Promise<Hook[]> {
	const request = get`/v2/email-service/webhook`;
	const hooks = hooksIn(await client.send(request));
	if (hooks.length === 0 || hooks.length % SMALLEST_PAGE !== 0) return hooks;
	const known = new Map(hooks.map((hook) => [hook.id, hook]));
	const { page, largest } = emailService.pager;
	for (let pages = 1; pages < MOST_PAGES; pages++) {
		const before = known.size;
		for (const hook of hooksIn(await client.send(page(request, largest, before)))) {
			known.set(hook.id, hook);
		}
		if (known.size === before) break;
	}
	for (const id of remembered.filter((one) => !known.has(one))) {
		const hook = await hookOf(client, id);
		if (hook) known.set(id, hook);
	}
	return [...known.values()];
}

/** One webhook; undefined where SendPulse does not have it. */
async function hookOf(client: Client, id: number): Promise<Hook | undefined> {
	const asking = client.send(get`/v2/email-service/webhook/${id}`);
	const answer = await asking.catch((error: unknown) => {
		if (error instanceof ApiFailure && error.kind === 'refused') return undefined;
		throw error;
	});
	return hooksIn(answer).find((hook) => hook.id === id);
}

/** Not repeatable by itself: a second row would mean every event twice. */
export async function createHooks(client: Client, url: string, actions: string[]): Promise<Made> {
	const sending = client.send(
		{ ...post`/v2/email-service/webhook/`, body: { url, actions } },
		{ repeatable: false, remedy: '' },
	);
	return await sending.then(
		(answer) => {
			const hooks = hooksIn(answer);
			const made = new Set(hooks.map(({ action }) => action));
			const lacking = actions.filter((action) => !made.has(action));
			if (lacking.length === 0) return { hooks };
			const failure = new ApiFailure(
				'unclear',
				`SendPulse did not confirm that it registered ${lacking.join(', ')}.`,
			);
			return { hooks, failure };
		},
		(error: unknown) => {
			if (error instanceof ApiFailure) return { hooks: [], failure: error };
			throw error;
		},
	);
}

/** Removes webhooks; what is gone already is fine. @returns what is left, if something is */
export async function removeHooks(
	client: Client,
	hooks: readonly Hook[],
): Promise<Leftover | undefined> {
	const left: Hook[] = [];
	let failure: ApiFailure | undefined;
	for (const [index, hook] of hooks.entries()) {
		const failed = await removeHook(client, hook);
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
	const standing = await allHooks(
		client,
		left.map(({ id }) => id),
	).then(
		(rows) => new Set(rows.map(({ id }) => id)),
		() => undefined,
	);
	const really = standing ? left.filter(({ id }) => standing.has(id)) : left;
	return really.length > 0 ? { hooks: really, failure } : undefined;
}

async function removeHook(client: Client, { id }: Hook): Promise<ApiFailure | undefined> {
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
