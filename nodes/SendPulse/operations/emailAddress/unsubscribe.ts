import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { base64Text, type ApiRequest } from '../../../engine/api/request';
import { inSmallLetters, sameAddress } from '../../../engine/parameters/email';
import { retold, wordsOf } from '../../../engine/run/defect';
import {
	composite,
	type Acting,
	type BatchRules,
	type Item,
	type Looking,
} from '../../../engine/run/operation';
import { count } from '../../../engine/run/progress';
import { email } from '../../../fields/email';
import { mailingListIds } from '../../../fields/mailingListIds';
import { post as postToSmtp, smtp } from '../../../SendPulseSmtp/product';
import { saysNoneActive } from '../../fields/noneActive';
import { readStandings, refusalOf, STANDING_LOOK_UPS, type Standing } from '../../fields/standing';
import { emailService, post } from '../../product';

const fields: INodeProperties[] = [
	{ ...email, description: 'The address of the person who wants no more e-mails' },
	{
		displayName: 'Unsubscribe From',
		name: 'from',
		type: 'options',
		options: [
			{ name: 'All Mailing Lists', value: 'allLists', description: 'That have the address' },
			{ name: 'Chosen Mailing Lists', value: 'lists' },
		],
		default: 'allLists',
		description: 'What to unsubscribe the person from',
	},
	{ ...mailingListIds, displayOptions: { show: { from: ['lists'] } } },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Also Put on Blacklist',
				name: 'alsoBlacklist',
				type: 'boolean',
				default: false,
				description:
					'Whether to put the address on the blacklist as well: no campaign goes to it then, also when it comes into another list later',
			},
			{
				displayName: 'Also Stop Transactional E-Mails',
				name: 'alsoSmtp',
				type: 'boolean',
				default: false,
				description:
					'Whether to put the address on the unsubscribe list of the SMTP service as well, which then sends it no receipts or reminders either',
			},
			{
				displayName: 'Comment',
				name: 'comment',
				type: 'string',
				default: '',
				placeholder: 'e.g. Asked by phone',
				description: 'Why, for the blacklist and the unsubscribe list of the SMTP service',
			},
		],
	},
];

interface Wanted {
	email: string;
	/** All that have it where not chosen. */
	listIds?: number[];
	alsoBlacklist: boolean;
	alsoSmtp: boolean;
	comment: string;
}

interface InList {
	id: number;
	done: boolean;
	/** Why nothing was done, where nothing is sent to the person in that list anyhow, or nobody knows. */
	reason?: string;
}

/** What becomes of an input item. */
interface Outcome {
	item: Item<Wanted>;
	lists: InList[];
	already: number[];
	blacklisted: boolean | null;
	smtp: boolean | null;
	failures: Array<{ what: string; failure: unknown }>;
}

/** An address that is to be unsubscribed from a list, for whichever items say so. */
interface Leaving {
	listId: number;
	email: string;
	status: number;
	told: Array<{ outcome: Outcome; entry: InList }>;
}

interface Plan {
	outcomes: Outcome[];
	leaving: Leaving[];
}

/** Bulk Email Service API: New and Active, which an unsubscription concerns for certain. */
const isActive = (status: number) => status === 0 || status === 1;

const UNSUBSCRIBED = ['unsubscribed', 'unsubscribedFromAll'];

/** Whom nobody can write to anyhow, and whom the API does not unsubscribe. */
const OUT_OF_REACH = ['rejected', 'blocked', 'deletedByUser'];

/** Where there was nothing to do: out of reach, or no longer there when the request came. */
const NOTHING_TO_DO = [...OUT_OF_REACH, 'notInList'];

function planned(items: ReadonlyArray<Item<Wanted>>, standings: Map<string, Standing>): Plan {
	const leaving = new Map<string, Leaving>();
	const outcomes = items.map((item): Outcome => {
		const { email, listIds } = item.input;
		const outcome: Outcome = {
			item,
			lists: [],
			already: [],
			blacklisted: null,
			smtp: null,
			failures: [],
		};
		for (const [listId, { status }] of standings.get(sameAddress(email))?.lists ?? []) {
			if (listIds && !listIds.includes(listId)) continue;
			const refusal = refusalOf(status);
			if (refusal && UNSUBSCRIBED.includes(refusal)) {
				outcome.already.push(listId);
				continue;
			}
			const entry: InList = { id: listId, done: false };
			outcome.lists.push(entry);
			if (refusal && OUT_OF_REACH.includes(refusal)) {
				entry.reason = refusal;
				continue;
			}
			const key = `${listId} ${sameAddress(email)}`;
			const one = leaving.get(key) ?? { listId, email, status, told: [] };
			one.told.push({ outcome, entry });
			leaving.set(key, one);
		}
		return outcome;
	});
	return { outcomes, leaving: [...leaving.values()] };
}

