import type { DateTime, Zone } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../engine/api/failures';
import { isRecord } from '../../engine/api/record';
import type { ApiRequest } from '../../engine/api/request';
import { placeholdersIn } from '../../engine/parameters/placeholders';
import { asRecords } from '../../engine/run/outcome';
import { count } from '../../engine/run/progress';
import { zoneOf } from '../../fields/accountZone';
import { asNumber } from '../../fields/rates';
import { instantOf, type WrittenDate } from '../../fields/sendDate';
import { named } from '../../fields/variableNames';
import { get } from '../product';
import type { Audience, Content } from './campaignContent';
import { listCost } from './listCost';
import { MOST_CAMPAIGNS_READ } from './newestCampaigns';
import { repeatOf, type RepeatSought } from './repeatedCampaign';
import { MAILING_LIST_STATUS } from './statuses';

/** So many bytes Gmail shows of an e-mail; it cuts off the rest behind a link. */
const SHOWN_BY_GMAIL = 102 * 1024;

/** "Addressbook is empty" (OpenAPI, "Get campaign cost"): nothing to pay. */
const EMPTY_LIST = 211;

/** Placeholders that are no variables of a list. */
const NO_VARIABLES = /^(e-?mail|phone)$|unsubscribe|web_?version/i;

/** A campaign as it is to be checked. */
export interface Candidate extends Content, Audience {
	senderEmail: string;
	subject: string;
	/** Only one that was chosen for it: the name that it has otherwise says no more than its subject. */
	name?: string;
	/** Without it at once. */
	date?: WrittenDate;
	/** It goes to the sender alone, and nobody gets it. */
	isTest?: boolean;
	maxCost?: number;
	maxRecipients?: number;
	minRecipients?: number;
	repeatHours: number;
}

/** What came of one check. A failed one of level `error` is a reason not to send. */
export interface Finding extends IDataObject {
	check: string;
	ok: boolean;
	level: 'error' | 'warning';
	message: string;
}

export interface Cost extends IDataObject {
	/** Null where it is not known. */
	amount: number | null;
	currency: string | null;
	fromPlan: number | null;
	fromBalance: number | null;
}

/** What came of all of them. */
export interface CheckedCampaign extends IDataObject {
	ok: boolean;
	recipients: number | null;
	cost: Cost;
	/** Null for at once. */
	sendsAt: string | null;
	problems: string[];
	warnings: string[];
	checks: Finding[];
}

type Ask = (request: ApiRequest) => Promise<unknown>;

/** Asks each question once: several campaigns of a run share what they ask. */
export class Answers {
	private readonly known = new Map<string, Promise<unknown>>();

	constructor(private readonly asking: Ask) {}

	readonly ask: Ask = async (request) => {
		const key = JSON.stringify([request.path, request.query]);
		const known = this.known.get(key);
		if (known) return await known;
		const answer = this.asking(request);
		this.known.set(key, answer);
		return await answer;
	};

	/** For whoever has waited meanwhile. */
	fresh(): Answers {
		return new Answers(this.asking);
	}
}

/** What was asked, or why there is no answer. */
type Told<T> = { value: T } | { reason: string; code?: number };

/** A look-up that fails is a check that failed; but without a way in nothing is a check at all. */
async function told<T>(answer: Promise<T>): Promise<Told<T>> {
	return await answer.then(
		(value) => ({ value }),
		(error: unknown) => {
			if (!(error instanceof ApiFailure)) throw error;
			if (error.kind === 'unauthorized' || error.kind === 'setup') throw error;
			return { reason: error.message, code: error.code };
		},
	);
}

const record = (answer: Told<unknown>): Told<IDataObject> => {
	if (!('value' in answer)) return answer;
	const [first] = asRecords(answer.value);
	return isRecord(first) ? { value: first } : { reason: 'SendPulse gave no answer to that.' };
};

interface ListAnswers {
	id: number;
	list: Told<IDataObject>;
	cost: Told<IDataObject>;
	variables?: Told<unknown>;
}

const fine = (check: string, message: string, level: Finding['level'] = 'error'): Finding => ({
	check,
	ok: true,
	level,
	message,
});
const problem = (check: string, message: string): Finding => ({
	...fine(check, message),
	ok: false,
});
const warning = (check: string, message: string): Finding => ({
	...fine(check, message, 'warning'),
	ok: false,
});

/**
 * Looks whether a campaign may be sent: with 4 to 5 requests, 2 to 3 for each mailing list, and in an account with
 * more campaigns than come at once up to 9 for those. What can't be read has not passed. It changes nothing.
 *
 * @throws ApiFailure where SendPulse does not let in; Cancelled
 */
