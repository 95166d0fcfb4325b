import type { Client } from '../engine/api/client';
import { ApiFailure } from '../engine/api/failures';
import { pause } from '../engine/api/waiting';
import { keyIn, newKey, withKey } from '../engine/deliveries/secret';
import { allHooks, createHooks, named, removeHooks, type Hook } from './hooks';
import type { Kind, Known, RegistrationMemory } from './memory';
import { sameAddress, testAddressOf } from './webhookUrl';

/** The difference between what stands for an address and what should. */
interface Difference {
	kept: Hook[];
	missing: string[];
	/** Not wanted, there twice, or without the key. */
	surplus: Hook[];
}

/** Attempts to register: the second one where the first may have worked, or in part, and the list says no. */
const ATTEMPTS = 2;
/** Times that what stands is compared with what should, whatever SendPulse answers. */
const MOST_ROUNDS = 5;
/** Between two looks at what a registration without a clear answer has left. */
const LOOK_MS = 3_000;
/** How often is looked: SendPulse may carry out what it has not answered in time, but not what it has refused. */
const LOOKS = { answered: 2, unanswered: 7 };
/** So long after a registration without an answer none is sent: carried out both, each event would come twice. */
const UNANSWERED_MS = 120_000;
/** n8n listens for a test event for some minutes. */
const LISTENING_MS = 15 * 60_000;

/** By address: when a registration was sent that was not answered in time. */
const unanswered = new Map<string, number>();
/** Test addresses at which this process waits for an event, and until when at most. */
const listening = new Map<string, number>();

const AGAIN = 'Nothing is registered for this workflow: publish it again.';
const LATER =
	'It may still carry that out, so it is not asked a second time now: publish the workflow again in two minutes.';

/**
 * One trigger's webhooks in SendPulse. What stands is asked anew each time, so a second activation, lost
 * data or another order of rows change nothing. What was registered is remembered beside that: it may
 * stand at an address or in an account that the trigger has no more. Rows of other addresses are never
 * touched.
 */
export class Registration {
	private readonly kind: Kind;

	/**
	 * @param url the trigger's address as n8n has it now
	 * @param isTest undefined where only the memory can tell
	 * @param warn says something in n8n's log
	 */
	constructor(
		private readonly client: Client,
		private readonly url: string,
		private readonly memory: RegistrationMemory,
		private readonly warn: (text: string) => void,
		isTest?: boolean,
	) {
		const test = isTest ?? this.memory.registered('test')?.url === url;
		this.kind = test ? 'test' : 'production';
	}

	/**
	 * Does SendPulse have exactly these events for this address, each once, and nothing of before?
	 *
	 * @throws ApiFailure
	 */
	async isComplete(events: readonly string[]): Promise<boolean> {
		// So that a deletion knows what it deletes.
		if (!this.known) this.remember({ hooks: [] });
		const rows = await this.rows();
		const own = this.own(rows);
		const key = this.keyAmong(own) ?? newKey();
		const { missing, surplus } = compare(own, events, key);
		if (missing.length + surplus.length + this.strays(rows).length > 0) return false;
		if (this.elsewhere(rows).length > this.memory.left.length) return false;
		this.remember({ key, hooks: own });
		return true;
	}

	/**
	 * Makes SendPulse have exactly these events for this address: adds what is missing, removes what is too
	 * much or left from before.
	 *
	 * @throws ApiFailure; then nothing is registered for the address, or the message says what still is
	 */
	async make(events: readonly string[]): Promise<void> {
		if (this.kind === 'test') listening.set(this.url, Date.now() + LISTENING_MS);
		const rows = await this.rows();
		const own = this.own(rows);
		const key = this.keyAmong(own) ?? newKey();
		await this.tidy(rows);
		this.remember({ key, hooks: own });
		try {
			this.remember(await this.reconcile(events, key, own));
		} catch (error) {
			throw await this.undone(error);
		}
	}