const lines = <Element>(
	rules: Pick<BatchRules<Element>, 'group' | 'element' | 'request' | 'nothingFound'>,
) => ({
	repeatable: true,
	outputs: (body: unknown, inputs: Element[]) =>
		inputs.map(() => ({ changed: body !== undefined })),
	...rules,
});

/** Bulk Email Service API, "Unsubscribe a contact from a specific mailing list", 100 addresses each. */
async function leave(acting: Acting, leaving: readonly Leaving[]): Promise<void> {
	const unsure: Leaving[] = [];
	await acting.changeInBatches<Leaving>(
		{
			...lines<Leaving>({
				group: ({ listId }) => ({ listId }),
				element: ({ listId, email }) => `${listId} ${sameAddress(email)}`,
				request: (inputs) => ({
					...post`/addressbooks/${inputs[0].listId}/emails/unsubscribe`,
					body: { emails: inputs.map(({ email }) => email) },
				}),
				nothingFound: saysNoneActive,
			}),
			confirmed: emailService.done,
		},
		leaving,
		{
			done: (one, record) => {
				const { changed } = record as IDataObject;
				if (!changed || !isActive(one.status)) unsure.push(one);
				else for (const { entry } of one.told) entry.done = true;
			},
			failed: ({ listId, told }, failure) => {
				for (const { outcome } of told) {
					outcome.failures.push({ what: `mailing list ${listId}`, failure });
				}
			},
		},
	);
	if (unsure.length > 0) await lookAgain(acting, unsure);
}

/** Of who was not active SendPulse's answer tells nothing. */
async function lookAgain(acting: Acting, unsure: readonly Leaving[]): Promise<void> {
	const ask = async (request: ApiRequest) => await acting.lookUp(request);
	const standings = await readStandings(
		ask,
		unsure.map(({ email }) => email),
	);
	let left = 0;
	for (const { listId, email, told } of unsure) {
		const now = standings.get(sameAddress(email))?.lists.get(listId);
		const refusal = now && refusalOf(now.status);
		const done = UNSUBSCRIBED.includes(refusal ?? '');
		const reason = now === undefined ? 'notInList' : (refusal ?? 'notActive');
		if (!done && now !== undefined) left++;
		for (const { entry } of told) {
			entry.done = done;
			if (!done) entry.reason = reason;
		}
	}
	if (left === 0) return;
	acting.hint({
		type: 'warning',
		message: `${left} could not be unsubscribed: SendPulse only takes those who are active in a list, and these may get e-mails again later. 'Also Put on Blacklist' keeps e-mails away from them.`,
	});
}

const addressesOf = (outcomes: readonly Outcome[]) => [
	...new Map(
		outcomes.map(({ item }) => [inSmallLetters(item.input.email), item.input.email]),
	).values(),
];

/** Bulk Email Service API, "Add an email address to blacklist"; SMTP service API, "Unsubscribe an email". */
async function putOnList(
	acting: Acting,
	outcomes: readonly Outcome[],
	list: 'blacklisted' | 'smtp',
): Promise<void> {
	const request = (inputs: Outcome[]): ApiRequest => {
		const { comment } = inputs[0].item.input;
		const said = comment ? { comment } : {};
		const emails = addressesOf(inputs);
		return list === 'blacklisted'
			? { ...post`/blacklist`, body: { emails: base64Text(emails.join(',')), ...said } }
			: {
					...postToSmtp`/smtp/unsubscribe`,
					body: { emails: emails.map((email) => ({ email, ...said })) },
				};
	};
	await acting.changeInBatches<Outcome>(
		{
			...lines<Outcome>({
				group: ({ item }) => ({ comment: item.input.comment }),
				element: ({ item }) => sameAddress(item.input.email),
				request,
			}),
			confirmed: list === 'blacklisted' ? emailService.done : smtp.done,
		},
		outcomes,
		{
			done: (outcome) => void (outcome[list] = true),
			failed: (outcome, failure) => {
				outcome[list] = false;
				const what = list === 'blacklisted' ? 'the blacklist' : 'the SMTP unsubscribe list';
				outcome.failures.push({ what, failure });
			},
		},
	);
}