export async function checkCampaign(
	candidate: Candidate,
	answers: Answers,
): Promise<CheckedCampaign> {
	const { ask } = answers;
	const placeholders = placeholdersIn(`${candidate.subject}\n${candidate.html ?? ''}`).filter(
		(name) => !NO_VARIABLES.test(name),
	);
	const { templateId, isTest = false } = candidate;
	const [senders, user, balance, template, repeat, ...lists] = await Promise.all([
		told(ask(get`/senders`)),
		told(ask(get`/user/info`)).then(record),
		isTest ? undefined : balanceIn(answers),
		templateId === undefined ? undefined : told(ask(get`/template/${templateId}`)),
		isTest || candidate.repeatHours === 0
			? undefined
			: told(zoneIn(answers).then(async (zone) => await repeatOf(candidate, zone, ask))),
		...candidate.listIds.map(async (id) => await askAbout(id, ask, placeholders, isTest)),
	]);
	const zone = 'value' in user ? zoneOf(user.value) : undefined;
	const sendsAt = candidate.date && zone ? instantOf(candidate.date, zone) : undefined;
	const listed = listsOf(lists);
	const money = isTest ? undefined : moneyOf(candidate, lists, listed.recipients, balance);
	const checks = [
		senderOf(candidate, senders),
		...(candidate.listIds.length > 0 ? [listed.finding] : []),
		...(isTest ? [] : [recipientsOf(candidate, listed.recipients)].flat()),
		...(money?.findings ?? []),
		...(template ? [templateOf(template)] : []),
		...(candidate.date ? [dateOf(candidate.date, sendsAt, user)] : []),
		...(repeat ? [asFinding(repeat)] : []),
		...variablesOf(lists, placeholders),
		...sizeOf(candidate),
	];
	const failed = (level: Finding['level']) =>
		checks.filter((one) => !one.ok && one.level === level).map(({ message }) => message);
	return {
		ok: failed('error').length === 0,
		recipients: listed.recipients ?? null,
		cost: money?.cost ?? UNKNOWN_COST,
		sendsAt: sendsAt?.toISO({ suppressMilliseconds: true }) ?? null,
		problems: failed('error'),
		warnings: failed('warning'),
		checks,
	};
}

async function askAbout(
	id: number,
	ask: Ask,
	placeholders: string[],
	isTest: boolean,
): Promise<ListAnswers> {
	const [list, cost, variables] = await Promise.all([
		told(ask(get`/addressbooks/${id}`)).then(record),
		isTest ? { reason: 'A test costs nothing.' } : told(ask(listCost(id))).then(record),
		placeholders.length > 0 ? told(ask(get`/addressbooks/${id}/variables`)) : undefined,
	]);
	return { id, list, cost, variables };
}

function senderOf({ senderEmail }: Candidate, senders: Told<unknown>): Finding {
	if (!('value' in senders))
		return problem('sender', `The senders could not be read: ${senders.reason}`);
	const same = (email: unknown) =>
		typeof email === 'string' && email.toLowerCase() === senderEmail.toLowerCase();
	const sender = asRecords(senders.value).find(({ email }) => same(email));
	if (!sender) return problem('sender', `'${senderEmail}' is no sender of the account.`);
	if (String(sender.status).toLowerCase() === 'active') {
		return fine('sender', `'${senderEmail}' is an active sender.`);
	}
	return problem(
		'sender',
		`The sender '${senderEmail}' is not activated. Activate it in SendPulse.`,
	);
}

/** "5 (Customers)" */
const called = (id: number, list: IDataObject) =>
	typeof list.name === 'string' && list.name !== '' ? `'${list.name}'` : String(id);

function listsOf(lists: ListAnswers[]): { finding: Finding; recipients?: number } {
	const problems: string[] = [];
	let recipients: number | undefined = lists.length > 0 ? 0 : undefined;
	for (const { id, list } of lists) {
		if (!('value' in list)) {
			problems.push(`Mailing list ${id} could not be read: ${list.reason}`);
			recipients = undefined;
			continue;
		}
		const { status } = list.value;
		const active = asNumber(list.value.active_email_qty);
		if (asNumber(status) !== 0) {
			const why = MAILING_LIST_STATUS[asNumber(status) ?? -1] ?? `status ${String(status)}`;
			problems.push(`Mailing list ${called(id, list.value)} can't get e-mails: ${why}.`);
		}
		recipients = active === null || recipients === undefined ? undefined : recipients + active;
	}
	const finding =
		problems.length > 0
			? problem('mailingLists', problems.join(' '))
			: fine(
					'mailingLists',
					lists.length === 1 ? 'It is active.' : `All ${lists.length} are active.`,
				);
	return { finding, recipients };
}