	/**
	 * Removes all that points at the address or is left from before; what is gone already is fine.
	 *
	 * @throws ApiFailure that names what is left
	 */
	async remove(): Promise<void> {
		if (this.kind === 'test') listening.delete(this.url);
		const rows = await this.rows().catch((error: unknown) => {
			throw stillThere(error, this.known?.hooks ?? []);
		});
		await this.tidy(rows);
		const left = await removeHooks(this.client, this.own(rows));
		this.remember({ hooks: left?.hooks ?? [] });
		if (left) throw stillThere(left.failure, left.hooks);
	}

	private get known() {
		return this.memory.registered(this.kind);
	}

	private remember({
		key = this.known?.key,
		hooks,
	}: {
		key?: string;
		hooks: Known['hooks'];
	}): void {
		this.memory.remember(this.kind, {
			url: this.url,
			account: this.client.accountKey,
			key,
			hooks: hooks.map(({ id, action }) => ({ id, action })),
		});
	}

	private async rows(): Promise<Hook[]> {
		const remembered = [...this.memory.left, ...(this.known ? [this.known] : [])];
		return await allHooks(
			this.client,
			remembered.flatMap(({ hooks }) => hooks.map(({ id }) => id)),
		);
	}

	private own(rows: Hook[]): Hook[] {
		return rows.filter((row) => sameAddress(row.url, this.url));
	}

	/** The key that is known, or that the rows have where n8n has lost its data. */
	private keyAmong(own: Hook[]): string | undefined {
		return this.known?.key ?? own.map(({ url }) => keyIn(url)).find((key) => key !== '');
	}

	/** What is remembered of other addresses, and of other accounts whose rows this one does not have. */
	private elsewhere(rows: Hook[]): Known[] {
		const { known, client } = this;
		const seen = new Set(rows.map(({ id }) => id));
		const moved = known && !sameAddress(known.url, this.url);
		const unseen =
			known && known.account !== client.accountKey && known.hooks.some(({ id }) => !seen.has(id));
		return [...this.memory.left, ...(moved || unseen ? [known] : [])];
	}

	/** Rows of the trigger at other addresses: former ones, and that of a test listening which was killed. */
	private strays(rows: Hook[]): Hook[] {
		const remembered = this.elsewhere(rows);
		const testUrl = this.kind === 'production' ? testAddressOf(this.url) : undefined;
		const isListening = testUrl !== undefined && (listening.get(testUrl) ?? 0) > Date.now();
		return rows.filter(
			(row) =>
				!sameAddress(row.url, this.url) &&
				((testUrl !== undefined && !isListening && sameAddress(row.url, testUrl)) ||
					remembered.some(
						({ url, hooks }) => sameAddress(row.url, url) && hooks.some(({ id }) => id === row.id),
					)),
		);
	}

	/** Removes strays. What can't be removed is named in the log, and tried again at the next chance. */
	private async tidy(rows: Hook[]): Promise<void> {
		const strays = this.strays(rows);
		const remembered = this.elsewhere(rows);
		const left = await removeHooks(this.client, strays);
		const standing = new Set((left?.hooks ?? []).map(({ id }) => id));
		const seen = new Set(rows.map(({ id }) => id));
		const isOfOther = (account: string, id: number) =>
			account !== this.client.accountKey && !seen.has(id);
		const still = remembered.map((entry) => ({
			...entry,
			hooks: entry.hooks.filter(({ id }) => standing.has(id) || isOfOther(entry.account, id)),
		}));
		if (remembered.length > 0) this.memory.left = still;
		if (left) {
			this.warn(
				`of an earlier address SendPulse still has: ${named(left.hooks)}. They will be removed when the workflow is published or unpublished again. ${left.failure.message}`,
			);
		}
		for (const { account, url, hooks } of still) {
			const others = hooks.filter(({ id }) => isOfOther(account, id));
			if (others.length === 0) continue;
			this.warn(
				`registered with another SendPulse account, which the credential does not reach now: ${named(others)}, at ${url}. Delete them there.`,
			);
		}
	}

