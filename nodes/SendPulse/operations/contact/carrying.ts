import type { IDataObject } from 'n8n-workflow';
import { saysResult } from '../../../engine/api/confirmed';
import { ApiFailure } from '../../../engine/api/failures';
import { InputProblem } from '../../../engine/api/inputProblem';
import { sameAddress } from '../../../engine/parameters/email';
import { shown } from '../../../engine/parameters/parameters';
import type { Acting, Looking } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { count } from '../../../engine/run/progress';
import type { VariableType, VariableValue } from '../../../fields/typedValues';
import { listVariables } from '../../../fields/variables';
import { contactRecord } from '../../fields/records';
import {
	readBlacklist,
	readStandings,
	refusalElsewhere,
	refusalOf,
	wholeNumber,
	type Membership,
	type Refusal,
	type RefusalElsewhere,
	type Standing,
} from '../../fields/standing';
import { isUnknown } from '../../fields/unknownAddress';
import { del, emailService, get, post, put } from '../../product';
import { phoneIn, readListIfCheaper } from './listedPhones';

/** An address in a mailing list, be it there yet or not. */
export interface Place {
	mailingListId: number;
	email: string;
}

/** Who is to be carried, and how. */
export interface Wish {
	from: Place;
	to: Place;
	/** Whether who is there already gets the values. */
	updates: boolean;
	/** Whether the contact leaves the place where it was, once it is seen in the other. */
	leaves: boolean;
	/** What the request says beside the contacts: tags, no webhook. */
	shared: IDataObject;
	/** Digits, '' for none, or none wished; undefined as long as nobody has told: an empty field says nothing. */
	phone?: string;
}

/** Why somebody is left out. */
export type Reason = Refusal | RefusalElsewhere | 'notConfirmed' | 'notInList';

/** A wish, what is known of it, and what has become of it. */
export interface Passage extends Wish {
	/** As the mailing list takes them that the contact comes to. */
	values: Record<string, VariableValue>;
	/** Whether it was there already. */
	existed: boolean;
	reason?: Reason;
	failure?: unknown;
	added: boolean;
	deleted: boolean;
}

/** What the account knows of the people concerned. */
export interface Seen {
	standings: ReadonlyMap<string, Standing>;
	blacklist: ReadonlySet<string>;
}

/** GET /blacklist, and POST /emails for 100 addresses each. */
export async function lookAt(looking: Looking, emails: string[]): Promise<Seen> {
	if (emails.length === 0) return { standings: new Map(), blacklist: new Set() };
	const blacklist = await readBlacklist(looking.read);
	return { standings: await readStandings(looking.lookUp, emails), blacklist };
}

/** New and Active: those who get e-mails. Whoever has yet to confirm would get them in another list. */
const ACTIVE = [0, 1];

const refusalIn = ({ status }: Membership): Reason | undefined =>
	refusalOf(status) ?? (ACTIVE.includes(status) ? undefined : 'notConfirmed');

const membershipIn = (
	standings: Seen['standings'],
	{ mailingListId, email }: Place,
): Membership | undefined => standings.get(sameAddress(email))?.lists.get(mailingListId);

/** Why somebody must not be carried: nobody who said no anywhere may get e-mails by it. */
function reasonAgainst({ from, to }: Wish, { standings, blacklist }: Seen): Reason | undefined {
	const source = membershipIn(standings, from);
	if (!source) return 'notInList';
	const target = membershipIn(standings, to);
	const elsewhere = ({ email }: Place) =>
		refusalElsewhere(standings.get(sameAddress(email)), blacklist, email, to.mailingListId);
	return refusalIn(source) ?? (target && refusalIn(target)) ?? elsewhere(from) ?? elsewhere(to);
}

/** The name under which the address stands, and that of the telephone number: neither is a variable. */
const isOwn = (name: string) => name === 'Phone' || name.toLowerCase() === 'email';

const carried = ({ variables }: Membership): Array<[name: string, value: unknown]> =>
	Object.entries(variables).filter(
		([name, value]) => !isOwn(name) && value !== '' && value !== null && value !== undefined,
	);

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
/** So many digits a number keeps. */
const MOST_DIGITS = 15;
/** A day, perhaps with a time. Text that goes on otherwise (an order's number) only begins like one. */
const DAY = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** The number that a text writes, if it is the same text afterwards: a code like 007 is none. */
const exactNumber = (text: string) =>
	NUMBER.test(text) && text.replace(/\D/g, '').length <= MOST_DIGITS ? Number(text) : undefined;

/**
 * The value as the other mailing list takes it. Of a variable that it lacks the value itself says what it is.
 *
 * @throws InputProblem for what does not fit: SendPulse may drop it without a word
 */