function recipientsOf(candidate: Candidate, recipients: number | undefined): Finding | Finding[] {
	const { segmentId, listIds, maxRecipients, minRecipients } = candidate;
	if (segmentId !== undefined) {
		const bounds = [
			...(maxRecipients === undefined ? [] : ["'Max Recipients'"]),
			...(minRecipients === undefined ? [] : ["'Min Recipients'"]),
		];
		const unknown = warning('segment', "How many people are in a segment can't be known.");
		if (bounds.length === 0) return unknown;
		const text = `How many people are in a segment can't be known, so ${bounds.join(' and ')} can't be held.`;
		return [unknown, problem('recipients', text)];
	}
	if (recipients === undefined) {
		return problem('recipients', 'SendPulse did not tell how many would get it.');
	}
	const twice = listIds.length > 1 ? ' (who is in several lists counts for each)' : '';
	const people = `${count(recipients)} active ${recipients === 1 ? 'contact' : 'contacts'}${twice}`;
	const least = minRecipients ?? 1;
	if (recipients < least) {
		const wanted =
			minRecipients === undefined ? '' : `, fewer than 'Min Recipients' (${count(least)})`;
		return problem('recipients', `It would go to ${people}${wanted}.`);
	}
	if (maxRecipients !== undefined && recipients > maxRecipients) {
		return problem(
			'recipients',
			`It would go to ${people}, more than 'Max Recipients' allows (${count(maxRecipients)}).`,
		);
	}
	return fine('recipients', `It would go to ${people}.`);
}

const UNKNOWN_COST: Cost = { amount: null, currency: null, fromPlan: null, fromBalance: null };

const rounded = (amount: number) => Math.round(amount * 1e6) / 1e6;

/** What the plan allows, what it costs, and whether that is there. */
function moneyOf(
	candidate: Candidate,
	lists: ListAnswers[],
	recipients: number | undefined,
	balance: Told<IDataObject> | undefined,
): { cost: Cost; findings: Finding[] } {
	if (candidate.segmentId !== undefined) {
		const bound = problem(
			'money',
			"What a campaign to a segment costs can't be known, so 'Max Cost' can't be held.",
		);
		return { cost: UNKNOWN_COST, findings: candidate.maxCost === undefined ? [] : [bound] };
	}
	const { cost, reason } = costOf(lists, balance);
	return {
		cost,
		findings: [
			planOf(lists, recipients),
			reason === undefined ? affordable(candidate, cost) : problem('money', reason),
			...quotaOf(recipients, balance),
		],
	};
}

function planOf(lists: ListAnswers[], recipients: number | undefined): Finding {
	const limits = lists.flatMap(({ cost }) => {
		const limit = 'value' in cost ? cost.value.max_emails_per_task : undefined;
		return limit === undefined || limit === null ? [] : [asNumber(limit)];
	});
	// SendPulse refuses what is too much for the plan (code 708), and nothing is sent then.
	if (limits.length === 0) {
		return warning(
			'plan',
			'SendPulse did not tell how many recipients the plan allows for one campaign.',
		);
	}
	const known = limits.filter((limit) => limit !== null);
	const most = Math.min(...known);
	if (recipients === undefined || known.length < limits.length) {
		return problem('plan', "Whether the plan allows so many recipients can't be told.");
	}
	if (recipients <= most) {
		return fine('plan', `The plan allows ${count(most)} recipients for one campaign.`);
	}
	return problem(
		'plan',
		`The plan allows ${count(most)} recipients for one campaign, and this has ${count(recipients)}.`,
	);
}

interface PartCost {
	price: number;
	currency: string | null;
	fromPlan: number | null;
	fromBalance: number | null;
	suffices: boolean;
}

