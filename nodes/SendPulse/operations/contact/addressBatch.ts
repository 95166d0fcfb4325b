import type { IDataObject } from 'n8n-workflow';
import { saysResult, type Mark } from '../../../engine/api/confirmed';
import { inSmallLetters, sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import type { BatchRules } from '../../../engine/run/operation';
import { email } from '../../../fields/email';
import { mailingListId } from '../../../fields/mailingListId';

export interface ListedAddress {
	mailingListId: number;
	email: string;
}

/** How addresses are taken out of a mailing list, many in a request. */
export type AddressRules = BatchRules<ListedAddress> & { confirmed: Mark };

/** What unsubscribing and deleting share: a list of addresses of one mailing list, 100 at most. */
export const addressBatch = {
	fields: [mailingListId, email],
	prepare: (item: ItemParameters): ListedAddress => ({
		mailingListId: item.id('mailingListId'),
		email: item.email('email'),
	}),
	effect: 'write' as const,
	repeatable: true,
	confirmed: saysResult,
	group: ({ mailingListId }: ListedAddress): IDataObject => ({ mailingListId }),
	element: ({ mailingListId, email }: ListedAddress) => `${mailingListId} ${sameAddress(email)}`,
	body: (inputs: ListedAddress[]): IDataObject => ({
		emails: [...new Map(inputs.map(({ email }) => [inSmallLetters(email), email])).values()],
	}),
};
