import { inQuery, totalAt } from '../../../engine/api/pager';
import { listing } from '../../../engine/run/operation';
import { recordsUnder } from '../../../engine/run/outcome';
import { mailingListId } from '../../../fields/mailingListId';
import { verdictOf } from '../../fields/verdict';
import { checkRequest, verificationIn } from './summary';

const addressesIn = recordsUnder('email_addresses');

/** Email Verifier API, "Get mailing list verification results". */
export const getResults = listing({
	option: {
		name: 'Get Results',
		value: 'getResults',
		action: 'Get the results of a mailing list',
		description: 'Get the addresses of a mailing list that was verified, with the verdict on each',
	},
	fields: [mailingListId],
	prepare: (item) => ({ mailingListId: item.id('mailingListId') }),
	request: ({ mailingListId }) => checkRequest(mailingListId),
	paged: inQuery('count', 'start', { total: totalAt('email_addresses_total') }),
	records: (body) => addressesIn(verificationIn(body)),
	identify: ({ id }) => id,
	output: ({ id, email_address, check_date, status, status_text }, { mailingListId }) => ({
		email_address,
		verdict: verdictOf(status),
		status,
		status_text,
		check_date,
		id,
		mailingListId,
	}),
});