function fitting(name: string, value: unknown, type: VariableType | undefined): VariableValue {
	if (type === 'number') {
		if (typeof value === 'number') return value;
		const number = typeof value === 'string' ? exactNumber(value) : undefined;
		if (number !== undefined) return number;
	} else if (type === 'date') {
		if (typeof value === 'string' && DAY.test(value)) return value.slice(0, 10);
	} else if (typeof value === 'string' || typeof value === 'number') {
		return type === 'string' ? String(value) : value;
	}
	throw new InputProblem(
		`The variable '${name}' of the other mailing list wants ${EXPECTED[type ?? 'string']}, not ${shown(value)}. Correct it in SendPulse; the contact stays where it is.`,
	);
}

const EXPECTED: Record<VariableType, string> = {
	number: 'a number',
	date: 'a date',
	string: 'text',
};

/**
 * What can be done about each wish, as the account is now; with the variables that the contacts have there
 * (POST /emails gives them with their types).
 *
 * @throws ApiFailure of a look-up
 */
export async function passagesFor(
	looking: Looking,
	seen: Seen,
	wishes: Wish[],
): Promise<Passage[]> {
	const types = new Map<number, ReadonlyMap<string, VariableType>>();
	const passages = wishes.map((wish): Passage => {
		const existed = membershipIn(seen.standings, wish.to) !== undefined;
		const reason = reasonAgainst(wish, seen);
		return { ...wish, values: {}, existed, reason, added: false, deleted: false };
	});
	for (const passage of passages) {
		const source = membershipIn(seen.standings, passage.from);
		if (passage.reason || !source) continue;
		// The system variable for the phone number, where SendPulse tells it as one.
		passage.phone ??= phoneIn({ variables: source.variables });
		const { mailingListId } = passage.to;
		const variables = carried(source);
		if (variables.length === 0 || !isAdded(passage)) continue;
		if (!types.has(mailingListId)) types.set(mailingListId, await typesIn(looking, mailingListId));
		const known = types.get(mailingListId);
		try {
			passage.values = Object.fromEntries(
				variables.map(([name, value]) => [name, fitting(name, value, known?.get(name))]),
			);
		} catch (error) {
			passage.failure = error;
		}
	}
	return passages;
}

async function typesIn({ read }: Looking, mailingListId: number) {
	const variables = await listVariables({ send: read }, mailingListId);
	return new Map(variables.map(({ name, type }) => [name, type]));
}

/** Whether something is to be done. */
export const isToGo = ({ reason, failure }: Passage) => !reason && failure === undefined;

/** Whether it takes an addition. */
export const isAdded = ({ existed, updates }: Passage) => !existed || updates;

/** Whether what was wished is so. */
export const isDone = (passage: Passage) =>
	isToGo(passage) && (passage.leaves ? passage.deleted : passage.added || !isAdded(passage));

/**
 * The phone numbers that nobody has told yet, one request each (GET /addressbooks/{id}/emails/{email}).
 * Whoever is gone or has said no meanwhile is left out.
 */
export async function readPhones(looking: Looking, passages: Passage[]): Promise<void> {
	const unknown = passages.filter((passage) => isToGo(passage) && passage.phone === undefined);
	await looking.each(unknown, async (passage) => {
		const { mailingListId, email } = passage.from;
		const body = await looking
			.read(get`/addressbooks/${mailingListId}/emails/${email}`)
			.catch((error: unknown) => {
				if (error instanceof ApiFailure && isNotInList(error)) return undefined;
				throw error;
			});
		if (body === undefined) {
			passage.reason = 'notInList';
			return;
		}
		const contact = contactRecord(asRecords(body)[0] ?? {});
		const { status, variables } = contact;
		passage.reason = refusalIn({
			status: wholeNumber(status),
			variables: variables as IDataObject,
		});
		passage.phone = phoneIn(contact) ?? '';
	});
}

/** The list itself is not there (REST API introduction, code 213): that is something else. */
const isNotInList = (failure: ApiFailure) => failure.code !== 213 && isUnknown(failure);

/**
 * Carries contacts into a mailing list. Who is to leave the place where they were is deleted there only after
 * having been seen in the other, with all values: the API confirms a batch as a whole and may drop an address or
 * a value without a word. So whatever happens in between, a contact is in the one place, in both or in the other.
 *
 * @param looksAtAll look also for those who stay where they were as well
 * @throws what concerns all of them, once nothing is on its way any more
 */
