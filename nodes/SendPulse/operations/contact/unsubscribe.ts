import { batched } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { post } from '../../product';
import { addressBatch, type AddressRules, type ListedAddress } from './addressBatch';

/** "Active emails not found"; a plan or an account that is not active is something else. */
const NONE_ACTIVE = /^(active e-?mails? not found|no active e-?mails?\b)/i;

/** Bulk Email Service API, "Unsubscribe a contact from a specific mailing list". */
export const unsubscription: AddressRules = {
	...addressBatch,
	// OpenAPI, bulk e-mail: none of them is active, so that nothing is left to do.
	nothingFound: ({ status, code, words }) =>
		status === 422 && code === 422 && NONE_ACTIVE.test(words),
	request: (inputs) => ({
		...post`/addressbooks/${inputs[0].mailingListId}/emails/unsubscribe`,
		body: addressBatch.body(inputs),
	}),
	outputs: (body, inputs) =>
		inputs.map(({ mailingListId, email }) =>
			succeeded({ ...(body === undefined ? { changed: false } : {}), mailingListId, email }),
		),
};

export const unsubscribe = batched<ListedAddress>({
	...addressBatch,
	...unsubscription,
	option: {
		name: 'Unsubscribe',
		value: 'unsubscribe',
		action: 'Unsubscribe a contact from a mailing list',
		description:
			'Unsubscribe contacts from a mailing list, up to 100 per request. The API can not subscribe them again.',
	},
	counts: {
		noun: 'addresses',
		done: 'handed over to be unsubscribed',
		unsaid: 'SendPulse does not say which of them were active in the list.',
	},
});