/** What all lists cost together, or why that is not known. */
function costOf(
	lists: ListAnswers[],
	balance: Told<IDataObject> | undefined,
): { cost: Cost; reason?: string } {
	const parts: PartCost[] = [];
	for (const { id, cost } of lists) {
		const isEmpty = !('value' in cost) && cost.code === EMPTY_LIST;
		if (isEmpty) continue;
		const reason = 'value' in cost ? undefined : cost.reason;
		if (reason !== undefined) {
			return {
				cost: UNKNOWN_COST,
				reason: `What it costs could not be read (mailing list ${id}): ${reason}`,
			};
		}
		const part = partOf((cost as { value: IDataObject }).value);
		if (!part) {
			const text = `SendPulse did not tell what it costs (mailing list ${id}).`;
			return { cost: UNKNOWN_COST, reason: text };
		}
		parts.push(part);
	}
	const sum = (key: 'price' | 'fromPlan' | 'fromBalance') =>
		parts.reduce<number | null>((total, part) => {
			const value = part[key];
			return total === null || value === null ? null : total + value;
		}, 0);
	const cost: Cost = {
		amount: rounded(sum('price') ?? 0),
		currency: parts.find(({ currency }) => currency !== null)?.currency ?? null,
		fromPlan: sum('fromPlan'),
		fromBalance: sum('fromBalance'),
	};
	const reason = parts.length > 1 ? addedUp(parts, cost, balance) : undefined;
	if (reason !== undefined) return { cost: { ...cost, amount: null }, reason };
	if (parts.some(({ suffices }) => !suffices)) {
		return {
			cost,
			reason: `The balance of the account does not suffice: it would cost ${priced(cost)}.`,
		};
	}
	return { cost };
}

function partOf(cost: IDataObject): PartCost | undefined {
	const price = asNumber(cost.overdraftAllEmailsPrice);
	if (price === null) return undefined;
	return {
		price,
		currency: typeof cost.cur === 'string' && cost.cur !== '' ? cost.cur : null,
		fromPlan: asNumber(cost.addressesDeltaFromTariff),
		fromBalance: asNumber(cost.addressesDeltaFromBalance),
		suffices: cost.result === true,
	};
}

/**
 * Each list is priced as if all that the plan has left were for it alone. So what several would take from the
 * plan together is held against what it has, and the rest counted as it is paid for; likewise the balance.
 *
 * @param cost the sums, which are put right
 * @returns why what they cost together is not known, or not there
 */
function addedUp(
	parts: PartCost[],
	cost: Cost,
	balance: Told<IDataObject> | undefined,
): string | undefined {
	const { value } = balance && 'value' in balance ? balance : { value: undefined };
	const email = isRecord(value?.email) ? value.email : {};
	const left = asNumber(email.emails_left);
	const { fromPlan, fromBalance } = cost;
	if (fromPlan !== 0) {
		if (fromPlan === null || fromBalance === null || left === null) {
			return 'What several mailing lists cost together is not known: SendPulse did not tell what the plan has left for them.';
		}
		const beyond = Math.max(0, fromPlan - left);
		const paid = parts.find((part) => part.fromBalance !== null && part.fromBalance > 0);
		if (beyond > 0 && !paid) {
			return `The plan has ${count(left)} e-mails left, ${count(beyond)} fewer than these mailing lists take together, and what the rest costs is not known. Send to one list at a time.`;
		}
		if (beyond > 0 && paid) {
			cost.amount = rounded((cost.amount ?? 0) + (beyond * paid.price) / Number(paid.fromBalance));
			cost.fromPlan = fromPlan - beyond;
			cost.fromBalance = fromBalance + beyond;
		}
	}
	if (cost.amount === 0) return undefined;
	const funds = isRecord(value?.balance) ? value.balance : {};
	const main = asNumber(funds.main);
	if (main === null || funds.currency !== cost.currency) {
		return `The balance of the account could not be read, and it would cost ${priced(cost)}.`;
	}
	if (main >= (cost.amount ?? Infinity)) return undefined;
	return `The balance of the account (${main} ${String(funds.currency)}) does not suffice: it would cost ${priced(cost)}.`;
}

const priced = ({ amount, currency }: Cost) =>
	`${String(amount)}${currency === null ? '' : ` ${currency}`}`;

function affordable({ maxCost }: Candidate, cost: Cost): Finding {
	if (maxCost !== undefined && !(cost.amount !== null && cost.amount <= maxCost)) {
		return problem(
			'money',
			`It would cost ${priced(cost)}, more than 'Max Cost' allows (${maxCost}).`,
		);
	}
	const free = cost.amount === 0;
	return fine('money', free ? 'The plan covers it.' : `It costs ${priced(cost)}, which is there.`);
}

const balanceIn = async ({ ask }: Answers) =>
	await told(ask(get`/user/balance/detail`)).then(record);

function leftIn(balance: Told<IDataObject>): number | null {
	const { email } = 'value' in balance ? balance.value : {};
	return asNumber(isRecord(email) ? email.emails_left : undefined);
}