export async function carry(
	acting: Acting,
	passages: Passage[],
	{ batchSize, looksAtAll = false }: { batchSize?: number; looksAtAll?: boolean } = {},
): Promise<void> {
	const all = passages.filter(isToGo);
	acting.progress(() => howFar(all));
	/** Before the first change there is nothing to tell. */
	const changed = () =>
		acting.byThen(() => `${howFar(all)} had been done; run it again to do the rest`);
	// A phone number must not get lost with the contact that has it.
	await readPhones(
		acting,
		all.filter(({ leaves }) => leaves),
	);
	await add(acting, all.filter(isToGo).filter(isAdded), changed, batchSize);
	const looked = all.filter(isToGo).filter(({ leaves }) => leaves || looksAtAll);
	if (looked.length === 0) return;
	await seeArrivals(acting, looked);
	await seePhone(acting, looked);
	// Who goes to several places leaves when seen in all of them: also if one of them could not take the contact.
	const failed = passages.filter(({ failure }) => failure !== undefined);
	const held = [...failed, ...looked.filter((passage) => !isToGo(passage))];
	const staying = new Set(held.map(({ from }) => placeOf(from)));
	const gone = looked.filter(({ from, leaves }) => leaves && !staying.has(placeOf(from)));
	await remove(acting, gone, changed, batchSize);
}

/** "1,200 of 3,000 additions and 1,000 of 3,000 deletions" */
function howFar(passages: Passage[]): string {
	const share = (some: Passage[], done: (passage: Passage) => boolean) =>
		`${count(some.filter(done).length)} of ${count(some.length)}`;
	const leaving = passages.filter(({ leaves }) => leaves);
	const added = share(passages.filter(isAdded), (passage) => passage.added);
	const deleted = share(leaving, (passage) => passage.deleted);
	return `${added} additions${leaving.length > 0 ? ` and ${deleted} deletions` : ''}`;
}

const placeOf = ({ mailingListId, email }: Place) => `${mailingListId} ${sameAddress(email)}`;

/** Bulk Email Service API, "Add emails to a mailing list". */
async function add(
	acting: Acting,
	passages: Passage[],
	changed: () => void,
	batchSize?: number,
): Promise<void> {
	await acting.changeInBatches<Passage>(
		{
			repeatable: true,
			confirmed: saysResult,
			group: ({ to, shared }) => ({ mailingListId: to.mailingListId, shared }),
			element: ({ to }) => placeOf(to),
			request: (inputs) => ({
				...post`/addressbooks/${inputs[0].to.mailingListId}/emails`,
				body: { emails: inputs.map(elementOf), ...inputs[0].shared },
			}),
			outputs: (_, inputs) => inputs.map(() => []),
		},
		passages,
		{
			done: (passage) => {
				passage.added = true;
				changed();
			},
			failed: noteFailure,
		},
		batchSize,
	);
}

function elementOf({ to, values, phone }: Passage): IDataObject {
	const variables = phone ? { ...values, Phone: phone } : values;
	return Object.keys(variables).length > 0 ? { email: to.email, variables } : { email: to.email };
}

/** What is the fault of one contact stays with it; anything else ends the run. */
function noteFailure(passage: Passage, failure: unknown): void {
	const isItsOwn =
		failure instanceof InputProblem ||
		(failure instanceof ApiFailure &&
			failure.kind === 'refused' &&
			emailService.refusals.elementAtFault(failure));
	if (!isItsOwn) throw failure;
	passage.failure = failure;
}

async function seeArrivals(acting: Acting, passages: Passage[]): Promise<void> {
	const emails = passages.flatMap(({ from, to }) => [from.email, to.email]);
	const standings = await readStandings(acting.lookUp, emails);
	for (const passage of passages) {
		const source = membershipIn(standings, passage.from);
		const target = membershipIn(standings, passage.to);
		if (!target) {
			passage.failure = new ApiFailure(
				'refused',
				`SendPulse took ${passage.to.email} for mailing list ${passage.to.mailingListId}, but it did not arrive there. ${passage.from.email} stays in mailing list ${passage.from.mailingListId}.`,
			);
			continue;
		}
		// Who says no in these moments keeps the place where it is written down.
		passage.reason = (source && refusalIn(source)) ?? refusalIn(target);
		const lost = source && isAdded(passage) ? missingIn(target, source) : [];
		if (lost.length === 0) continue;
		passage.failure = new ApiFailure(
			'refused',
			`${passage.to.email} is in mailing list ${passage.to.mailingListId} now, but not with the same ${lost.map((name) => `'${name}'`).join(', ')}. ${passage.from.email} stays in mailing list ${passage.from.mailingListId} as well.`,
		);
	}
}

const digitsOf = (phone: unknown) => String(phone ?? '').replace(/\D/g, '');

/**
 * POST /emails tells no phone numbers. Whether they arrive with new contacts is looked at with one for all of them
 * (GET /addressbooks/{id}/emails/{email}). Who was there before may have had the same number, so that one of them
 * tells nothing of the others: each is looked at, likewise each that comes from several places with several numbers.
 */
