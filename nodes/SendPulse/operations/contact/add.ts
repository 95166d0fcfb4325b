import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { saysResult } from '../../../engine/api/confirmed';
import { sameAddress } from '../../../engine/parameters/email';
import { batched } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import type { Values } from '../../../engine/parameters/parameters';
import { email } from '../../../fields/email';
import { LANGUAGE_OPTIONS, LANGUAGES } from '../../../fields/language';
import { mailingListId } from '../../../fields/mailingListId';
import { defaultCountryCode, phone } from '../../../fields/phone';
import { senderEmail } from '../../../fields/senderEmail';
import { tagIds } from '../../fields/tagIds';
import type { VariableValue } from '../../../fields/typedValues';
import { variableOptions, variables } from '../../../fields/variables';
import { post } from '../../product';
import { readContactData, withPhone } from './contactData';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...variableOptions,
		{
			displayName: 'Confirmation Language',
			name: 'confirmationLanguage',
			type: 'options',
			options: LANGUAGE_OPTIONS,
			default: 'en',
			description: 'Language of the confirmation e-mail (with Double Opt-In)',
		},
		{
			displayName: 'Confirmation Template ID',
			name: 'confirmationTemplateId',
			type: 'string',
			default: '',
			placeholder: 'e.g. a3e45169-7ae7-4a39-b457-72fd04401f26',
			description:
				"ID of the confirmation e-mail from SendPulse's Service Settings (with Double Opt-In). Leave it out to send the default one.",
		},
		defaultCountryCode,
		{
			displayName: 'Double Opt-In',
			name: 'doubleOptIn',
			type: 'boolean',
			default: false,
			description:
				'Whether SendPulse asks each new contact by e-mail to confirm the subscription. Needs Sender and Confirmation Language.',
		},
		{
			displayName: 'Keep Existing',
			name: 'keepExisting',
			type: 'boolean',
			default: false,
			description: 'Whether to leave contacts as they are that the mailing list has already',
		},
		phone,
		{ ...senderEmail, description: 'The sender of the confirmation e-mail (with Double Opt-In)' },
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

/** The part of the request that all contacts of a batch share. */
function sharedOptions(options: Values): IDataObject {
	const shared: IDataObject = {};
	if (options.flag('doubleOptIn')) {
		shared.confirmation = 'force';
		if (!options.has('senderEmail')) options.fail('senderEmail', 'is needed for Double Opt-In');
		shared.sender_email = options.email('senderEmail');
		if (!options.has('confirmationLanguage')) {
			options.fail('confirmationLanguage', 'is needed for Double Opt-In');
		}
		shared.message_lang = options.choice('confirmationLanguage', LANGUAGES);
		const template = options.optionalText('confirmationTemplateId');
		if (template) shared.template_id = template;
	}
	// Data, which some contacts don't have.
	const tags = options.hasValue('tagIds') ? options.ids('tagIds') : [];
	if (tags.length > 0) shared.tags = tags;
	if (options.flag('keepExisting')) shared.dont_update = true;
	if (options.flag('silent')) shared.disable_webhook = true;
	return shared;
}

interface Contact {
	email: string;
	variables: Record<string, VariableValue>;
	shared: IDataObject;
}

/**
 * Each address once, as if its items had been sent one after the other: later values replace
 * earlier ones, unless existing contacts are to be kept.
 */
function elements(contacts: Contact[]): IDataObject[] {
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
export const add = batched({
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add a contact to a mailing list',
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
		};
	},
	// The confirmation e-mail must not go out twice.
	repeatable: ({ shared }) => shared.confirmation === undefined,
	group: ({ mailingListId, shared }) => ({ mailingListId, shared }),
	element: ({ mailingListId, email }) => `${mailingListId} ${sameAddress(email)}`,
	confirmed: saysResult,
	request: (contacts) => ({
		...post`/addressbooks/${contacts[0].mailingListId}/emails`,
		body: { emails: elements(contacts), ...contacts[0].shared },
	}),
	effect: 'write',
	outputs: (_, contacts) =>
		contacts.map(({ mailingListId, email }) => succeeded({ mailingListId, email })),
	counts: { noun: 'contacts', done: 'added' },
});
