import type { IDataObject } from 'n8n-workflow';
import type { Mark } from '../../../engine/api/confirmed';
import type { ApiFailure } from '../../../engine/api/failures';
import { base64Text, type ApiRequest } from '../../../engine/api/request';
import { sameAddress } from '../../../engine/parameters/email';
import { isGone, personName } from '../../../fields/chatbots';
import { rowsOf } from '../../../fields/crmContact';
import { chatbots, post as postToChatbots } from '../../../SendPulseChatbot/product';
import { courses, del as deleteInCourses } from '../../../SendPulseCourse/product';
import { crm, del as deleteInCrm } from '../../../SendPulseCrm/product';
import { del as deleteInSmtp, post as postToSmtp, smtp } from '../../../SendPulseSmtp/product';
import { inChannel, type BotContact } from '../../fields/person/chatbots';
import { rowsWith } from '../../fields/person/crm';
import type { Entry } from '../../fields/person/mailingLists';
import { isUnknown, saysUnknown } from '../../fields/unknownAddress';
import { del, emailService, post } from '../../product';

export type CrmAction = 'deleteContact' | 'removeEmail';

/** The places that a person is erased from. */
export const PLACES = ['mailingLists', 'crm', 'courses', 'chatbots'] as const;

export type Place = (typeof PLACES)[number];

export type Where = Place | 'blacklist' | 'smtpUnsubscribeList';

/** A line of the receipt. */
export interface Step extends IDataObject {
	place: Where;
	/** What it is that `id` and `name` belong to. */
	what: string;
	id: number | string | null;
	name: string | null;
	action: string;
	done: boolean;
}

/** A request, and the lines of the receipt that come true with it. */
export interface Deed {
	/** The same for what is the same, whenever it is found. */
	key: string;
	steps: Step[];
	/** None where there is nothing left to do. */
	request?: ApiRequest;
	confirmed: Mark;
	/** Whether a refusal only says that it is not there (any more). */
	gone(failure: ApiFailure): boolean;
	/** Whether one after an unclear attempt does. */
	alreadyDone?(failure: ApiFailure): boolean;
}

const step = (place: Where, what: string, more: Partial<Step>): Step => ({
	place,
	what,
	id: null,
	name: null,
	action: 'delete',
	done: false,
	...more,
});

/** How a place that could not be looked at stands in the receipt. */
export const unread = (place: Where, message: string): Step =>
	step(place, 'place', { action: 'search', message });

const nameOf = ({ firstName, lastName }: IDataObject) =>
	[firstName, lastName].filter(Boolean).map(String).join(' ') || null;

/** Bulk Email Service API, "Delete an email address from all mailing lists": all in one request. */
export function fromLists(
	email: string,
	listIds: Iterable<number>,
	entries: ReadonlyMap<number, Entry>,
): Deed[] {
	const ids = [...listIds].sort((one, other) => one - other);
	if (ids.length === 0) return [];
	return [
		{
			key: `mailingLists ${ids.join(' ')}`,
			steps: ids.map((id) =>
				step('mailingLists', 'mailingList', { id, name: entries.get(id)?.name ?? null }),
			),
			request: del`/emails/${email}`,
			confirmed: emailService.done,
			gone: saysUnknown,
			alreadyDone: isUnknown,
		},
	];
}

/**
 * CRM API, "Delete contact" or, of one that has other addresses as well and is to stay, "Delete contact email".
 *
 * @param erased all addresses that this run takes away, this one and others, by their {@link sameAddress}
 */
export function fromCrm(
	email: string,
	contacts: readonly IDataObject[],
	action: CrmAction,
	erased: ReadonlySet<string>,
): Deed[] {
	return contacts.flatMap((contact) => {
		const id = Number(contact.id);
		const about = { id, name: nameOf(contact) };
		const common = {
			confirmed: crm.done,
			gone: (failure: ApiFailure) => crm.refusals.gone(failure),
		};
		const rows = rowsWith(contact, email);
		const hasOthers = rowsOf(contact, 'emails').some(
			(row) => !erased.has(sameAddress(String(row.email))),
		);
		if (action === 'deleteContact' || !hasOthers) {
			const steps = [step('crm', 'contact', about)];
			return [{ ...common, key: `crm ${id}`, steps, request: deleteInCrm`/contacts/${id}` }];
		}
		return rows.map((row) => ({
			...common,
			key: `crm ${id} ${String(row.id)}`,
			steps: [step('crm', 'contact', { ...about, action: 'removeAddress' })],
			request: deleteInCrm`/contacts/${id}/emails/${String(row.id)}`,
		}));
	});
}

