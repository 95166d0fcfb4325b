import { batched } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { saysNoneActive } from '../../fields/noneActive';
import { post } from '../../product';
import { addressBatch, type AddressRules, type ListedAddress } from './addressBatch';

/** Bulk Email Service API, "Unsubscribe a contact from a specific mailing list". */
export const unsubscription: AddressRules = {
	...addressBatch,
	nothingFound: saysNoneActive,
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
