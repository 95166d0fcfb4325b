import { listing } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { get } from '../../product';

/** Bulk SMS API, "Get the blacklist", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many blacklisted phone numbers',
		description: 'Get many phone numbers of the blacklist, with when and why each came onto it',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/sms/black_list`,
	paged: false,
	identify: ({ phone }) => phone,
	records: (body) => asRecords(elementsOf(body)),
	output: (record) => ({ ...record, phone: String(record.phone) }),
});