/** OpenAPI, Edu: DELETE /students/{studentId}. */
export const fromCourses = (students: readonly IDataObject[]): Deed[] =>
	students.map((student) => ({
		key: `courses ${String(student.id)}`,
		steps: [step('courses', 'student', { id: Number(student.id), name: nameOf(student) })],
		request: deleteInCourses`/students/${String(student.id)}`,
		confirmed: courses.done,
		gone: (failure) => courses.refusals.gone(failure),
	}));

/** Chatbot services' APIs, POST /contacts/delete. */
export const fromChatbots = (contacts: readonly BotContact[]): Deed[] =>
	contacts.map(({ bot, contact }) => ({
		key: `chatbots ${bot.channel} ${String(contact.id)}`,
		steps: [
			step('chatbots', 'contact', {
				channel: bot.channel,
				bot: bot.name,
				id: String(contact.id),
				name: personName(contact.channel_data) || null,
			}),
		],
		request: inChannel(bot.channel, {
			...postToChatbots`/contacts/delete`,
			body: { contact_id: String(contact.id) },
		}),
		confirmed: chatbots.done,
		gone: isGone('contact'),
	}));

const never = () => false;

/** What a list of those who get nothing is done about one address. */
function onList(
	place: 'blacklist' | 'smtpUnsubscribeList',
	action: 'add' | 'remove',
	more: Pick<Deed, 'request' | 'confirmed'> & Partial<Deed>,
	isSo: boolean,
): Deed {
	const message = isSo ? { message: 'It is there already.' } : {};
	return {
		gone: never,
		...more,
		...(isSo ? { request: undefined } : {}),
		key: `${place} ${action}`,
		steps: [step(place, 'address', { action, ...message })],
	};
}

/** What is known of an address on the lists of those who get nothing; undefined where nobody knows. */
export interface Suppressed {
	blacklist?: boolean;
	/** `absent` where the account has no SMTP service. */
	smtp?: boolean | 'absent';
}

/** Bulk Email Service API, "Add an email address to blacklist"; SMTP service API, "Unsubscribe an email". */
export function suppressing(email: string, comment: string, known: Suppressed): Deed[] {
	const said = comment ? { comment } : {};
	const blacklisting = {
		request: { ...post`/blacklist`, body: { emails: base64Text(email), ...said } },
		confirmed: emailService.done,
	};
	const unsubscribing = {
		request: { ...postToSmtp`/smtp/unsubscribe`, body: { emails: [{ email, ...said }] } },
		confirmed: smtp.done,
	};
	return [
		onList('blacklist', 'add', blacklisting, known.blacklist === true),
		...(known.smtp === 'absent'
			? []
			: [onList('smtpUnsubscribeList', 'add', unsubscribing, known.smtp === true)]),
	];
}

/** Service REST API, "Error codes": 502, the address can't be found. */
const notBlacklisted = ({ kind, code }: ApiFailure) => kind === 'refused' && code === 502;

/** Bulk Email Service API, "Delete an email address from the blacklist"; SMTP service API, "Remove an email …". */
export function releasing(email: string, known: Suppressed): Deed[] {
	const fromBlacklist = {
		request: { ...del`/blacklist`, body: { emails: base64Text(email) } },
		confirmed: emailService.done,
		gone: notBlacklisted,
	};
	const fromSmtp = {
		request: { ...deleteInSmtp`/smtp/unsubscribe`, body: { emails: [email] } },
		confirmed: smtp.done,
	};
	return [
		...(known.blacklist === false ? [] : [onList('blacklist', 'remove', fromBlacklist, false)]),
		...(known.smtp === false || known.smtp === 'absent'
			? []
			: [onList('smtpUnsubscribeList', 'remove', fromSmtp, false)]),
	];
}
