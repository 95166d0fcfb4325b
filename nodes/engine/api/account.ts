import { Pace } from './pace';
import { fingerprint } from './token';
import { orCancelled } from './waiting';

/** How a request is let through: alone, so that n8n renews the token once, or beside others. */
export type Admission = 'alone' | 'shared';

/**
 * What this process knows about the token of one stored credential. n8n would fetch one token for
 * each request that finds none, so while no token is known to be good one request goes alone and
 * the others wait for it.
 */
export class TokenGate {
	/** Grows with each change: a late 401 must not discredit the token that came after it. */
	generation = 0;

	private goodUntil = 0;

	private token = '';

	private discredited = '';

	/** Whoever went alone, and in the end why there was no token to be had. */
	private alone: Promise<Error | undefined> | undefined;

	private noToken: Error | undefined;

	/** @param needed false for an API key, which never has to be fetched */
	constructor(readonly needed: boolean) {}

	/** A token (its fingerprint) was seen in the credential. */
	trust(token: string, until: number): void {
		if (token === this.discredited || token === this.token) return;
		this.token = token;
		this.goodUntil = until;
		this.generation++;
	}

	/** A token has just worked, whatever was thought of it before. */
	prove(token: string, until: number): void {
		this.discredited = '';
		this.trust(token, until);
	}

	/** Is this the token (its fingerprint, if there is one) that all requests should use now? */
	isCurrent(token?: string): boolean {
		return !this.needed || (token !== undefined && token === this.token);
	}

	/** The API answered 401 to a request that was let through in that generation. */
	distrust(generation: number): void {
		if (generation !== this.generation) return;
		this.discredited = this.token;
		this.token = '';
		this.goodUntil = 0;
		this.generation++;
	}

	/** Whoever went alone got no token: those who waited for it are told the same. */
	failed(reason: Error): void {
		this.noToken = reason;
	}

	get good(): boolean {
		return !this.needed || this.goodUntil > Date.now();
	}

	/**
	 * Runs `send` as soon as it may, and tells it how it was let through.
	 *
	 * @throws what {@link failed} was told by the one for which this has waited
	 */
	async pass<T>(send: (admission: Admission) => Promise<T>, signal?: AbortSignal): Promise<T> {
		while (!this.good && this.alone) {
			const reason = await orCancelled(this.alone, signal);
			if (reason) throw reason;
		}
		if (this.good) return await send('shared');
		let done: (reason?: Error) => void = () => {};
		this.alone = new Promise((resolve) => (done = resolve));
		this.noToken = undefined;
		try {
			return await send('alone');
		} finally {
			this.alone = undefined;
			done(this.noToken);
		}
	}
}

const paces = new Map<string, Pace>();
const gates = new Map<string, TokenGate>();

function shared<T>(known: Map<string, T>, key: string, make: () => T): T {
	const found = known.get(key);
	if (found !== undefined) return found;
	const made = make();
	known.set(key, made);
	return made;
}

/** The pace of an account, the same for all nodes and runs of this process. */
export const paceOf = (accountKey: string): Pace => shared(paces, accountKey, () => new Pace());

/** The token gate of a stored credential with the secrets that it holds now. */
export const tokenGateOf = (credentialId: string, purpose: string, needed: boolean): TokenGate =>
	shared(gates, fingerprint(credentialId, purpose), () => new TokenGate(needed));
