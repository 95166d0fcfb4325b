import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addContacts, type Addition } from '../additions.mts';
import {
	arrayOf,
	asArguments,
	check,
	hasAtMost,
	isEmail,
	isMissing,
	isObject,
	isOneOf,
	isQueryBoolean,
	isText,
	isTrue,
	isType,
	isValid,
	LANGUAGES,
	pageOf,
	pageRules,
	passes,
	required,
	withEmailsRead,
	withoutEmpty,
	type Arguments,
	type Rule,
} from '../../arguments.mts';
import {
	ContactStatus,
	contactStatuses,
	isActive,
	type Contact,
	type ContactFilter,
} from '../contacts.mts';
import type { SandboxContext } from '../../context.mts';
import { invalid, refusals } from '../../errors.mts';
import type { MailingList } from '../lists.mts';
import type { SandboxOptions } from '../../options.mts';
import { requireTagPlan } from '../../plans.mts';
import { isEmailAddress, phoneDigits } from '../../syntax.mts';
import { isDate, isVariableName, VariablePlan } from '../variables.mts';
import { listOf } from './lists.mts';

const MOST_ADDRESSES = 100;

/** Contacts of a mailing list (Bulk Email Service API, Mailing lists and Email address). */
export function contactRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;

	api.get('/addressbooks/:id/emails', async (request) => {
		const list = listOf(request, sandbox);
		const query = asArguments(request.query);
		check(query, [
			...pageRules,
			isType('order', 'string'),
			isOneOf('order', ['asc', 'desc']),
			...filterRules(options),
		]);
		const filter = filterOf(query, options);
		const { offset, limit } = pageOf(query, options.contactsMostPerPage);
		const nameless = withoutEmail(filter, options).slice(offset, offset + limit);
		const contacts = list.contacts.page({
			offset: Math.max(offset - options.contactsWithoutEmail, 0),
			limit: limit - nameless.length,
			filter,
			descending: query.order === 'desc',
		});
		return [...nameless, ...contacts].map((contact) => inList(contact, options));
	});

	api.get('/addressbooks/:id/emails/total', async (request) => {
		const list = listOf(request, sandbox);
		const query = asArguments(request.query);
		check(query, [isQueryBoolean('active', options.queryBooleans)]);
		const counted = list.contacts.total(isTrue(query.active) ? 'active' : 'all');
		return { total: Math.max(counted + options.contactsWithoutEmail - options.totalLag, 0) };
	});

	api.post('/addressbooks/:id/emails', async (request) => {
		const list = listOf(request, sandbox);
		const args = emailsIn(request);
		check(args, additionRules(sandbox));
		if (args.tags !== undefined) requireTagPlan(options);
		addContacts(sandbox, list, (args.emails as unknown[]).map(additionOf), {
			confirmation:
				args.confirmation === undefined
					? null
					: {
							senderEmail: String(args.sender_email),
							templateId: textOrNull(args.template_id),
							language: textOrNull(args.message_lang),
						},
			tags: (args.tags as number[] | undefined) ?? [],
			keepExisting: args.dont_update === true,
			silent: args.disable_webhook === true,
		});
		return { result: true };
	});

	api.delete('/addressbooks/:id/emails', async (request) => {
		const list = listOf(request, sandbox);
		const args = emailsIn(request);
		check(args, [
			required('emails', refusals.noEmails()),
			isType('emails', 'array'),
			isValid('emails', arrayOf(isText)),
			passes(
				'emails',
				(emails) => (emails as string[]).length <= MOST_ADDRESSES,
				refusals.tooManyToDelete(),
			),
		]);
		const found = contactsAmong(list, args.emails as string[]);
		if (found.length === 0) throw refusals.noEmails();
		for (const { email } of found) {
			list.contacts.remove(email);
			sandbox.state.happenings.tell({
				event: 'delete',
				at: sandbox.clock.now(),
				email,
				listId: list.id,
			});
		}
		return { result: true };
	});

	api.post('/addressbooks/:id/emails/unsubscribe', async (request) => {
		const list = listOf(request, sandbox);
		const args = emailsIn(request);
		check(args, [
			required('emails'),
			isValid('emails', Array.isArray),
			hasAtMost('emails', MOST_ADDRESSES),
			isValid('emails', arrayOf(isText)),
		]);
		const active = contactsAmong(list, args.emails as string[]).filter(({ status }) =>
			isActive(status),
		);
		if (active.length === 0) throw refusals.noActiveEmails();
		for (const { email } of active) {
			list.contacts.setStatus(email, ContactStatus.unsubscribed);
			sandbox.state.happenings.tell({
				event: 'unsubscribe',
				at: sandbox.clock.now(),
				email,
				listId: list.id,
				campaignId: null,
				fromAll: false,
				reason: null,
			});
		}
		return { result: true };
	});

	api.post('/addressbooks/:id/emails/variable', async (request) => {
		const list = listOf(request, sandbox);
		const args = asArguments(request.body);
		check(args, [
			required('email'),
			isEmail('email'),
			required('variables'),
			isValid(
				'variables',
				arrayOf((item) => isObject(item) && isText(item.name) && item.value !== undefined),
			),
		]);
		const email = String(args.email);
		if (!list.contacts.get(email)) throw refusals.emailNotInList(422);
		const plan = new VariablePlan(list.variables, options, () =>
			invalid('Argument variables is invalid'),
		);
		const pairs = args.variables as Array<{ name: string; value: unknown }>;
		const change = plan.read(pairs.map(({ name, value }) => [name, value] as const));
		plan.commit();
		list.contacts.change(email, change);
		return { result: true };
	});

	const emailsIn = ({ body }: FastifyRequest) =>
		withEmailsRead(withoutEmpty(asArguments(body)), options.emailsAsText);

	// The documents' own example has a space before the address: it is trimmed here, and nowhere else.
	api.put('/addressbooks/:id/phone', async (request) => {
		const list = listOf(request, sandbox);
		const { email, phone } = asArguments(request.body);
		const digits = typeof phone === 'string' ? phoneDigits(phone) : null;
		if (digits === null) throw refusals.phoneInvalid();
		const address = typeof email === 'string' ? email.trim() : '';
		if (
			!isEmailAddress(address) ||
			!list.contacts.change(address, { values: new Map(), phone: digits })
		) {
			throw refusals.phoneOwnerInvalid();
		}
		return { result: true };
	});

	api.get('/addressbooks/:id/emails/:email', async (request) => {
		const list = listOf(request, sandbox);
		const contact = list.contacts.get((request.params as { email: string }).email);
		if (!contact) throw refusals.emailNotInList(options.missingContactStatus);
		return {
			email: contact.email,
			abook_id: String(list.id),
			phone: contact.phone,
			status: contact.status,
			status_explain: contactStatuses[contact.status],
			variables: typedVariables(contact, list),
		};
	});

	api.get('/addressbooks/:id/variables/:name/:value', async (request) => {
		const list = listOf(request, sandbox);
		const { name, value } = request.params as { name: string; value: string };
		return contactsByVariable(list, name, value).map(({ email, status }) => ({
			email,
			status,
			status_explain: contactStatuses[status],
		}));
	});
}

