import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../engine/api/failures';
import { isRecord } from '../../engine/api/record';
import type { ApiRequest } from '../../engine/api/request';
import { sameAddress, spellingsInAnyCase } from '../../engine/parameters/email';
import { sendBatch } from '../../engine/run/batches';
import { elementsOf } from '../../engine/run/outcome';
import { perform } from '../../engine/run/schedule';
import { emailService, get, post } from '../product';
import { blacklistedIn } from './blacklisted';
import { contactRecord } from './records';
import { CONTACT_STATUS } from './statuses';
import { isUnknown } from './unknownAddress';

/** Why nobody may write to somebody in a mailing list, from the contact's status there. */
export type Refusal =
	| 'unsubscribed'
	| 'rejected'
	| 'unsubscribedFromAll'
	| 'blocked'
	| 'deletedByUser'
	| 'undeliverable';

/** Why somebody must not be put into a further mailing list. */
export type RefusalElsewhere = 'blacklisted' | 'unsubscribedFromAll' | 'blocked';

/**
 * By the numbers of {@link CONTACT_STATUS}; one that is there and not here (0, 1, 2, 3, 7) is that of somebody
 * who gets e-mails, or has yet to confirm.
 */
const REFUSALS: Readonly<Record<number, Refusal>> = {
	4: 'unsubscribed',
	5: 'rejected',
	6: 'unsubscribedFromAll',
	8: 'blocked',
	9: 'undeliverable',
	10: 'blocked',
	11: 'blocked',
	12: 'blocked',
	13: 'deletedByUser',
	14: 'undeliverable',
};

/**
 * The reason why a contact of that status gets nothing from its mailing list, if there is one. A status that no
 * document has is none of those to which e-mails go.
 */
export const refusalOf = (status: number): Refusal | undefined =>
	REFUSALS[status] ?? (status in CONTACT_STATUS ? undefined : 'undeliverable');

/** What a mailing list has of an address. */
export interface Membership {
	status: number;
	/** By their names, numbers as numbers and days as texts. */
	variables: IDataObject;
}

/** Where an address is in the account. */
export interface Standing {
	/** By the IDs of the mailing lists; none for an address that is in no list. */
	lists: Map<number, Membership>;
}

/** Paths of the look-ups here, for the `lookUps` of a composite operation. */
export const STANDING_LOOK_UPS = [/^\/emails$/];

/**
 * Asks SendPulse for something that changes nothing, whatever its verb: a composite's `looking.lookUp`, or
 * `(request) => client.send(request, { repeatable: true })`.
 */
export type Ask = (request: ApiRequest) => Promise<unknown>;

/** No document names a limit; other lists of addresses are limited to so many. */
const AT_ONCE = emailService.largestBatch;

/**
 * In which mailing lists of the account addresses are, with which status: one request for 100 of them, side by
 * side (Bulk Email Service API, "Get general information for a list of email addresses").
 *
 * @returns an entry for each address, by its {@link sameAddress}, also for those in no list
 * @throws ApiFailure: without an answer nobody may be taken for new
 */
export async function readStandings(
	ask: Ask,
	emails: Iterable<string>,
): Promise<Map<string, Standing>> {
	const standings = new Map<string, Standing>();
	const spelled = new Set<string>();
	for (const email of emails) {
		standings.set(sameAddress(email), { lists: new Map() });
		// Nobody knows whether SendPulse takes two spellings of a domain for the same.
		for (const spelling of spellingsInAnyCase(email)) spelled.add(spelling);
	}
	const addresses = [...spelled];
	const units = Array.from({ length: Math.ceil(addresses.length / AT_ONCE) }, (_, batch) => ({
		concerns: [],
		perform: async (halted: () => boolean) => {
			const inputs = addresses.slice(batch * AT_ONCE, (batch + 1) * AT_ONCE);
			await readSome(ask, inputs, standings, halted);
			return true;
		},
	}));
	await perform(units, true);
	return standings;
}

