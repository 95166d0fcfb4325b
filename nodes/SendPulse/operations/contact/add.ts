import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { saysResult } from '../../../engine/api/confirmed';
import { sameAddress } from '../../../engine/parameters/email';
import type { Client } from '../../../engine/api/client';
import type { Hint } from '../../../engine/parameters/hints';
import { batched } from '../../../engine/run/operation';
import { count } from '../../../engine/run/progress';
import { succeeded } from '../../../engine/run/outcome';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { email } from '../../../fields/email';
import { LANGUAGE_OPTIONS, LANGUAGES } from '../../../fields/language';
import { mailingListId } from '../../../fields/mailingListId';
import { defaultCountryCode, phone } from '../../../fields/phone';
import { senderEmail } from '../../../fields/senderEmail';
import {
	readBlacklist,
	readStandings,
	refusalElsewhere,
	refusalOf,
	type Ask,
	type Refusal,
	type RefusalElsewhere,
} from '../../fields/standing';
import { tagIds } from '../../fields/tagIds';
import type { VariableValue } from '../../../fields/typedValues';
import { variableOptions, variables } from '../../../fields/variables';
import { post } from '../../product';
import { readContactData, withPhone } from './contactData';

const confirmationLanguage: INodeProperties = {
	displayName: 'Confirmation Language',
	name: 'confirmationLanguage',
	type: 'options',
	options: LANGUAGE_OPTIONS,
	default: 'en',
	description: 'Language of the confirmation e-mail',
};

const confirmationTemplateId: INodeProperties = {
	displayName: 'Confirmation Template ID',
	name: 'confirmationTemplateId',
	type: 'string',
	default: '',
	placeholder: 'e.g. a3e45169-7ae7-4a39-b457-72fd04401f26',
	description:
		"ID of the confirmation e-mail from SendPulse's Service Settings. Leave it empty to send the default one.",
};

const confirmationSender: INodeProperties = {
	...senderEmail,
	description: 'The sender of the confirmation e-mail',
};

/** Its parts together: whoever wants the one needs the others. */
const doubleOptIn: INodeProperties = {
	displayName: 'Double Opt-In',
	name: 'confirmation',
	type: 'fixedCollection',
	default: { email: { confirmationLanguage: 'en' } },
	description: 'Whether SendPulse asks each new contact by e-mail to confirm the subscription',
	options: [
		{
			displayName: 'Confirmation E-Mail',
			name: 'email',
			values: [
				confirmationSender,
				{ ...confirmationLanguage, displayName: 'Language' },
				{ ...confirmationTemplateId, displayName: 'Template ID' },
			],
		},
	],
};

/** How it was said before, in four options, for nodes that have stored that: n8n shows them there alone. */
const formerDoubleOptIn: INodeProperties[] = [
	confirmationLanguage,
	confirmationTemplateId,
	confirmationSender,
	{
		displayName: 'Double Opt-In (Former)',
		name: 'doubleOptIn',
		type: 'boolean',
		default: false,
		description:
			'Whether SendPulse asks each new contact by e-mail to confirm the subscription. The option Double Opt-In has all of it in one.',
	},
].map((field) => ({
	...(field as INodeProperties),
	displayOptions: { show: { doubleOptIn: [true, false] } },
}));

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...variableOptions,
		{
			displayName: 'Check First',
			name: 'checkFirst',
			type: 'boolean',
			default: true,
			description:
				'Whether to look first who said no (unsubscribed, blocked, on the blacklist), to leave them out, and to say of each contact what became of it, as outcome. SendPulse itself answers alike for all. Takes one request more for each hundred contacts, and one for the blacklist.',
		},
		...formerDoubleOptIn,
		defaultCountryCode,
		doubleOptIn,
		{
			displayName: 'Keep Existing',
			name: 'keepExisting',
			type: 'boolean',
			default: false,
			description: 'Whether to leave contacts as they are that the mailing list has already',
		},
		phone,
		{
			displayName: 'Silent',
			name: 'silent',
			type: 'boolean',
			default: false,
			description: "Whether to keep this import from raising SendPulse's webhook for new contacts",
		},
		{ ...tagIds, description: `Tags for the new contacts. ${tagIds.description}.` },
	],
};

/** Where the settings of the confirmation e-mail are; undefined where none is wanted. */
function confirmationIn(options: Values): Values | undefined {
	// Both are read: one that was added and is empty must not mean that nobody is asked.
	const [confirmation] = options.rows('confirmation', 'email');
	return options.flag('doubleOptIn') ? options : confirmation;
}

/** @throws InputProblem for one that lacks its sender or its language */
function readConfirmation(settings: Values): IDataObject {
	if (!settings.has('senderEmail')) settings.fail('senderEmail', 'is needed for Double Opt-In');
	const sender_email = settings.email('senderEmail');
	if (!settings.has('confirmationLanguage')) {
		settings.fail('confirmationLanguage', 'is needed for Double Opt-In');
	}
	const template = settings.optionalText('confirmationTemplateId');
	return {
		confirmation: 'force',
		sender_email,
		message_lang: settings.choice('confirmationLanguage', LANGUAGES),
		...(template ? { template_id: template } : {}),
	};
}

/** What holds for all contacts of a request, however they come. */
export function additionOptions(options: Values): IDataObject {
	const shared: IDataObject = {};
	// Data, which some contacts don't have.
	const tags = options.hasValue('tagIds') ? options.ids('tagIds') : [];
	if (tags.length > 0) shared.tags = tags;
	if (options.flag('keepExisting')) shared.dont_update = true;
	if (options.flag('silent')) shared.disable_webhook = true;
	return shared;
}