/** Variables as a list of name, type and value, the value always as text (Get information for an email address from a mailing list). */
export function typedVariables(contact: Contact, list: MailingList) {
	return [...contact.variables].map(([name, value]) => ({
		name,
		type: list.variables.get(name) ?? 'string',
		value: String(value),
	}));
}

/** Contacts that have no address. */
const withoutEmail = (
	filter: ContactFilter,
	{ contactsWithoutEmail }: SandboxOptions,
): Contact[] =>
	filter === 'inactive' || filter === 'none'
		? []
		: Array.from({ length: contactsWithoutEmail }, (_, index) => ({
				email: '',
				status: ContactStatus.active,
				phone: String(380_930_000_000 + index),
				phoneSince: 0,
				variables: new Map(),
				tags: new Set(),
				addedAt: 0,
				source: 'API',
			}));

function inList(
	{ email, status, phone, variables }: Contact,
	{ emptyVariables, phoneInLists }: SandboxOptions,
) {
	return {
		email,
		status,
		...phoneFor(phone, phoneInLists),
		status_explain: contactStatuses[status],
		variables:
			variables.size === 0 && emptyVariables === 'array' ? [] : Object.fromEntries(variables),
	};
}

function phoneFor(
	phone: string,
	form: SandboxOptions['phoneInLists'],
): { phone?: string | number } {
	if (form === 'empty') return { phone: '' };
	if (form === 'absent' || (phone === '' && form !== 'filled')) return {};
	return { phone: form === 'number' ? Number(phone) : phone };
}