	private async reconcile(
		events: readonly string[],
		key: string,
		standing: Hook[],
	): Promise<{ key: string; hooks: Hook[] }> {
		const { client, url } = this;
		let hooks = standing;
		let unclear = 0;
		for (let round = 1; ; round++) {
			const { kept, missing, surplus } = compare(hooks, events, key);
			// Surplus first: should the rest fail, less is left behind.
			const leftover = await removeHooks(client, surplus);
			if (leftover) throw leftover.failure;
			if (missing.length === 0) return { key, hooks: kept };
			if (isUnanswered(url)) {
				throw new ApiFailure('unclear', 'SendPulse has left a registration unanswered.');
			}
			const made = await createHooks(client, withKey(url, key), missing);
			if (made.failure) {
				const { failure } = made;
				if (failure.kind !== 'unclear' || ++unclear === ATTEMPTS || round >= MOST_ROUNDS) {
					throw failure;
				}
				hooks = await this.standingAfter(failure, events, key);
			} else {
				if (await this.dropsKeys(made.hooks, key)) key = '';
				if (unclear === 0 || round >= MOST_ROUNDS) return { key, hooks: [...kept, ...made.hooks] };
				// The attempt before may have been carried out in the meantime.
				hooks = this.own(await this.rows());
			}
		}
	}

	/**
	 * Whether SendPulse keeps addresses without their query (no document says so): then deliveries come
	 * without the key, and can't be asked for it.
	 */
	private async dropsKeys(made: Hook[], key: string): Promise<boolean> {
		if (key === '') return false;
		const stored = made.every(({ url }) => url !== '') ? made : this.own(await this.rows());
		return stored.some(({ url }) => keyIn(url) === '');
	}

	/** What stands after a registration without a clear answer. @throws the failure, where it may come later still */
	private async standingAfter(
		failure: ApiFailure,
		events: readonly string[],
		key: string,
	): Promise<Hook[]> {
		if (failure.timedOut) unanswered.set(this.url, Date.now());
		const looks = failure.timedOut ? LOOKS.unanswered : LOOKS.answered;
		for (let look = 1; ; look++) {
			const hooks = this.own(await this.rows());
			const { missing } = compare(hooks, events, key);
			if (missing.length === 0) unanswered.delete(this.url);
			else if (look === looks && failure.timedOut) throw failure;
			if (missing.length === 0 || look === looks) return hooks;
			await pause(LOOK_MS);
		}
	}

	/** The failure, after what had been registered was taken away again. */
	private async undone(error: unknown): Promise<unknown> {
		if (!(error instanceof ApiFailure)) return error;
		const state = await this.rows()
			.then(async (rows) => await removeHooks(this.client, this.own(rows)))
			.then(
				(left) => {
					this.remember({ hooks: left?.hooks ?? [] });
					return left ? `For this workflow SendPulse still has: ${named(left.hooks)}.` : '';
				},
				() => 'It could not be found out which webhooks SendPulse has for this workflow now.',
			);
		if (state !== '') {
			const remedy = 'Publish again to mend that, or delete them in SendPulse.';
			return new ApiFailure(error.kind, `${error.message} ${state} ${remedy}`, error);
		}
		if (error.kind !== 'unclear') return error;
		const ending = isUnanswered(this.url) ? LATER : AGAIN;
		return new ApiFailure(error.kind, `${error.message} ${ending}`, error);
	}
}

function isUnanswered(url: string): boolean {
	const since = Date.now() - (unanswered.get(url) ?? -Infinity);
	if (since >= 0 && since < UNANSWERED_MS) return true;
	unanswered.delete(url);
	return false;
}

function compare(hooks: Hook[], events: readonly string[], key: string): Difference {
	const kept = new Map<string, Hook>();
	const surplus = hooks.filter((hook) => {
		const { action, url } = hook;
		const isCurrent = key === '' || keyIn(url) === key;
		if (!isCurrent || !events.includes(action) || kept.has(action)) return true;
		kept.set(action, hook);
		return false;
	});
	return {
		kept: [...kept.values()],
		missing: events.filter((event) => !kept.has(event)),
		surplus,
	};
}

/** A failure to remove, with what is left. */
function stillThere(error: unknown, hooks: Known['hooks']): unknown {
	if (!(error instanceof ApiFailure) || hooks.length === 0) return error;
	return new ApiFailure(
		error.kind,
		`Not all webhooks could be removed; SendPulse still has: ${named(hooks)}. Delete them there, or publish and unpublish the workflow once more. ${error.message}`,
		error,
	);
}
