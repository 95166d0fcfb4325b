import { batched } from '../../../engine/operation';
import { succeeded } from '../../../engine/outcome';
import { post } from '../../../engine/request';
import { addressBatch, type ListedAddress } from './addressBatch';

/** Bulk Email Service API, "Unsubscribe a contact from a specific mailing list". */
export const unsubscribe = batched<ListedAddress>({
	...addressBatch,
	option: {
		name: 'Unsubscribe',
		value: 'unsubscribe',
		action: 'Unsubscribe a contact from a mailing list',
		description:
			'Unsubscribe contacts from a mailing list, up to 100 per request. The API can not subscribe them again.',
	},
	alreadyDone: ({ words }) => /active/i.test(words),
	request: (inputs) => ({
		...post`/addressbooks/${inputs[0].mailingListId}/emails/unsubscribe`,
		body: addressBatch.body(inputs),
	}),
	outputs: (_, inputs) =>
		inputs.map(({ mailingListId, email }) => succeeded({ mailingListId, email })),
	counts: { noun: 'contacts', done: 'unsubscribed' },
});