const filterRules = ({ queryBooleans }: SandboxOptions): Rule[] => [
	isQueryBoolean('active', queryBooleans),
	isQueryBoolean('not_active', queryBooleans),
];

function filterOf(query: Arguments, { bothFilters }: SandboxOptions): ContactFilter {
	const active = isTrue(query.active);
	const inactive = isTrue(query.not_active);
	if (active && inactive) return bothFilters;
	return active ? 'active' : inactive ? 'inactive' : 'all';
}

/** The complaints of the OpenAPI bulk-email description for POST …/emails, in its order. */
function additionRules({ state, options }: SandboxContext): Rule[] {
	const isDoubleOptIn = (args: Arguments) => args.confirmation !== undefined;
	const needs =
		(name: string): Rule =>
		(args) =>
			isDoubleOptIn(args) ? required(name)(args) : undefined;
	const elements = (test: (element: Record<string, unknown>) => boolean) =>
		arrayOf((element) => !isObject(element) || test(element));
	return [
		required('emails'),
		passes('emails', Array.isArray, emailsNotArray(options)),
		...(options.maxAddBatch === null ? [] : [hasAtMost('emails', options.maxAddBatch)]),
		isValid(
			'emails',
			arrayOf((element) => isText(element) || isObject(element)),
		),
		passes(
			'emails',
			elements(({ email }) => isText(email)),
			invalid('Argument email is invalid'),
		),
		passes(
			'emails',
			// PHP knows no difference between an empty object and an empty array.
			elements(({ variables }) => isMissing(variables) || isObject(variables)),
			invalid('Argument emails.*.variables is invalid'),
		),
		isType('confirmation', 'string'),
		isOneOf('confirmation', ['force']),
		needs('sender_email'),
		isEmail('sender_email'),
		(args) =>
			isDoubleOptIn(args) && !state.senders.get(String(args.sender_email))?.activated
				? refusals.senderNotFound()
				: undefined,
		isValid('template_id', isText),
		...(options.messageLangRequired ? [needs('message_lang')] : []),
		isOneOf('message_lang', LANGUAGES),
		isType('disable_webhook', 'boolean'),
		isType('dont_update', 'boolean'),
		isType('check_emails', 'boolean'),
		isType('tags', 'array'),
		isValid('tags', arrayOf(Number.isInteger)),
	];
}

function emailsNotArray({ emailsNotArray: answer }: SandboxOptions) {
	if (answer === 'badlyFormed') return refusals.badlyFormed();
	return answer === 'serverError'
		? refusals.serverError()
		: invalid('Argument emails must be array');
}

function additionOf(element: unknown): Addition {
	return isObject(element)
		? {
				email: String(element.email),
				variables: isObject(element.variables) ? element.variables : {},
			}
		: { email: String(element), variables: {} };
}

function textOrNull(value: unknown): string | null {
	return isMissing(value) ? null : String(value);
}

/** The contacts of these addresses, each once. */
function contactsAmong(list: MailingList, emails: readonly string[]): Contact[] {
	return [...new Set(emails.map((email) => list.contacts.get(email)))].filter(
		(contact) => contact !== undefined,
	);
}

function contactsByVariable(list: MailingList, name: string, value: string): Contact[] {
	if (!isVariableName(name)) throw refusals.variableNameInvalid();
	const type = list.variables.get(name);
	if (type === undefined) throw refusals.variableNotFound();
	if (type === 'date' && !isDate(value)) throw refusals.variableValueFormat();
	return [...list.contacts.values()].filter(({ variables }) => {
		const own = variables.get(name);
		return own !== undefined && String(own) === value;
	});
}
