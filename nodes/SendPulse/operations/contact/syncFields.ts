import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { checkedEmail, sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { batchSizeField, sorted } from '../../../engine/run/commonFields';
import { email } from '../../../fields/email';
import { mailingListId } from '../../../fields/mailingListId';
import { defaultCountryCode, phone } from '../../../fields/phone';
import { variableOptions, variables } from '../../../fields/variables';
import { automationsNotice } from '../../fields/automationsNotice';
import { tagIds } from '../../fields/tagIds';
import { emailService } from '../../product';
import type { SyncSettings } from './syncPlan';

/** Contacts that may leave the list at once, in percent, unless the user says otherwise. */
const MOST_REMOVALS = 10;

const mode: INodeProperties = {
	displayName: 'Mode',
	name: 'mode',
	type: 'options',
	options: [
		{
			name: 'Apply',
			value: 'apply',
			description: 'Change the mailing list, if no limit stands against it',
		},
		{
			name: 'Preview',
			value: 'preview',
			description: 'Change nothing, and show what would be done to whom, and why',
		},
	],
	default: 'preview',
	description: 'Whether to change the mailing list, or only to show what would be changed',
};

const missingContacts: INodeProperties = {
	displayName: 'Contacts Not in the Input',
	name: 'missingContacts',
	type: 'options',
	options: [
		{
			name: 'Delete',
			value: 'delete',
			description: 'Delete them from the mailing list, with their variables',
		},
		{ name: 'Keep', value: 'keep', description: 'Leave them in the mailing list' },
		{
			name: 'Unsubscribe',
			value: 'unsubscribe',
			description: "Unsubscribe them from the mailing list. SendPulse's API can't undo that.",
		},
	],
	default: 'keep',
	description:
		'What happens to contacts of the mailing list whose address no input item has. The input has to be complete then, and all of the list must belong to it.',
};

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'All',
			value: 'all',
			description: 'One item for each contact, also for those that stay as they are',
		},
		{
			name: 'Changes',
			value: 'changes',
			description:
				'One item for each contact that is added, changed, removed or left out. None if nothing differs.',
		},
		{ name: 'Summary', value: 'summary', description: 'One item with the figures of the run' },
	],
	default: 'changes',
	description: 'What to give out. A hint on the output has the figures in any case.',
};

const entries: INodeProperties[] = [
	...variableOptions,
	batchSizeField(emailService.largestBatch),
	{
		displayName: 'Check Account',
		name: 'checkAccount',
		type: 'boolean',
		default: true,
		description:
			'Whether to ask, before somebody new is added, if the address unsubscribed from everything or is blocked elsewhere in the account. One request for 100 addresses.',
	},
	{
		displayName: 'Clear Empty',
		name: 'clearEmpty',
		type: 'boolean',
		default: false,
		description:
			'Whether an empty value in the input clears the variable of the contact. Text variables alone; one request for each contact. Otherwise an empty value says nothing.',
	},
	defaultCountryCode,
	{
		displayName: 'Delete Inactive',
		name: 'deleteInactive',
		type: 'boolean',
		default: false,
		description:
			'Whether to delete also those who unsubscribed or are blocked (with Delete). The list then forgets that they said no, and they get e-mails once they are added again.',
	},
	{
		displayName: 'Keep Emails',
		name: 'keepEmails',
		type: 'string',
		default: '',
		placeholder: 'e.g. boss@example.com, seeds@example.com',
		description:
			'Addresses that are never removed, although the input does not have them; separated by commas',
	},
	{
		displayName: 'Most Removals in Percent',
		name: 'maxRemovalPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: MOST_REMOVALS,
		description:
			'How many of the active contacts may be removed in one run. If there are more, nothing is changed at all: most likely the input is not complete. 0 forbids removals, 100 allows to empty the list.',
	},
	phone,
	{
		displayName: 'Silent',
		name: 'silent',
		type: 'boolean',
		default: false,
		description:
			"Whether to keep this run from raising SendPulse's webhook for new contacts. Automations start all the same.",
	},
	{ ...tagIds, description: `Tags for those who are added. ${tagIds.description}.` },
];

export const syncFields: INodeProperties[] = [
	mailingListId,
	email,
	variables,
	missingContacts,
	mode,
	output,
	automationsNotice,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: sorted(entries),
	},
];

const valuesOf = ({ options = [] }: INodeProperties) =>
	options.map((option) => String((option as { value: unknown }).value));

/** @throws InputProblem: a bound that an expression leaves without a value must not vanish */
export function readSyncSettings(item: ItemParameters): SyncSettings {
	const { options } = item;
	const largest = emailService.largestBatch;
	return {
		mode: item.choice('mode', valuesOf(mode)) as SyncSettings['mode'],
		output: item.choice('output', valuesOf(output)) as SyncSettings['output'],
		missingContacts: item.choice(
			'missingContacts',
			valuesOf(missingContacts),
		) as SyncSettings['missingContacts'],
		batchSize: options.has('batchSize') ? options.whole('batchSize', 1, largest) : largest,
		checkAccount: options.added('checkAccount') ? options.flag('checkAccount') : true,
		clearEmpty: options.flag('clearEmpty'),
		deleteInactive: options.flag('deleteInactive'),
		keepEmails: keepEmailsOf(options),
		maxRemovalPercent: options.has('maxRemovalPercent')
			? options.whole('maxRemovalPercent', 0, 100)
			: MOST_REMOVALS,
	};
}

/** A protected address with a slip of the pen would protect nobody. */
function keepEmailsOf(options: Values): string[] {
	const addresses = options
		.list('keepEmails')
		.flatMap((part) => part.split(/[;\s]+/))
		.filter(Boolean)
		.map((part) => {
			const address = checkedEmail(part);
			if (address !== undefined) return sameAddress(address);
			return options.fail('keepEmails', `has '${part}', which is no e-mail address`);
		});
	if (addresses.length > 0 || !options.added('keepEmails')) return addresses;
	// What an expression of two empty fields leaves: the sign between them.
	return options.fail('keepEmails', 'was added but names no address. Fill it in, or remove it');
}

/** What goes along with those who are added. */
export function readShared(options: Values): { silent: boolean; tags: number[] } {
	return {
		silent: options.flag('silent'),
		// Data, which some contacts don't have.
		tags: options.hasValue('tagIds') ? options.ids('tagIds') : [],
	};
}

export type Shared = IDataObject & ReturnType<typeof readShared>;
