import type { IDataObject } from 'n8n-workflow';
import { batched } from '../../../engine/run/operation';
import { elementsOf } from '../../../engine/run/outcome';
import { withIds } from '../../../fields/withIds';
import { get, post } from '../../product';
import { distinct, isSingle, lookUp, partFor } from './many';

/** One spelling for what the API calls `addressbooks` or `adressbooks`, with two names for a name. */
function statistics(email: string, part: unknown): IDataObject {
	const { statistic, addressbooks, adressbooks, sent, open, link, blacklist } = (part ??
		{}) as IDataObject;
	const numbers = (statistic ?? { sent, open, link }) as IDataObject;
	const lists = elementsOf(addressbooks ?? adressbooks) as IDataObject[];
	return {
		email,
		sent: numbers.sent ?? 0,
		open: numbers.open ?? 0,
		link: numbers.link ?? 0,
		blacklist: blacklist ?? false,
		addressbooks: lists.map(({ id, name, address_book_name }) =>
			withIds({ id, name: name ?? address_book_name }, { mailingListId: id }),
		),
	};
}

/**
 * Bulk Email Service API, "Get statistics for an email address and campaigns it is in" and "… for
 * multiple email addresses …".
 */
export const getStatistics = batched({
	...lookUp,
	option: {
		name: 'Get Statistics',
		value: 'getStatistics',
		action: 'Get the statistics of an e-mail address',
		description:
			'Get how many e-mails were sent to an address, opened and clicked, and whether it is blacklisted',
	},
	request: (inputs) => {
		const emails = distinct(inputs);
		return isSingle(inputs)
			? get`/emails/${emails[0]}/campaigns`
			: { ...post`/emails/campaigns`, body: { emails } };
	},
	outputs: (body, inputs) => {
		const single = isSingle(inputs);
		return inputs.map(({ email }) => statistics(email, single ? body : partFor(body, email)));
	},
	counts: { noun: 'addresses', done: 'looked up' },
});
