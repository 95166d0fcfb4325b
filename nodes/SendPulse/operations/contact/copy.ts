import { transfer } from './transfer';

/**
 * Bulk Email Service API, "Add emails to a mailing list", of contacts that another mailing list has. No call of
 * the API does it at once.
 */
export const copy = transfer({
	option: {
		name: 'Copy',
		value: 'copy',
		action: 'Copy contacts to another mailing list',
		description:
			'Add contacts of one mailing list to another, with their variables and phone numbers. Nobody is copied who unsubscribed or is blocked. Automations of the other mailing list start for those who are new there.',
	},
	leaves: false,
	verb: 'copy',
	done: 'copied',
});
