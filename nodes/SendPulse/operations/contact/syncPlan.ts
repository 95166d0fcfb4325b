import type { IDataObject } from 'n8n-workflow';
import { sameAddress } from '../../../engine/parameters/email';
import { count } from '../../../engine/run/progress';
import { daysOf } from '../../../fields/dates';
import type { VariableType, VariableValue } from '../../../fields/typedValues';
import { refusalElsewhere, refusalOf, type Standing } from '../../fields/standing';
import { MAILING_LIST_STATUS } from '../../fields/statuses';

/** What a run is to do, for all of its items. */
export interface SyncSettings {
	mode: 'preview' | 'apply';
	output: 'changes' | 'summary' | 'all';
	missingContacts: 'keep' | 'unsubscribe' | 'delete';
	batchSize: number;
	checkAccount: boolean;
	clearEmpty: boolean;
	deleteInactive: boolean;
	/** As {@link sameAddress} has them. */
	keepEmails: string[];
	/** In percent of the contacts that can get e-mails. */
	maxRemovalPercent: number;
}

/** What one input item says. */
export interface SyncInput {
	mailingListId: number;
	email: string;
	values: Record<string, VariableValue>;
	types: ReadonlyMap<string, VariableType>;
	phone?: string;
	/** What goes along with those who are added. */
	shared: IDataObject;
	settings: SyncSettings;
}

/** A person that the mailing list is to have: all items with that address together, of which later values win. */
export interface Wanted {
	email: string;
	/** The input items, in their order. */
	indexes: number[];
	values: Map<string, VariableValue>;
	phone?: string;
	shared: IDataObject;
}

/** A contact as the mailing list has it, with the values that the input speaks of. */
export interface Listed {
	email: string;
	status: number;
	values: ReadonlyMap<string, unknown>;
	/** Digits; undefined where the API gives none. */
	phone?: string;
}

/** What was found out before anything is planned. */
export interface SyncFacts {
	list: { id: number; name: string; status: number };
	wanted: ReadonlyMap<string, Wanted>;
	/** Variables that are days. */
	dates: ReadonlySet<string>;
	listed: ReadonlyMap<string, Listed>;
	/** Contacts that the list has in all, those without an address among them. */
	total: number;
	/** Does the API tell phone numbers for this list at all? */
	phonesCompared: boolean;
	/** The list changed each time it was read: some of it may be missing. */
	unsettled: boolean;
	blacklist: ReadonlySet<string>;
	/** Of those who seem to be missing from the list; none where the account was not asked. */
	standings: ReadonlyMap<string, Standing>;
	/** An input item that can't be used, in words. */
	unusable?: string;
}

export type SyncAction =
	| 'add'
	| 'update'
	| 'unchanged'
	| 'skip'
	| 'unsubscribe'
	| 'delete'
	| 'keep';

export type Difference = Record<string, { from: unknown; to: unknown }>;

/** What happens to one address. */
export interface Step {
	mailingListId: number;
	email: string;
	action: SyncAction;
	/** The input item that it is linked to, the last with that address; undefined for who is in the list alone. */
	index?: number;
	/** All input items with that address. */
	indexes: number[];
	reason?: string;
	/** In the list, before. */
	status?: number;
	changes?: Difference;
	/** Values to send with the others, the phone number among them. */
	variables?: Record<string, VariableValue>;
	/** Text variables to empty, which takes a request of its own. */
	clear?: string[];
	shared: IDataObject;
	done: boolean;
	failed?: boolean;
}

export interface SyncPlan {
	list: SyncFacts['list'];
	settings: SyncSettings;
	steps: Step[];
	before: { total: number; active: number };
	inputContacts: number;
	duplicateInputs: number;
	/** In percent of the active contacts, two digits after the point. */
	removalPercent: number;
	phonesCompared: boolean;
	/** Why not all of it may be done, if that is so. */
	reason?: string;
	/** May nothing at all be done then? Else removals are left out alone. */
	forbidden: boolean;
}

