import type { Clock } from '../clock.mts';
import { ContactStore } from './contacts.mts';
import { refusals, type ApiError } from '../errors.mts';
import { PhoneBook } from './phones.mts';
import type { VariableType } from './variables.mts';

const FIRST_ID = 89_300_001;

/** What a list's status means (Bulk Email Service API, Get a list of mailing lists). Only the first has a documented name. */
const listStatuses: Readonly<Record<number, string>> = {
	0: 'Active',
	1: 'Deleted',
	3: 'Clarification requested',
	4: 'Blocked by service',
	5: 'Blocked for copying',
};

/** A mailing list with its contacts and the variables they may have. */
export class MailingList {
	readonly contacts: ContactStore;
	readonly phoneBook: PhoneBook;
	readonly variables = new Map<string, VariableType>();
	status = 0;

	constructor(
		readonly id: number,
		readonly name: string,
		readonly createdAt: number,
		clock: Clock,
	) {
		this.contacts = new ContactStore(clock);
		this.phoneBook = new PhoneBook(this.contacts);
	}

	get statusExplain(): string {
		return listStatuses[this.status] ?? '';
	}
}

/** The mailing lists of the account, by id and by name. */
export class ListStore {
	private readonly byId = new Map<number, MailingList>();
	private readonly idsByName = new Map<string, number>();
	private nextId = FIRST_ID;
	/** What other products know that keeps a list from being sent to. */
	readonly obstacles: Array<(list: MailingList) => ApiError | undefined> = [];

	constructor(private readonly clock: Clock) {}

	get size(): number {
		return this.byId.size;
	}

	/** Makes a list. Names are unique, compared letter by letter (code 203). */
	create(name: string, createdAt = this.clock.now()): MailingList {
		if (this.idsByName.has(name)) throw refusals.listNameInUse();
		const list = new MailingList(this.nextId++, name, createdAt, this.clock);
		this.byId.set(list.id, list);
		this.idsByName.set(name, list.id);
		return list;
	}

	get(id: number): MailingList | undefined {
		return this.byId.get(id);
	}

	getByName(name: string): MailingList | undefined {
		return this.byId.get(this.idsByName.get(name) ?? 0);
	}

	/** Why this list can't be sent to, if there is something. */
	obstacleTo(list: MailingList): ApiError | undefined {
		for (const obstacle of this.obstacles) {
			const complaint = obstacle(list);
			if (complaint) return complaint;
		}
		return undefined;
	}

	rename(list: MailingList, name: string): void {
		const owner = this.idsByName.get(name);
		if (owner !== undefined && owner !== list.id) throw refusals.listNameInUse();
		this.idsByName.delete(list.name);
		this.idsByName.set(name, list.id);
		(list as { name: string }).name = name;
	}

	delete(list: MailingList): void {
		this.byId.delete(list.id);
		this.idsByName.delete(list.name);
	}

	all(): MailingList[] {
		return [...this.byId.values()];
	}

	page({ offset, limit }: { offset: number; limit: number }): MailingList[] {
		return this.all().slice(offset, offset + limit);
	}
}