/** The part of the request that all contacts of a batch share. */
function sharedOptions(options: Values): IDataObject {
	const confirmation = confirmationIn(options);
	return {
		...(confirmation ? readConfirmation(confirmation) : {}),
		...additionOptions(options),
	};
}

interface Contact {
	mailingListId: number;
	email: string;
	variables: Record<string, VariableValue>;
	shared: IDataObject;
	/** What is known of the contact, where it is looked for first. */
	seen?: Seen;
}

interface Seen {
	blacklist: ReadonlySet<string>;
	/** Who was left out, over all items of the run, by the reason. */
	leftOut: Map<string, number>;
	/** In the mailing list, if it is there already. */
	status?: number;
	reason?: Refusal | RefusalElsewhere;
}

const askingWith =
	(client: Pick<Client, 'send'>): Ask =>
	async (request) =>
		await client.send(request, { repeatable: true });

async function seenBy(item: ItemParameters): Promise<Seen | undefined> {
	if (!item.options.flag('checkFirst')) return undefined;
	return {
		blacklist: await item.lookUp('blacklist', async (client) => {
			return await readBlacklist(askingWith(client));
		}),
		leftOut: item.tally('left out', () => new Map(), tellLeftOut),
	};
}

function tellLeftOut(reasons: Map<string, number>): Hint | undefined {
	if (reasons.size === 0) return undefined;
	const total = [...reasons.values()].reduce((sum, number) => sum + number, 0);
	const why = [...reasons].map(([reason, number]) => `${count(number)} ${reason}`).join(', ');
	const message = `${count(total)} of them ${total === 1 ? 'was' : 'were'} left out, because they said no: ${why}.`;
	return { type: 'warning', message };
}

/** Who is where, and who said no: one request for the contacts of a batch. */
async function lookFirst(contacts: Contact[], client: Client): Promise<void> {
	if (!contacts[0].seen) return;
	const emails = contacts.map(({ email }) => email);
	const standings = await readStandings(askingWith(client), emails);
	for (const { mailingListId, email, seen } of contacts) {
		if (!seen) continue;
		const standing = standings.get(sameAddress(email));
		seen.status = standing?.lists.get(mailingListId)?.status;
		seen.reason =
			(seen.status === undefined ? undefined : refusalOf(seen.status)) ??
			refusalElsewhere(standing, seen.blacklist, email, mailingListId);
		const { reason, leftOut } = seen;
		if (reason) leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
	}
}

/** Asked for the confirmation, and has not answered yet (Bulk Email Service API, "Possible email address status"). */
const CONFIRMATION_REQUESTED = 2;

function outcomeOf({ status, reason }: Seen, shared: IDataObject): IDataObject {
	if (reason === 'blacklisted') return { outcome: 'blacklisted', reason };
	if (reason === 'unsubscribed' || reason === 'unsubscribedFromAll') {
		return { outcome: 'unsubscribed', reason };
	}
	if (reason) return { outcome: 'blocked', reason };
	const isAsked = status === undefined || status === CONFIRMATION_REQUESTED;
	if (shared.confirmation && isAsked) return { outcome: 'confirmationSent' };
	if (status === undefined) return { outcome: 'added' };
	return { outcome: shared.dont_update ? 'unchanged' : 'updated' };
}

/** What the item says: of whom was left out nothing was sent. */
function recordOf({ mailingListId, email, shared, seen }: Contact): IDataObject {
	const what = { mailingListId, email, ...(seen ? outcomeOf(seen, shared) : {}) };
	return { ...succeeded(what), ...(seen?.reason ? { success: false } : {}) };
}

/**
 * Each address once, as if its items had been sent one after the other: later values replace
 * earlier ones, unless existing contacts are to be kept.
 */
export function elements(
	contacts: ReadonlyArray<Pick<Contact, 'email' | 'variables' | 'shared'>>,
): IDataObject[] {
	const byAddress = new Map<string, { email: string; variables: Record<string, VariableValue> }>();
	for (const { email, variables, shared } of contacts) {
		const known = byAddress.get(sameAddress(email));
		if (!known) byAddress.set(sameAddress(email), { email, variables: { ...variables } });
		else if (!shared.dont_update) Object.assign(known.variables, variables);
	}
	return [...byAddress.values()].map(({ email, variables }) =>
		Object.keys(variables).length === 0 ? { email } : { email, variables },
	);
}

/** Bulk Email Service API, "Add emails to a mailing list" (single and double opt-in). */
export const add = batched<Contact>({
	option: {
		name: 'Add or Update',
		value: 'add',
		action: 'Add or update a contact in a mailing list',
		description:
			'Add contacts to a mailing list, up to 100 per request. A contact that exists already gets the new values.',
	},
	fields: [mailingListId, email, variables, options],
	prepare: async (item) => {
		const listId = item.id('mailingListId');
		return {
			mailingListId: listId,
			email: item.email('email'),
			variables: withPhone(await readContactData(item, listId)),
			shared: sharedOptions(item.options),
			seen: await seenBy(item),
		};
	},
	check: lookFirst,
	// The confirmation e-mail must not go out twice.
	repeatable: ({ shared }) => shared.confirmation === undefined,
	group: ({ mailingListId, shared, seen }) => ({
		mailingListId,
		shared,
		checkFirst: seen !== undefined,
	}),
	element: ({ mailingListId, email }) => `${mailingListId} ${sameAddress(email)}`,
	confirmed: saysResult,
	request: (contacts) => {
		const welcome = contacts.filter(({ seen }) => !seen?.reason);
		if (welcome.length === 0) return undefined;
		return {
			...post`/addressbooks/${contacts[0].mailingListId}/emails`,
			body: { emails: elements(welcome), ...contacts[0].shared },
		};
	},
	effect: 'write',
	outputs: (_, contacts) => contacts.map(recordOf),
	counts: { noun: 'contacts', done: 'added' },
});
