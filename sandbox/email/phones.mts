import type { Clock } from '../clock.mts';
import type { SandboxOptions } from '../options.mts';
import { isActive, type Contact, type ContactStore } from './contacts.mts';
import type { Fates } from './fates.mts';
import type { MailingList } from './lists.mts';
import type { VariableValue } from './variables.mts';

/** A telephone number in a list: that of a contact, or one without an address. */
export interface ListedNumber {
	/** Digits. */
	readonly phone: string;
	readonly contact: Contact | null;
	readonly variables: ReadonlyMap<string, VariableValue>;
	readonly addedAt: number;
}

interface BareNumber {
	phone: string;
	contact: null;
	variables: Map<string, VariableValue>;
	addedAt: number;
}

/** The telephone numbers of one list, each once. */
export class PhoneBook {
	private readonly bare = new Map<string, BareNumber>();

	constructor(private readonly contacts: ContactStore) {}

	get(phone: string): ListedNumber | undefined {
		const contact = this.contacts.withPhone(phone);
		if (!contact) return this.bare.get(phone);
		const { variables, phoneSince: addedAt } = contact;
		return { phone, contact, variables, addedAt };
	}

	/** A number without an address, which is not there yet. */
	add(phone: string, addedAt: number): void {
		if (this.get(phone)) throw new Error(`${phone} is in the list already`);
		this.bare.set(phone, { phone, contact: null, variables: new Map(), addedAt });
	}

	/** Changes variables; an empty text takes a value away. */
	change(phone: string, values: Map<string, VariableValue>): boolean {
		const number = this.get(phone);
		if (number?.contact) return this.contacts.change(number.contact.email, { values, phone: null });
		const bare = this.bare.get(phone);
		for (const [name, value] of bare ? values : []) {
			if (value === '') bare?.variables.delete(name);
			else bare?.variables.set(name, value);
		}
		return bare !== undefined;
	}

	/** Takes it out of the list; whose it was stays there. */
	remove(phone: string): boolean {
		const number = this.get(phone);
		for (let contact = number?.contact; contact; contact = this.contacts.withPhone(phone))
			this.contacts.change(contact.email, { values: new Map(), phone: '' });
		this.bare.delete(phone);
		return number !== undefined;
	}

	all(): ListedNumber[] {
		const owned = this.contacts.phones().flatMap((phone) => this.get(phone) ?? []);
		const bare = [...this.bare.values()].filter(({ phone }) => !this.contacts.withPhone(phone));
		return [...owned, ...bare];
	}
}

export type NumberStatus = 'new' | 'active' | 'exception';

/**
 * What is known of numbers: each new one is checked for a while, and is then active or, where nobody has it, an
 * exception. That of a contact who gets no mails any more is one, too.
 */
export class NumberChecks {
	constructor(
		private readonly fates: Fates,
		private readonly options: Pick<SandboxOptions, 'smsNumberDelay'>,
		private readonly clock: Clock,
	) {}

	statusOf({ phone, contact, addedAt }: ListedNumber): NumberStatus {
		if (contact && !isActive(contact.status)) return 'exception';
		if (addedAt + this.options.smsNumberDelay > this.clock.now()) return 'new';
		return this.exists(phone) ? 'active' : 'exception';
	}

	/** Whether somebody has that number. */
	exists(phone: string): boolean {
		return this.fates.of('number', phone).delivery !== 'hardBounce';
	}

	quantities({ phoneBook }: MailingList): Record<NumberStatus, number> {
		const quantities = { new: 0, active: 0, exception: 0 };
		for (const number of phoneBook.all()) quantities[this.statusOf(number)] += 1;
		return quantities;
	}
}
