import type { Clock } from '../clock.mts';
import type { VariableChange, VariableValue } from './variables.mts';

/** Statuses of an address and their names (Bulk Email Service API, Get a list of emails from a mailing list). */
export const contactStatuses = [
	'New',
	'Active',
	'Confirmation requested',
	'Activation requested',
	'Unsubscribed',
	'Rejected by the admin',
	'Unsubscribed from all newsletters',
	'Activation is requested',
	'Blocked',
	'Sending error',
	'Blocked',
	'Blocked',
	'Blocked',
	'Deleted by the user',
	'Temporarily unavailable',
] as const;

export const ContactStatus = {
	new: 0,
	active: 1,
	confirmationRequested: 2,
	unsubscribed: 4,
	unsubscribedFromAll: 6,
	sendingError: 9,
} as const;

/** The filter `active` asks for "Active and New". */
export const isActive = (status: number) =>
	status === ContactStatus.new || status === ContactStatus.active;

/** One address in one list. Changed only through the store that holds it, which counts along. */
export interface Contact {
	/** As it was first written; compared without regard to case. */
	readonly email: string;
	readonly status: number;
	/** Digits, or empty. */
	readonly phone: string;
	/** Since when it has that number. */
	readonly phoneSince: number;
	readonly variables: ReadonlyMap<string, VariableValue>;
	readonly tags: ReadonlySet<number>;
	readonly addedAt: number;
	readonly source: string;
}

export type ContactFilter = 'all' | 'active' | 'inactive' | 'none';

interface StoredContact extends Contact {
	status: number;
	phone: string;
	phoneSince: number;
	variables: Map<string, VariableValue>;
	tags: Set<number>;
}

export interface NewContact extends Partial<VariableChange> {
	email: string;
	status: number;
	addedAt: number;
	source?: string;
}

/** The contacts of one list, in the order they came. */
export class ContactStore {
	private readonly byKey = new Map<string, StoredContact>();
	private readonly emailsByStatus = contactStatuses.map(() => 0);
	private readonly byPhone = new Map<string, Set<StoredContact>>();
	// Pages of a list are read one after another: each filter's contacts are put in a row once, not for every page.
	private readonly rows = new Map<ContactFilter, StoredContact[]>();
	/** Those that were added last, in their order. */
	private latest: StoredContact[] = [];

	constructor(private readonly clock: Clock) {}

	get size(): number {
		return this.byKey.size;
	}

	get(email: string): Contact | undefined {
		return this.byKey.get(keyOf(email));
	}

	values(): Iterable<Contact> {
		return this.byKey.values();
	}

	/** Adds an address that is not there yet. */
	add({ email, status, addedAt, source = 'API', values, phone }: NewContact): Contact {
		if (this.byKey.has(keyOf(email))) throw new Error(`${email} is in the list already`);
		const contact: StoredContact = {
			email,
			status,
			phone: '',
			phoneSince: 0,
			variables: new Map(),
			tags: new Set(),
			addedAt,
			source,
		};
		this.byKey.set(keyOf(email), contact);
		this.latest.push(contact);
		this.count(contact, 1);
		this.rows.clear();
		this.change(email, { values: values ?? new Map(), phone: phone ?? null });
		contact.phoneSince = addedAt;
		return contact;
	}

	/** Changes variables and phone; false if the address is not there. */
	change(email: string, { values, phone }: VariableChange): boolean {
		const contact = this.byKey.get(keyOf(email));
		if (!contact) return false;
		for (const [name, value] of values) {
			if (value === '') contact.variables.delete(name);
			else contact.variables.set(name, value);
		}
		if (phone !== null && phone !== contact.phone) {
			this.leavePhone(contact);
			contact.phone = phone;
			contact.phoneSince = this.clock.now();
			if (phone !== '')
				this.byPhone.set(phone, (this.byPhone.get(phone) ?? new Set()).add(contact));
		}
		return true;
	}

	setStatus(email: string, status: number): boolean {
		const contact = this.byKey.get(keyOf(email));
		if (!contact) return false;
		this.count(contact, -1);
		contact.status = status;
		this.count(contact, 1);
		this.rows.clear();
		return true;
	}

	tag(email: string, tags: Iterable<number>): boolean {
		const contact = this.byKey.get(keyOf(email));
		for (const tag of contact ? tags : []) contact?.tags.add(tag);
		return contact !== undefined;
	}

	untag(email: string, tags: Iterable<number>): boolean {
		const contact = this.byKey.get(keyOf(email));
		for (const tag of contact ? tags : []) contact?.tags.delete(tag);
		return contact !== undefined;
	}

	remove(email: string): boolean {
		const contact = this.byKey.get(keyOf(email));
		if (!contact) return false;
		this.count(contact, -1);
		this.byKey.delete(keyOf(email));
		this.leavePhone(contact);
		this.rows.clear();
		return true;
	}

	/** Number of addresses a filter lets through. */
	total(filter: ContactFilter = 'all'): number {
		return sum(this.emailsByStatus, filter);
	}

	/** Whoever was added after that time. Asked for ever later times: earlier ones are forgotten. */
	addedAfter(time: number): Contact[] {
		this.latest = this.latest.filter(
			(contact) => contact.addedAt > time && this.byKey.get(keyOf(contact.email)) === contact,
		);
		return this.latest;
	}

	/** The first contact with that telephone number. */
	withPhone(phone: string): Contact | undefined {
		return this.byPhone.get(phone)?.values().next().value;
	}

	/** Telephone numbers of contacts, each once. */
	phones(): string[] {
		return [...this.byPhone.keys()];
	}

	page({
		filter = 'all',
		descending = false,
		offset,
		limit,
	}: {
		filter?: ContactFilter;
		descending?: boolean;
		offset: number;
		limit: number;
	}): Contact[] {
		const row = this.row(filter);
		if (!descending) return row.slice(offset, offset + limit);
		const end = Math.max(0, row.length - offset);
		return row.slice(Math.max(0, end - limit), end).reverse();
	}

	private row(filter: ContactFilter): StoredContact[] {
		let row = this.rows.get(filter);
		if (!row) {
			row = [...this.byKey.values()].filter(({ status }) => passesFilter(status, filter));
			this.rows.set(filter, row);
		}
		return row;
	}

	private leavePhone(contact: StoredContact): void {
		const owners = this.byPhone.get(contact.phone);
		owners?.delete(contact);
		if (owners?.size === 0) this.byPhone.delete(contact.phone);
	}

	private count(contact: Contact, step: 1 | -1): void {
		this.emailsByStatus[contact.status] += step;
	}
}

const keyOf = (email: string) => email.toLowerCase();

function passesFilter(status: number, filter: ContactFilter): boolean {
	return filter === 'all' || (filter !== 'none' && isActive(status) === (filter === 'active'));
}

function sum(counts: readonly number[], filter: ContactFilter): number {
	return counts.reduce(
		(total, count, status) => (passesFilter(status, filter) ? total + count : total),
		0,
	);
}
