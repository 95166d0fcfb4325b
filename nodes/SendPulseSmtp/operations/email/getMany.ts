import type { INodeProperties } from 'n8n-workflow';
import type { Query } from '../../../engine/api/query';
import { listing } from '../../../engine/run/operation';
import { readDay } from '../../../fields/day';
import { readSpan } from '../../../fields/span';
import { get } from '../../product';
import { simplifyEmail } from './record';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'From Date',
			name: 'dateFrom',
			type: 'dateTime',
			default: '',
			description:
				"Only e-mails that were sent on this day or later. SendPulse looks at the day in the account's time zone, not at the time.",
		},
		{
			displayName: 'Include Countries',
			name: 'includeCountries',
			type: 'boolean',
			default: false,
			description:
				'Whether SendPulse looks up the country of each open and click, which takes it longer. Seen without Simplify.',
		},
		{
			displayName: 'Recipient',
			name: 'recipient',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			description: 'Only e-mails to this address',
		},
		{
			displayName: 'Sender',
			name: 'sender',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			description: 'Only e-mails from this address',
		},
		{
			displayName: 'To Date',
			name: 'dateTo',
			type: 'dateTime',
			default: '',
			description:
				"Only e-mails that were sent on this day or earlier. SendPulse looks at the day in the account's time zone, not at the time.",
		},
	],
};

/** SMTP service API, "Get a list of emails". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many e-mails',
		description: 'Get many e-mails that were sent, with what became of each',
	},
	fields: [filters],
	prepare: async (item) => {
		const { filters } = item;
		const query: Query = { ...(await readSpan(item, readDay)) };
		if (filters.has('recipient')) query.recipient = filters.email('recipient');
		if (filters.has('sender')) query.sender = filters.email('sender');
		// Countries made this fail for large accounts (an issue of the vendor's client for PHP, which leaves them out).
		if (!filters.flag('includeCountries')) query.country = 'off';
		return { query };
	},
	request: ({ query }) => ({ ...get`/smtp/emails`, query }),
	// An e-mail to several may have a record for each of them.
	identify: ({ id, recipient }) =>
		id === undefined ? undefined : `${String(id)} ${String(recipient)}`,
	simplify: simplifyEmail,
});
