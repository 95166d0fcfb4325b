import { transfer } from './transfer';

/**
 * Bulk Email Service API, "Add emails to a mailing list", then "Delete emails from a mailing list" for those who
 * were seen in the other. No call of the API does it at once.
 */
export const move = transfer({
	option: {
		name: 'Move',
		value: 'move',
		action: 'Move contacts to another mailing list',
		description:
			'Add contacts of one mailing list to another, and delete them from the first once they are seen in the other. Where it is not certain from the mailing list that a contact has no phone number, it is read for itself first (one request each), so that none gets lost. Nobody is moved who unsubscribed or is blocked. Automations of the other mailing list start for those who are new there.',
	},
	leaves: true,
	verb: 'move',
	done: 'moved',
});