/** What the account's balance is (User API, "Get detailed balance"); null where that is not known. */
export async function fundsOf(
	answers: Answers,
): Promise<{ main: number | null; currency: unknown }> {
	const balance = await balanceIn(answers);
	const { balance: funds } = 'value' in balance ? balance.value : {};
	return isRecord(funds)
		? { main: asNumber(funds.main), currency: funds.currency }
		: { main: null, currency: null };
}

/** How many e-mails the plan has left (User API, "Get detailed balance"); null where that is not known. */
export const planLeft = async (answers: Answers): Promise<number | null> =>
	leftIn(await balanceIn(answers));

function quotaOf(
	recipients: number | undefined,
	balance: Told<IDataObject> | undefined,
): Finding[] {
	if (!balance || !('value' in balance)) {
		const why = balance ? ` ${balance.reason}` : '';
		return [warning('quota', `How many e-mails the plan has left could not be read.${why}`)];
	}
	const left = leftIn(balance);
	if (left === null) {
		return [warning('quota', 'SendPulse did not tell how many e-mails the plan has left.')];
	}
	const has = `The plan has ${count(left)} e-mails left`;
	if (recipients === undefined || recipients <= left) return [fine('quota', `${has}.`, 'warning')];
	return [warning('quota', `${has}, and the rest of ${count(recipients)} is paid for.`)];
}

function templateOf(template: Told<unknown>): Finding {
	if (!('value' in template)) return problem('template', template.reason);
	const [found] = asRecords(template.value);
	if (isRecord(found) && (found.id ?? found.real_id))
		return fine('template', 'The template is ready.');
	return problem('template', 'SendPulse did not show the template.');
}

function dateOf(
	{ text }: WrittenDate,
	sendsAt: DateTime | undefined,
	user: Told<IDataObject>,
): Finding {
	if (!sendsAt) {
		const why = 'value' in user ? 'SendPulse does not tell it.' : user.reason;
		return problem('date', `The time zone of the account is not known: ${why}`);
	}
	const shown = `${sendsAt.toFormat('yyyy-MM-dd HH:mm')} (${sendsAt.zoneName ?? 'the SendPulse account'})`;
	if (sendsAt.toMillis() >= Date.now()) return fine('date', `It is sent on ${shown}.`);
	return problem('date', `'Send Date' is past: '${text}', which is ${shown}.`);
}

/** The account's time zone; undefined where it can't be read. */
export async function zoneIn({ ask }: Answers): Promise<Zone | undefined> {
	const user = await told(ask(get`/user/info`)).then(record);
	return 'value' in user ? zoneOf(user.value) : undefined;
}

function asFinding(repeat: Told<RepeatSought>): Finding {
	if (!('value' in repeat)) {
		return problem('repeat', `Whether it was sent before could not be read: ${repeat.reason}`);
	}
	const { repeat: found, onlyNewest } = repeat.value;
	if (found !== undefined) return problem('repeat', found);
	const but = onlyNewest
		? ` Only the newest ${count(MOST_CAMPAIGNS_READ)} were looked at: one that had been made before them and scheduled for then is not known.`
		: '';
	return fine('repeat', `No such campaign was sent in that time.${but}`);
}

function variablesOf(lists: ListAnswers[], placeholders: string[]): Finding[] {
	if (placeholders.length === 0 || lists.length === 0) return [];
	const missing = lists.flatMap(({ id, list, variables }) => {
		const name = called(id, 'value' in list ? list.value : {});
		if (!variables || !('value' in variables)) {
			return [
				`The variables of mailing list ${name} could not be read: ${variables?.reason ?? ''}`,
			];
		}
		const known = new Set(asRecords(variables.value).map((variable) => variable.name));
		const unknown = placeholders.filter((placeholder) => !known.has(placeholder));
		if (unknown.length === 0) return [];
		return [`Mailing list ${name} has no variable ${named(unknown.map((one) => `'${one}'`))}.`];
	});
	if (missing.length > 0) return [warning('variables', missing.join(' '))];
	return [fine('variables', 'Every placeholder is a variable of every mailing list.', 'warning')];
}

function sizeOf({ html }: Candidate): Finding[] {
	if (html === undefined) return [];
	const bytes = Buffer.byteLength(html, 'utf8');
	const size = `The HTML has ${count(Math.ceil(bytes / 1024))} kB`;
	if (bytes <= SHOWN_BY_GMAIL) return [fine('size', `${size}.`, 'warning')];
	return [warning('size', `${size}, and Gmail cuts off what is beyond 102 kB.`)];
}
