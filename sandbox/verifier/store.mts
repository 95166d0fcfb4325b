import type { Clock } from '../clock.mts';
import type { MailingList } from '../email/lists.mts';
import type { SandboxOptions } from '../options.mts';
import type { SandboxState } from '../state.mts';
import { healthOf, ListStatus, UNVERIFIED, verdictOf, type Verdict } from './verdicts.mts';

/** About ten seconds for fifty addresses were seen. */
const MS_PER_ADDRESS = 200;
const MONTH = 30 * 86_400_000;

export interface CheckedAddress {
	readonly id: number;
	readonly email: string;
	readonly status: number;
	readonly checkedAt: number;
}

/** A verification of a list, from its beginning. */
export interface ListCheck {
	readonly listId: number;
	readonly startedAt: number;
	/** Each with the time when it is through. */
	readonly addresses: readonly CheckedAddress[];
}

export interface SingleCheck {
	readonly email: string;
	readonly submittedAt: number;
	readonly due: number;
	readonly verdict: Verdict;
	/** What was known before, and is until then. */
	readonly previous: Verdict | null;
}

export const FORMATS = { csv: 2, xls: 3, xlsx: 4 } as const;

export interface Report {
	readonly listId: number;
	readonly format: number;
	readonly statuses: readonly number[];
	readonly language: 'ru' | 'en';
	readonly readyAt: number;
}

/** What the account has verified. Progress is a matter of time alone. */
export class VerifierStore {
	private readonly lists = new Map<number, ListCheck>();
	private readonly singles = new Map<string, SingleCheck>();
	private readonly reports = new Map<string, Report>();
	private spent: Array<{ at: number; count: number }> = [];
	private nextId = 12_345;

	constructor(
		private readonly state: SandboxState,
		private readonly options: SandboxOptions,
		private readonly clock: Clock,
	) {}

	/** Addresses that may still be verified this month. */
	get quotaLeft(): number {
		const since = this.clock.now() - MONTH;
		this.spent = this.spent.filter(({ at }) => at > since);
		const used = this.spent.reduce((total, { count }) => total + count, 0);
		return Math.max(this.options.verifierQuota - used, 0);
	}

	/** Begins to verify all addresses of a list. */
	startList(list: MailingList, at: number, isPaid = true): ListCheck {
		const addresses = [...list.contacts.values()].map(({ email }, index) => ({
			id: this.nextId++,
			email,
			status: verdictOf(email, this.state.fates).status,
			checkedAt: at + (index + 1) * MS_PER_ADDRESS,
		}));
		const check: ListCheck = { listId: list.id, startedAt: at, addresses };
		this.lists.delete(list.id);
		this.lists.set(list.id, check);
		if (isPaid) this.spent.push({ at, count: addresses.length });
		return check;
	}

	listCheck(listId: number): ListCheck | undefined {
		return this.lists.get(listId);
	}

	/** Those of lists that are still there, in the order they were begun. */
	listChecks(): ListCheck[] {
		return [...this.lists.values()].filter(({ listId }) => this.state.lists.get(listId));
	}

	/** Addresses that are through. */
	processed({ addresses }: ListCheck): number {
		const now = this.clock.now();
		return addresses.filter(({ checkedAt }) => checkedAt <= now).length;
	}

	isRunning(check: ListCheck): boolean {
		return this.processed(check) < check.addresses.length;
	}

	statusOf(check: ListCheck): number {
		if (this.isRunning(check)) return ListStatus.checking;
		return healthOf(check.addresses.map(({ status }) => status));
	}

	/** Whether the list has addresses that were not among those verified. */
	isUpdated({ listId, addresses }: ListCheck): boolean {
		const known = new Set(addresses.map(({ email }) => email.toLowerCase()));
		const contacts = this.state.lists.get(listId)?.contacts.values() ?? [];
		return [...contacts].some(({ email }) => !known.has(email.toLowerCase()));
	}

	/** Begins to verify an address; where that is under way, there is nothing to begin. */
	startSingle(email: string): void {
		const now = this.clock.now();
		const known = this.singles.get(email.toLowerCase());
		if (known && known.due > now) return;
		const verdict = verdictOf(email, this.state.fates);
		// Between one second and four, each address in its own time.
		const digits = [...email.toLowerCase()].reduce((sum, sign) => sum + sign.charCodeAt(0), 0);
		const due = now + 1_000 + ((digits * 37) % 3_001);
		this.singles.delete(email.toLowerCase());
		this.singles.set(email.toLowerCase(), {
			email,
			submittedAt: now,
			due,
			verdict,
			previous: known?.verdict ?? null,
		});
		this.spent.push({ at: now, count: 1 });
	}

	hasSingle(email: string): boolean {
		return this.singles.has(email.toLowerCase());
	}

	/** What is known of an address that was submitted. */
	single(email: string): Verdict | undefined {
		const check = this.singles.get(email.toLowerCase());
		return check && this.verdictNow(check);
	}

	allSingles(): SingleCheck[] {
		return [...this.singles.values()];
	}

	verdictNow({ due, verdict, previous }: SingleCheck): Verdict {
		return due <= this.clock.now() ? verdict : (previous ?? UNVERIFIED);
	}

	/** Orders a report: there is one for each list and format. */
	orderReport(report: Omit<Report, 'readyAt'>): void {
		const rows = this.lists.get(report.listId)?.addresses.length ?? 0;
		const readyAt = this.clock.now() + 1_000 + Math.min(rows * 10, 1_000);
		this.reports.set(reportKey(report.listId, report.format), { ...report, readyAt });
	}

	report(listId: number, format: number): Report | undefined {
		return this.reports.get(reportKey(listId, format));
	}

	isReady({ readyAt }: Report): boolean {
		return readyAt <= this.clock.now();
	}

	deleteReport({ listId, format }: Report): void {
		this.reports.delete(reportKey(listId, format));
	}
}

const reportKey = (listId: number, format: number) => `${listId} ${format}`;