async function seePhone(acting: Acting, passages: Passage[]): Promise<void> {
	const withPhone = passages.filter(
		(passage) => isToGo(passage) && isAdded(passage) && passage.phone,
	);
	const numbers = new Map<string, Set<string>>();
	for (const { to, phone } of withPhone) {
		const place = placeOf(to);
		numbers.set(place, (numbers.get(place) ?? new Set()).add(digitsOf(phone)));
	}
	const isOneOfSeveral = ({ to }: Passage) => numbers.get(placeOf(to))!.size > 1;
	await acting.each(withPhone.filter(isOneOfSeveral), async (passage) => {
		if (await hasArrived(acting, passage)) return;
		passage.failure = withoutPhone(passage, 'with another phone number');
	});
	const others = withPhone.filter((passage) => !isOneOfSeveral(passage));
	await seePhonesOfOld(
		acting,
		others.filter(({ existed }) => existed),
	);
	const newcomers = others.filter(({ existed }) => !existed);
	if (newcomers.length === 0 || (await hasArrived(acting, newcomers[0]))) return;
	for (const passage of newcomers) {
		passage.failure = withoutPhone(passage, 'but phone numbers do not arrive there');
	}
}

/**
 * Those who were there before: by the pages of the list or each for itself, whichever takes fewer requests. No
 * document says that an addition changes their numbers: where it did not, the request that is there for it does
 * (Bulk Email Service API, "Change a phone number for a contact").
 */
async function seePhonesOfOld(acting: Acting, passages: Passage[]): Promise<void> {
	for (const mailingListId of new Set(passages.map(({ to }) => to.mailingListId))) {
		const there = passages.filter(({ to }) => to.mailingListId === mailingListId);
		const listed = await readListIfCheaper(acting, mailingListId, there.length);
		const phoneOf = ({ to }: Passage) => listed?.found.get(sameAddress(to.email))?.phone;
		const unseen = there.filter(
			(passage) => digitsOf(phoneOf(passage)) !== digitsOf(passage.phone),
		);
		await acting.each(unseen, async (passage) => {
			if (await hasArrived(acting, passage)) return;
			await setPhone(acting, passage);
			if (!isToGo(passage) || (await hasArrived(acting, passage))) return;
			passage.failure = withoutPhone(passage, 'but not with the same phone number');
		});
	}
}

async function setPhone(acting: Acting, passage: Passage): Promise<void> {
	const { mailingListId, email } = passage.to;
	const request = {
		...put`/addressbooks/${mailingListId}/phone`,
		body: { email, phone: passage.phone },
	};
	await acting
		.change(request, { repeatable: true, confirmed: saysResult })
		.catch((error: unknown) => noteFailure(passage, error));
}

async function hasArrived(acting: Acting, { to, phone }: Passage): Promise<boolean> {
	const body = await acting.read(get`/addressbooks/${to.mailingListId}/emails/${to.email}`);
	return digitsOf(phoneIn(contactRecord(asRecords(body)[0] ?? {}))) === digitsOf(phone);
}

const withoutPhone = ({ from, to }: Passage, how: string) =>
	new ApiFailure(
		'refused',
		`${to.email} is in mailing list ${to.mailingListId} now, ${how}. ${from.email} stays in mailing list ${from.mailingListId} as well.`,
	);

/** Names of variables that did not come along. */
const missingIn = ({ variables }: Membership, source: Membership): string[] =>
	carried(source)
		.filter(([name, value]) => !isSame(variables[name], value))
		.map(([name]) => name);

/** A variable may be of another type there: the same number or day in other words is the same. */
function isSame(one: unknown, other: unknown): boolean {
	const [text, its] = [String(one), String(other)];
	if (text === its) return true;
	const number = exactNumber(text);
	if (number !== undefined) return number === exactNumber(its);
	return DAY.test(text) && DAY.test(its) && text.slice(0, 10) === its.slice(0, 10);
}

/** Bulk Email Service API, "Delete emails from a mailing list". */
async function remove(
	acting: Acting,
	passages: Passage[],
	changed: () => void,
	batchSize?: number,
): Promise<void> {
	await acting.changeInBatches<Passage>(
		{
			repeatable: true,
			confirmed: saysResult,
			group: ({ from }) => ({ mailingListId: from.mailingListId }),
			element: ({ from }) => placeOf(from),
			// Code 303: the list has none of them.
			nothingFound: ({ status, code }) => status === 422 && code === 303,
			request: (inputs) => ({
				...del`/addressbooks/${inputs[0].from.mailingListId}/emails`,
				body: { emails: [...new Set(inputs.map(({ from }) => from.email))] },
			}),
			outputs: (_, inputs) => inputs.map(() => []),
		},
		passages,
		{
			done: (passage) => {
				passage.deleted = true;
				changed();
			},
			failed: noteFailure,
		},
		batchSize,
	);
}