async function readSome(
	ask: Ask,
	inputs: string[],
	standings: ReadonlyMap<string, Standing>,
	halted: () => boolean,
): Promise<void> {
	const note = {
		sent: (body: unknown) => {
			for (const [email, entries] of entriesIn(body, inputs)) {
				const standing = standings.get(sameAddress(email));
				for (const entry of elementsOf(entries)) if (standing) add(standing, entry);
			}
		},
		failed: (failure: unknown, indexes: number[]) => {
			// Whom it does not know is in no list.
			if (indexes.length === 1 && failure instanceof ApiFailure && isUnknown(failure)) return;
			throw failure;
		},
	};
	await sendBatch(
		// Of many, one unknown address may be enough for a refusal.
		{ elementAtFault: isUnknown },
		emailService,
		{ indexes: inputs.map((_, index) => index), inputs },
		async (emails) => {
			const body = await ask({ ...post`/emails`, body: { emails } });
			return emails.length === 1 && Array.isArray(body) ? { [emails[0]]: body } : body;
		},
		note,
		halted,
	);
}

/** By address, as the API spells it; PHP, and so the API, writes `[]` for an object that has nothing. */
function entriesIn(body: unknown, inputs: string[]): Array<[email: string, entries: unknown]> {
	if (isRecord(body)) {
		const entries = Object.entries(body);
		const asked = new Set(inputs.map(sameAddress));
		if (entries.every(([email]) => asked.has(sameAddress(email)))) return entries;
	}
	if (Array.isArray(body) && body.length === 0) return [];
	throw notUnderstood();
}

function add({ lists }: Standing, entry: unknown): void {
	const { mailingListId, status, variables } = isRecord(entry) ? contactRecord(entry) : {};
	const listId = wholeNumber(mailingListId);
	const number = wholeNumber(status);
	const known = lists.get(listId);
	// In two spellings it may be two contacts there: who said no in one of them has said no.
	if (known && refusalOf(known.status) && !refusalOf(number)) return;
	lists.set(listId, {
		status: number,
		variables: isRecord(variables) ? variables : {},
	});
}

/** @throws ApiFailure: whoever's status is not known may have said no */
export function wholeNumber(value: unknown): number {
	const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
	if (!isNumber || !Number.isInteger(Number(value))) throw notUnderstood();
	return Number(value);
}

const notUnderstood = () =>
	new ApiFailure(
		'unclear',
		'SendPulse answered in a form that this node does not know, so that it is not clear who may be written to. Please report this with the name of the operation.',
	);

/**
 * The addresses of the account's blacklist, each as {@link sameAddress} has it, in one request (Bulk Email
 * Service API, "Get a list of contacts in blacklist": all at once).
 *
 * @throws ApiFailure
 */
export async function readBlacklist(ask: Ask): Promise<Set<string>> {
	const body = await ask(get`/blacklist`);
	const emails = blacklistedIn(body);
	const isList = typeof body === 'object' && body !== null;
	if (!isList || emails.some((email) => typeof email !== 'string')) throw notUnderstood();
	return new Set(emails.map(sameAddress));
}

/**
 * The reason why an address must not be put into a mailing list: it is on the blacklist, or in another list it
 * is unsubscribed from everything or blocked. The API protects those people only within a list: added to a
 * further one, the same address is a new contact that gets e-mails.
 */
export function refusalElsewhere(
	standing: Standing | undefined,
	blacklist: ReadonlySet<string>,
	email: string,
	targetListId: number,
): RefusalElsewhere | undefined {
	if (blacklist.has(sameAddress(email))) return 'blacklisted';
	const refusals = [...(standing?.lists ?? [])]
		.filter(([listId]) => listId !== targetListId)
		.map(([, { status }]) => refusalOf(status));
	return (['unsubscribedFromAll', 'blocked'] as const).find((reason) => refusals.includes(reason));
}