/**
 * The input's items by address. Case is of no matter; of the same address later values win.
 *
 * @returns whether any of the variables is a day, too: the list and the input may write it differently
 */
export function wantedOf(items: ReadonlyArray<{ index: number; input: SyncInput }>): {
	wanted: Map<string, Wanted>;
	dates: Set<string>;
	names: Set<string>;
} {
	const wanted = new Map<string, Wanted>();
	const dates = new Set<string>();
	const names = new Set<string>();
	for (const { index, input } of items) {
		const key = sameAddress(input.email);
		const known: Wanted = wanted.get(key) ?? {
			email: input.email,
			indexes: [],
			values: new Map(),
			shared: {},
		};
		for (const [name, value] of Object.entries(input.values)) {
			known.values.set(name, value);
			names.add(name);
			if (input.types.get(name) === 'date') dates.add(name);
		}
		known.indexes.push(index);
		known.phone = input.phone ?? known.phone;
		known.shared = input.shared;
		wanted.set(key, known);
	}
	return { wanted, dates, names };
}

/**
 * What has to happen so that the mailing list becomes what the input says, and whether it may. Pure: all that it
 * needs to know has been read by then.
 */
export function planSync(facts: SyncFacts, settings: SyncSettings): SyncPlan {
	const { list, wanted, listed } = facts;
	const removals = removalsOf(facts, settings);
	const isBroken = facts.unusable !== undefined && removals.size > 0;
	const steps = [
		...[...wanted].map(([key, one]) => stepFor(key, one, facts)),
		...[...listed]
			.filter(([key]) => !wanted.has(key))
			.map(([key, contact]) =>
				leavingStep(contact, list.id, isBroken ? 'keep' : removals.get(key)),
			),
	];
	const active = [...listed.values()].filter(({ status }) => !refusalOf(status)).length;
	// Those that are inactive get no e-mails anyway.
	const leaving = isBroken
		? 0
		: [...removals.keys()].filter((key) => isActive(listed.get(key))).length;
	const inputs = [...wanted.values()].reduce((sum, { indexes }) => sum + indexes.length, 0);
	const forbidden =
		blockedReason(list) ??
		(removals.size > 0 && !isBroken
			? (movedReason(facts.unsettled) ?? shareReason(leaving, active, settings.maxRemovalPercent))
			: undefined);
	const broken = isBroken
		? `${facts.unusable} So nobody was removed: a row that is broken must cost nobody the place in the list.`
		: undefined;
	return {
		list,
		settings,
		steps,
		before: { total: facts.total, active },
		inputContacts: wanted.size,
		duplicateInputs: inputs - wanted.size,
		removalPercent: percent(leaving, active),
		phonesCompared: facts.phonesCompared,
		reason: forbidden ?? broken,
		forbidden: forbidden !== undefined,
	};
}

const isActive = (contact: Listed | undefined) =>
	contact !== undefined && refusalOf(contact.status) === undefined;

/** Who would leave the list, and how. */
function removalsOf(
	{ wanted, listed }: SyncFacts,
	{ missingContacts, deleteInactive, keepEmails }: SyncSettings,
): Map<string, 'unsubscribe' | 'delete'> {
	const removals = new Map<string, 'unsubscribe' | 'delete'>();
	if (missingContacts === 'keep') return removals;
	const kept = new Set(keepEmails);
	for (const [key, contact] of listed) {
		if (wanted.has(key) || kept.has(key)) continue;
		if (isActive(contact) || (missingContacts === 'delete' && deleteInactive)) {
			removals.set(key, missingContacts);
		}
	}
	return removals;
}

