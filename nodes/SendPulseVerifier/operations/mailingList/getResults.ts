import type { INodeProperties } from 'n8n-workflow';
import { inQuery, totalAt } from '../../../engine/api/pager';
import { listing } from '../../../engine/run/operation';
import { recordsUnder } from '../../../engine/run/outcome';
import { mailingListId } from '../../../fields/mailingListId';
import { readVerdicts, VERDICT_OPTIONS, verdictOf } from '../../fields/verdict';
import { checkRequest, verificationIn } from './summary';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Verdicts',
			name: 'verdicts',
			type: 'multiOptions',
			options: VERDICT_OPTIONS,
			default: [],
			description:
				'Only addresses with one of these verdicts. SendPulse can not be asked for these alone: its list is read until there are as many as Limit says.',
		},
	],
};

const addressesIn = recordsUnder('email_addresses');

/** Email Verifier API, "Get mailing list verification results". */
export const getResults = listing({
	option: {
		name: 'Get Results',
		value: 'getResults',
		action: 'Get the results of a mailing list',
		description: 'Get the addresses of a mailing list that was verified, with the verdict on each',
	},
	fields: [mailingListId, filters],
	prepare: (item) => ({
		mailingListId: item.id('mailingListId'),
		verdicts: item.filters.has('verdicts') ? readVerdicts(item.filters) : undefined,
	}),
	request: ({ mailingListId }) => checkRequest(mailingListId),
	paged: inQuery('count', 'start', { total: totalAt('email_addresses_total') }),
	records: (body) => addressesIn(verificationIn(body)),
	identify: ({ id }) => id,
	belongs: ({ status }, { verdicts }) => verdicts?.includes(verdictOf(status)) ?? true,
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
