import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asArguments, check, isOneOf, pageRules, pageOf } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { refusals } from '../../errors.mts';
import {
	conversionFigures,
	conversionRecord,
	elementsOf,
	figuresOf,
	flowDetails,
	flowRecord,
	recipientRecord,
} from '../records.mts';
import type { Element, ElementKind, Flow } from '../store.mts';

/** Under which name figures of a kind are kept (OpenAPI description, A360). */
const KINDS: Readonly<Record<string, ElementKind>> = {
	'main-trigger': 'maintrigger',
	email: 'email',
	push: 'push',
	sms: 'sms',
	messenger: 'messenger',
	filter: 'filter',
	trigger: 'trigger',
	goal: 'goal',
	action: 'action',
};

/** Under which name an older client for Go finds who came through elements of these kinds. */
const LISTED: Readonly<Record<string, readonly ElementKind[]>> = {
	'main-trigger': ['maintrigger'],
	email: ['email'],
	push: ['push'],
	sms: ['sms'],
	'flow-operator': ['filter', 'trigger', 'goal', 'action'],
};

const MOST_PER_PAGE = 100;
const page = ['limit', 'offset'];

/**
 * Flows of Automation 360, which can only be looked at (OpenAPI description, A360). What is not there, and an element
 * of another kind, are missed with 404. Assumption: the description has no body for it.
 */
export function automation360Routes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;
	const all = () => sandbox.state.flows;

	api.get('/a360/autoresponders/list', { config: { query: page } }, async (request) => ({
		data: paged(request, all().all()).map(flowRecord),
	}));

	api.get('/a360/autoresponders/:id', { config: { query: [] } }, async (request) => {
		const flow = flowDetails(flowIn(request), all(), options);
		return options.automationFlow === 'inData' ? { data: flow } : flow;
	});

	api.get(
		'/a360/autoresponders/:id/total-stats',
		{ config: { query: ['flow_type', 'deleted'] } },
		async (request) => {
			const { flow_type: type, deleted } = asArguments(request.query);
			const flow = flowIn(request);
			const figures = elementsOf(flow, options)
				.filter(({ kind }) => type === undefined || kind === type)
				.filter(({ isDeleted }) => !isDeleted || deleted === 'true')
				.map((element) => figuresOf(element, flow, all()));
			return options.automationTotalStats === 'list'
				? { data: figures }
				: Object.fromEntries(figures.map((one) => [one.flow_id, one]));
		},
	);

	api.get('/a360/stats/:kind/:id/group-stat', { config: { query: [] } }, async (request) => {
		const { flow, element } = elementIn(request, (kind) => [KINDS[kind]]);
		const figures = figuresOf(element, flow, all());
		return options.automationFigures === 'inData' ? { data: figures } : figures;
	});

	api.get(
		'/a360/stats/:kind/:id/addresses',
		{ config: { query: [...page, 'sortField', 'sortDirection'] } },
		async (request) => {
			requireLists();
			const { flow, element } = elementIn(request, (kind) => LISTED[kind] ?? []);
			const query = asArguments(request.query);
			check(query, [isOneOf('sortDirection', ['asc', 'desc'])]);
			const records: Array<Record<string, unknown>> = all()
				.passages(flow, element)
				.map((passage) => recipientRecord(element, passage));
			const { sortField: field, sortDirection = 'asc' } = query;
			if (field !== undefined) {
				const key = (record: Record<string, unknown>) => String(record[String(field)] ?? '');
				const sign = sortDirection === 'desc' ? -1 : 1;
				records.sort((one, other) => sign * key(one).localeCompare(key(other)));
			}
			return { data: paged(request, records), total: records.length };
		},
	);

	api.get('/a360/autoresponders/:id/conversions', { config: { query: [] } }, async (request) => ({
		data: conversionFigures(flowIn(request), all()),
	}));

	api.get('/a360/autoresponders/:id/conversions/list/all', { config: { query: page } }, async (r) =>
		conversions(r),
	);

	api.get(
		'/a360/autoresponders/:id/conversions/list/:type',
		{ config: { query: page } },
		async (request) => {
			requireLists();
			const { type } = request.params as { type: string };
			if (type !== 'maintrigger' && type !== 'goal') throw refusals.notFound();
			return conversions(request, { type });
		},
	);

	api.get(
		'/a360/autoresponders/:id/conversions/list/goal/:goalId',
		{ config: { query: page } },
		async (request) => {
			requireLists();
			const goalId = numberIn((request.params as { goalId: string }).goalId);
			const { elements } = flowIn(request);
			if (!elements.some(({ id, kind }) => id === goalId && kind === 'goal')) {
				throw refusals.notFound();
			}
			return conversions(request, { type: 'goal', goalId });
		},
	);

	function conversions(request: FastifyRequest, of: { type?: string; goalId?: number } = {}) {
		const found = all()
			.conversions(flowIn(request))
			.filter(({ type }) => of.type === undefined || type === of.type)
			.filter(({ element }) => of.goalId === undefined || element.id === of.goalId);
		return { total: found.length, items: paged(request, found).map(conversionRecord) };
	}

	function requireLists(): void {
		if (options.automationRecipients === 'absent') throw refusals.notFound();
	}

	function flowIn(request: FastifyRequest): Flow {
		const flow = all().get(numberIn((request.params as { id: string }).id));
		if (!flow) throw refusals.notFound();
		return flow;
	}

	/** The element that the address names, if it is of one of the kinds that belong there. */
	function elementIn(
		request: FastifyRequest,
		kindsOf: (name: string) => ReadonlyArray<ElementKind | undefined>,
	): { flow: Flow; element: Element } {
		const { kind: name, id } = request.params as { kind: string; id: string };
		const wanted = numberIn(id);
		const kinds = kindsOf(name);
		for (const flow of all().all()) {
			const element = flow.elements.find((one) => one.id === wanted);
			if (element && kinds.includes(element.kind)) return { flow, element };
		}
		throw refusals.notFound();
	}
}

const numberIn = (text: string) => (/^\d+$/.test(text) ? Number(text) : NaN);

/** @throws ApiError for a page that is none */
function paged<T>(request: FastifyRequest, records: readonly T[]): T[] {
	const query = asArguments(request.query);
	check(query, pageRules);
	const { limit, offset } = pageOf(query, MOST_PER_PAGE);
	return records.slice(offset, offset + limit);
}