function stepFor(key: string, wanted: Wanted, facts: SyncFacts): Step {
	const { list, listed, blacklist, standings } = facts;
	const { indexes, shared } = wanted;
	const base = {
		mailingListId: list.id,
		email: wanted.email,
		index: indexes[indexes.length - 1],
		indexes,
		shared,
		done: false,
	};
	const there = listed.get(key);
	if (!there) {
		const reason = refusalElsewhere(standings.get(key), blacklist, key, list.id);
		if (reason) return { ...base, action: 'skip', reason };
		const values = [...wanted.values].filter(([, value]) => value !== '');
		return { ...base, action: 'add', variables: sent(values, wanted.phone) };
	}
	const { status } = there;
	const reason = refusalOf(status);
	if (reason) return { ...base, status, action: 'skip', reason };
	const differing = [...wanted.values].filter(
		([name, value]) => !isSame(there.values.get(name), value, facts.dates.has(name)),
	);
	const knowsPhone = facts.phonesCompared;
	const otherPhone = knowsPhone && wanted.phone !== undefined && wanted.phone !== there.phone;
	if (differing.length === 0 && !otherPhone) return { ...base, status, action: 'unchanged' };
	const changes: Difference = Object.fromEntries([
		...differing.map(([name, to]) => [name, { from: there.values.get(name) ?? null, to }]),
		...(otherPhone ? [['Phone', { from: there.phone ?? null, to: wanted.phone }]] : []),
	]) as Difference;
	const values = differing.filter(([, value]) => value !== '');
	const clear = differing.filter(([, value]) => value === '').map(([name]) => name);
	// Where nobody can tell whether it is another, it goes along with what has to be sent anyway.
	const phone = otherPhone || !knowsPhone ? wanted.phone : undefined;
	const variables = sent(values, phone);
	return {
		...base,
		status,
		action: 'update',
		changes,
		...(Object.keys(variables).length > 0 ? { variables } : {}),
		...(clear.length > 0 ? { clear } : {}),
	};
}

const sent = (values: Array<[string, VariableValue]>, phone: string | undefined) =>
	Object.fromEntries([...values, ...(phone === undefined ? [] : [['Phone', phone] as const])]);

// The same for all: of a long list there are many.
const NONE: number[] = [];
const NOTHING: IDataObject = {};

function leavingStep(
	{ email, status }: Listed,
	mailingListId: number,
	action: SyncAction = 'keep',
): Step {
	const reason = action === 'keep' ? refusalOf(status) : undefined;
	return {
		mailingListId,
		email,
		action,
		indexes: NONE,
		shared: NOTHING,
		done: false,
		status,
		...(reason ? { reason } : {}),
	};
}

/**
 * Whether the list has that value already: numbers are compared as numbers, days as days, all else as text. The
 * API writes the same value differently from call to call, numbers in texts and days with a time.
 */
export function isSame(current: unknown, wanted: VariableValue, isDay: boolean): boolean {
	const text = current === undefined || current === null ? '' : asText(current);
	if (wanted === '' || text === '') return text === wanted;
	if (typeof wanted === 'number') return text.trim() !== '' && Number(text) === wanted;
	if (isDay) {
		const [day] = daysOf(text, 'UTC', 'yyyy/MM/dd');
		return day === undefined ? text === wanted : day === wanted;
	}
	return text === wanted;
}

const asText = (value: unknown) =>
	typeof value === 'object' ? JSON.stringify(value) : String(value as string | number);

function blockedReason({ name, status }: SyncFacts['list']): string | undefined {
	if (status === 0) return undefined;
	const word = MAILING_LIST_STATUS[status] ?? `status ${status}`;
	return `SendPulse does not let the mailing list '${name}' be used now (${word}). Nothing was changed. Look at it in SendPulse.`;
}

const movedReason = (unsettled: boolean) =>
	unsettled
		? 'The mailing list changed each of the three times it was read, so that it is not certain who is in it, and nobody can be removed. Nothing was changed. Run it again when nothing else works on the list.'
		: undefined;

function shareReason(leaving: number, active: number, most: number): string | undefined {
	if (leaving * 100 <= most * active) return undefined;
	return `${count(leaving)} of ${count(active)} active contacts (${percent(leaving, active)} %) would be removed, more than 'Most Removals in Percent' allows (${most} %). Nothing was changed. If that is right, raise it for this run.`;
}

const percent = (part: number, all: number) =>
	all === 0 ? 0 : Math.round((part / all) * 10_000) / 100;
