import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../engine/api/record';
import type { Hook } from './hooks';

/** Webhooks at one address in one account. */
export interface Known {
	/** The address, without its key. */
	url: string;
	/** Which account: nothing that could be used to get in. */
	account: string;
	hooks: Array<Pick<Hook, 'id' | 'action'>>;
}

/** What was registered last. */
export interface Registered extends Known {
	/** What callers have to name; '' where SendPulse does not keep it; undefined before the first time. */
	key?: string;
}

/** While somebody waits for a test event n8n gives the node an address of its own. */
export type Kind = 'production' | 'test';

/** Rows that could not be removed are remembered up to so many. */
const MOST_LEFT = 200;

/**
 * What a trigger has registered, in the node's static data, which n8n stores with the workflow. It goes
 * with a workflow that is exported by n8n's command line: in another n8n it says nothing.
 */
export class RegistrationMemory {
	/** @param data the node's static data */
	constructor(
		private readonly data: IDataObject,
		private readonly instance: string,
	) {}

	private get stored(): IDataObject {
		const { registered } = this.data;
		return isRecord(registered) && registered.instance === this.instance ? registered : {};
	}

	private store(changes: IDataObject): void {
		const { production, test, left } = this.stored;
		const before = { production, test, left };
		// Made anew as a whole: n8n sees only what is set on the static data itself.
		this.data.registered = JSON.parse(
			JSON.stringify({ ...before, ...changes, instance: this.instance }),
		) as IDataObject;
	}

	registered(kind: Kind): Registered | undefined {
		const stored = this.stored[kind];
		const known = knownIn(stored);
		return known && { ...known, ...keyOf(stored) };
	}

	remember(kind: Kind, registered: Registered): void {
		this.store({ [kind]: registered as unknown as IDataObject });
	}

	/** All that may stand in SendPulse. */
	get all(): Known['hooks'] {
		const registered = [this.registered('production'), this.registered('test')];
		return [...registered, ...this.left].flatMap((known) => known?.hooks ?? []);
	}

	/** What is not wanted any more and may still stand. */
	get left(): Known[] {
		const { left } = this.stored;
		return (Array.isArray(left) ? left : []).flatMap((entry) => knownIn(entry) ?? []);
	}

	set left(left: Known[]) {
		let room = MOST_LEFT;
		const newest = [...left].reverse().flatMap(({ url, account, hooks }) => {
			const kept = hooks.slice(0, room);
			room -= kept.length;
			return kept.length > 0 ? [{ url, account, hooks: kept }] : [];
		});
		this.store({ left: newest.reverse() });
	}
}

/** What deliveries to an address have to name, as far as the node's static data say. */
export function keyFor(data: IDataObject, kind: Kind): string | undefined {
	const { registered } = data;
	const { key } = isRecord(registered) ? keyOf(registered[kind]) : {};
	return key === '' ? undefined : key;
}

const keyOf = (stored: unknown): Pick<Registered, 'key'> =>
	isRecord(stored) && typeof stored.key === 'string' ? { key: stored.key } : {};

/** Whatever is stored there: the data are the user's to change. */
function knownIn(stored: unknown): Known | undefined {
	if (!isRecord(stored) || typeof stored.url !== 'string') return undefined;
	const hooks = (Array.isArray(stored.hooks) ? (stored.hooks as unknown[]) : [])
		.filter(isRecord)
		.map(({ id, action }) => ({ id: Number(id), action: String(action) }))
		.filter(({ id }) => Number.isSafeInteger(id));
	return { url: stored.url, account: String(stored.account ?? ''), hooks };
}