function recordOf({ item, lists, already, blacklisted, smtp }: Outcome): IDataObject {
	return {
		email: item.input.email,
		success: lists.every(({ done, reason }) => done || NOTHING_TO_DO.includes(reason ?? '')),
		mailingLists: lists.map((entry) => ({ ...entry })),
		alreadyUnsubscribed: already,
		blacklisted,
		smtpUnsubscribed: smtp,
	};
}

/** A success in which nobody was unsubscribed has to be told from one in which somebody was. */
function hintNowhere(looking: Looking, outcomes: readonly Outcome[]): void {
	const isNowhere = ({ lists, already }: Outcome) =>
		already.length === 0 && lists.every(({ done, reason }) => !done && reason === 'notInList');
	const nowhere = addressesOf(outcomes.filter(isNowhere)).length;
	if (nowhere === 0) return;
	const who = nowhere === 1 ? '1 address is' : `${count(nowhere)} addresses are`;
	looking.hint({
		type: 'info',
		message: `${who} in none of these mailing lists: nothing had to be done there.`,
	});
}

/** Which of it failed, and which did not. */
function failureOf({ lists, failures }: Outcome): Error {
	const [{ failure }] = failures;
	const done = lists.filter((entry) => entry.done).map(({ id }) => id);
	const by = done.length > 0 ? ` Unsubscribed from mailing lists ${done.join(', ')}.` : '';
	const what = failures.map((one) => one.what).join(', ');
	return retold(
		failure,
		`Not done: ${what}. ${wordsOf(failure)}${by} Run this again to do the rest.`,
	);
}

/** From all mailing lists: the API unsubscribes from one. */
export const unsubscribe = composite<Wanted, Plan>({
	option: {
		name: 'Unsubscribe',
		value: 'unsubscribe',
		action: 'Unsubscribe an e-mail address from all mailing lists',
		description:
			'Unsubscribe a person from all mailing lists, or some, and if you wish from everything else. The API can not subscribe them again.',
	},
	fields,
	effect: 'write',
	repeatable: true,
	lookUps: STANDING_LOOK_UPS,
	prepare: (item) => {
		const { options } = item;
		const chosen = item.choice('from', ['allLists', 'lists']) === 'lists';
		const listIds = chosen ? item.ids('mailingListIds') : undefined;
		if (listIds?.length === 0) {
			item.fail('mailingListIds', 'is empty. Choose at least one mailing list');
		}
		return {
			email: item.email('email'),
			listIds,
			alsoBlacklist: options.flag('alsoBlacklist'),
			alsoSmtp: options.flag('alsoSmtp'),
			comment: options.hasValue('comment') ? options.text('comment') : '',
		};
	},
	plan: async (items, looking) => {
		const emails = items.map(({ input }) => input.email);
		const ask = async (request: ApiRequest) => await looking.lookUp(request);
		return planned(items, await readStandings(ask, emails));
	},
	show: async ({ outcomes }, looking) => {
		for (const outcome of outcomes) {
			const record = { preview: true, ...recordOf(outcome), success: false };
			await looking.succeed(outcome.item.index, record);
		}
		hintNowhere(looking, outcomes);
	},
	async act({ outcomes, leaving }, acting) {
		await leave(acting, leaving);
		const those = (test: (input: Wanted) => boolean) =>
			outcomes.filter(({ item }) => test(item.input));
		await putOnList(
			acting,
			those(({ alsoBlacklist }) => alsoBlacklist),
			'blacklisted',
		);
		await putOnList(
			acting,
			those(({ alsoSmtp }) => alsoSmtp),
			'smtp',
		);
		for (const outcome of outcomes) {
			const { index } = outcome.item;
			if (outcome.failures.length > 0) acting.fail(index, failureOf(outcome));
			else await acting.succeed(index, recordOf(outcome));
		}
		hintNowhere(acting, outcomes);
	},
	counts: { noun: 'addresses', done: 'unsubscribed' },
});
