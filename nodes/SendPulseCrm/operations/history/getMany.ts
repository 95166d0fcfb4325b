import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';
import { inQuery, totalAt } from '../../../engine/api/pager';
import type { ApiRequest } from '../../../engine/api/request';
import { shown, type ItemParameters } from '../../../engine/parameters/parameters';
import { listing } from '../../../engine/run/operation';
import { DATE_AND_TIME, dateText } from '../../../fields/sendDate';
import { companyId, readCompanyId } from '../../fields/companyId';
import { contactId, readContactId } from '../../fields/contactId';
import { dealId, readDealId } from '../../fields/dealId';
import { recordsIn } from '../../fields/records';
import { taskId } from '../../fields/taskId';
import { get } from '../../product';

const OWNERS = ['contact', 'deal', 'task', 'company'] as const;

const shownFor = (owner: (typeof OWNERS)[number], field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { historyOf: [owner] } },
});

const moment = (
	name: string,
	displayName: string,
	initial: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: initial,
	required: true,
	description,
});

/**
 * A moment, read in the workflow's time zone where it names none; of a day its beginning or its end.
 *
 * @throws InputProblem
 */
function readInstant(item: ItemParameters, name: string, edge: 'startOf' | 'endOf'): DateTime {
	const text = dateText(item.raw(name));
	const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
	const read = DateTime.fromISO(text.replace(/ (?=\d)/, 'T').replace(' ', ''), {
		zone: item.timeZone,
	});
	if (!read.isValid || !(isDay || DATE_AND_TIME.test(text))) {
		return item.fail(
			name,
			`is no date that everybody reads alike: ${shown(text)}. Write it like 2030-12-31 or 2030-12-31T23:34:23`,
		);
	}
	return isDay ? read[edge]('day') : read;
}

/** "2024-12-12 12:12:12+00:00" (OpenAPI of the CRM, "Deal history"). */
const WITH_ZONE = "yyyy-MM-dd HH:mm:ss'+00:00'";

const companyPages = inQuery('limit', 'offset', { total: totalAt('metadata', 'total') });

type Query = NonNullable<ApiRequest['query']>;

interface Asked {
	request: ApiRequest;
	/** That of companies comes in pages, the others at once. */
	isPaged: boolean;
}

async function readAsked(item: ItemParameters, from: DateTime, to: DateTime): Promise<Asked> {
	const of = item.choice('historyOf', OWNERS);
	const begin = from.toUTC().toFormat(WITH_ZONE);
	const end = to.toUTC().toFormat(WITH_ZONE);
	if (of === 'company') {
		const query: Query = { dateFrom: begin, dateTo: end };
		const id = await readCompanyId(item);
		return { request: { ...get`/companies/${id}/history`, query }, isPaged: true };
	}
	const query: Query = { fromDate: begin, toDate: end };
	const path =
		of === 'contact'
			? get`/contacts/${await readContactId(item)}/history`
			: of === 'deal'
				? get`/deals/${await readDealId(item)}/history`
				: get`/tasks/${item.id('taskId')}/history`;
	return { request: { ...path, query }, isPaged: false };
}

/** CRM API, "Contact history", "Deal history", "Task history", "Company history". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many history entries',
		description: 'Get many entries of what happened to a contact, a deal, a task or a company',
	},
	fields: [
		{
			displayName: 'History Of',
			name: 'historyOf',
			type: 'options',
			options: [
				{ name: 'Company', value: 'company' },
				{ name: 'Contact', value: 'contact' },
				{ name: 'Deal', value: 'deal' },
				{ name: 'Task', value: 'task' },
			],
			default: 'deal',
			description: 'Whose history to return',
		},
		shownFor('company', companyId),
		shownFor('contact', contactId),
		shownFor('deal', dealId),
		shownFor('task', taskId),
		moment(
			'from',
			'From',
			"={{ $now.minus(30, 'days').toISO() }}",
			'Only what happened from then on',
		),
		moment('to', 'To', '={{ $now.toISO() }}', 'Only what happened up to then'),
	],
	prepare: async (item) => {
		const from = readInstant(item, 'from', 'startOf');
		const to = readInstant(item, 'to', 'endOf');
		if (from > to) item.fail('to', `is before 'From': ${to.toISO() ?? ''}`);
		return await readAsked(item, from, to);
	},
	request: ({ request }) => request,
	paged: ({ isPaged }) => isPaged && companyPages,
	// Entries of companies have no ID.
	identify: ({ id }) => id,
	records: recordsIn,
});
