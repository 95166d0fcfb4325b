import { removed } from '../../../engine/run/outcome';
import { batched } from '../../../engine/run/operation';
import { del } from '../../product';
import { addressBatch, type AddressRules, type ListedAddress } from './addressBatch';

/** Bulk Email Service API, "Delete emails from a mailing list". */
export const deletion: AddressRules = {
	...addressBatch,
	// OpenAPI, bulk e-mail, and "Error codes" of the Service REST API: the list has none of them.
	nothingFound: ({ status, code }) => status === 422 && code === 303,
	request: (inputs) => ({
		...del`/addressbooks/${inputs[0].mailingListId}/emails`,
		body: addressBatch.body(inputs),
	}),
	outputs: (body, inputs) =>
		inputs.map(({ mailingListId, email }) => removed(body, { mailingListId, email })),
};

export const remove = batched<ListedAddress>({
	...addressBatch,
	...deletion,
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a contact from a mailing list',
		description:
			'Delete contacts from a mailing list for good, up to 100 per request. The list then forgets, too, who unsubscribed.',
	},
	counts: {
		noun: 'addresses',
		done: 'handed over to be deleted',
		unsaid: 'SendPulse does not say which of them were in the list.',
	},
});
