import { batched } from '../../../engine/operation';
import { deleted } from '../../../engine/outcome';
import { del } from '../../../engine/request';
import { addressBatch, type ListedAddress } from './addressBatch';

/** Bulk Email Service API, "Delete emails from a mailing list". */
export const remove = batched<ListedAddress>({
	...addressBatch,
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a contact from a mailing list',
		description: 'Delete contacts from a mailing list for good, up to 100 per request',
	},
	alreadyDone: ({ code }) => code === 303,
	request: (inputs) => ({
		...del`/addressbooks/${inputs[0].mailingListId}/emails`,
		body: addressBatch.body(inputs),
	}),
	outputs: (_, inputs) =>
		inputs.map(({ mailingListId, email }) => deleted({ mailingListId, email })),
	counts: { noun: 'contacts', done: 'deleted' },
});
