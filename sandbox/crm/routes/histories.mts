import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { refused } from '../errors.mts';
import { contactEvent, dealEvent } from '../records.mts';
import type { CrmEvent } from '../store.mts';
import { named } from './requests.mts';
import { taskEvent } from './tasks.mts';

/** `2024-12-12 12:12:12+00:00`, a fraction and other zones as well (OpenAPI, GET /deals/{id}/history). */
const INSTANT = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/;

/** What has happened to a record. Words of events are assumptions, but for `deal_contact_added`. */
export function historyRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.crm;
	const both = { config: { query: ['fromDate', 'toDate'] } };

	// No envelope around this one.
	api.get('/contacts/:contactId/history', both, async (request) => {
		const { id, history } = named(request, 'contactId', store().contacts);
		return within(request, history).map(contactEvent(id));
	});

	api.get('/deals/:dealId/history', both, async (request) => {
		const { history } = named(request, 'dealId', store().deals);
		return { data: within(request, history).map(dealEvent(store())) };
	});

	api.get('/tasks/:taskId/history', both, async (request) => {
		const { id, history } = named(request, 'taskId', store().tasks);
		return { data: within(request, history).map(taskEvent(id)) };
	});

	api.get(
		'/companies/:companyId/history',
		{ config: { query: ['dateFrom', 'dateTo', 'limit', 'offset'] } },
		async (request) => {
			const { history } = named(request, 'companyId', store().companies);
			const { dateFrom, dateTo, limit, offset = '0' } = asArguments(request.query);
			const from = dateFrom === undefined ? -Infinity : instantIn(dateFrom, 'dateFrom');
			const to = dateTo === undefined ? Infinity : instantIn(dateTo, 'dateTo');
			const found = history.filter(({ at }) => at >= from && at <= to);
			const most = Math.min(Number(limit ?? Infinity), sandbox.options.crmMostPerPage);
			return {
				data: found.slice(Number(offset), Number(offset) + most).map(({ type, data, at }) => ({
					eventType: type,
					eventData: [data],
					date: new Date(at).toISOString().slice(0, 19).replace('T', ' '),
				})),
				metadata: { total: found.length },
			};
		},
	);
}

/** Both ends have to be told. @throws CrmError */
function within(request: FastifyRequest, history: readonly CrmEvent[]): CrmEvent[] {
	const { fromDate, toDate } = asArguments(request.query);
	const from = instantIn(fromDate, 'fromDate');
	const to = instantIn(toDate, 'toDate');
	return history.filter(({ at }) => at >= from && at <= to);
}

function instantIn(value: unknown, name: string): number {
	if (value === undefined) throw refused(name, `The ${name} field is required.`);
	const at = INSTANT.test(String(value)) ? Date.parse(String(value)) : NaN;
	if (Number.isNaN(at)) throw refused(name, `The ${name} is not a valid date.`);
	return at;
}
