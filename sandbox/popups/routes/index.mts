import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asArguments, type Arguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { refusals } from '../../errors.mts';
import { popupRefusals } from '../errors.mts';
import { conditions, leadRecord, popupRecord, projectRecord } from '../records.mts';
import {
	scoreOf,
	statisticOf,
	type Lead,
	type Period,
	type Popup,
	type Project,
} from '../store.mts';

const BASE = '/v2/pop-ups/public/api';
/** Records of a page where nothing is said (OpenAPI description of pop-ups). */
const USUAL_PAGE = 10;
const LONGEST_NAME = 255;

const PAGES = { config: { query: ['first', 'offset'] } };
const PERIODS = { config: { query: ['start', 'end'] } };
const BARE = { config: { query: [] } };

/** Pop-ups (their OpenAPI description). */
export function popupRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;
	const store = () => sandbox.state.popups;

	api.get(`${BASE}/widgets/list`, PAGES, async (request) =>
		paged(request, store().projects, (project) => projectRecord(project, options)),
	);

	api.post(`${BASE}/widgets`, async (request, reply) => {
		const { name, url } = asArguments(request.body);
		const wrong: Record<string, string> = {
			...(isText(name) && name.length > LONGEST_NAME
				? { 'name.length.max': `Too long, max length - {{${LONGEST_NAME}}}` }
				: {}),
			...(!isText(name) || name.trim() === '' ? { name: 'Required' } : {}),
			...(isUrl(url) ? {} : { url: `Invalid URL '${isText(url) ? url : ''}'` }),
		};
		if (Object.keys(wrong).length > 0) throw popupRefusals.fields(wrong);
		const project = store().addProject(String(name), String(url), clock.now());
		return reply.code(201).send(result(projectRecord(project, options)));
	});

	api.get(`${BASE}/popups/conditions`, BARE, async () => result(conditions));

	api.get(`${BASE}/popups/list/:id`, PAGES, async (request) => {
		const all = projectOf(request).popups;
		const shown = options.popupQuizzes === 'among' ? all : all.filter(({ isQuiz }) => !isQuiz);
		return paged(request, shown, (popup) => popupRecord(popup, options));
	});

	api.get(`${BASE}/popups/list/quiz/:id`, PAGES, async (request) =>
		paged(
			request,
			projectOf(request).popups.filter(({ isQuiz }) => isQuiz),
			(popup) => popupRecord(popup, options),
		),
	);

	api.post(`${BASE}/popups/:id/set-state`, async (request) => {
		const popup = popupOf(request);
		const { is_enabled: isEnabled } = asArguments(request.body);
		if (typeof isEnabled !== 'boolean')
			throw popupRefusals.fields({ isEnabled: `Invalid boolean value '${shown(isEnabled)}'` });
		popup.isEnabled = isEnabled;
		popup.updatedAt = clock.now();
		return result(popupRecord(popup, options));
	});

	api.delete(`${BASE}/popups/:id`, async (request, reply) => {
		store().delete(popupOf(request));
		return options.popupDeleted === 'empty' ? reply.code(204).send() : { result: true };
	});

	api.get(`${BASE}/statistics/widget/:id`, PERIODS, async (request) => {
		const { popups } = projectOf(request);
		const statistic = statisticOf(popups, periodIn(request));
		return statistics({ ...statistic, widget: statistic.engagements });
	});

	api.get(`${BASE}/statistics/popup/:id`, PERIODS, async (request) =>
		statistics(statisticOf([popupOf(request)], periodIn(request))),
	);

	api.get(`${BASE}/statistics/nps/:id`, PERIODS, async (request) => {
		const popup = popupOf(request);
		return result(popup.containsNps ? votesOf(popup, periodIn(request)) : []);
	});

	api.get(`${BASE}/statistics/nps/:id/aggregated`, PERIODS, async (request) =>
		statistics(scoreOf(popupOf(request), periodIn(request))),
	);

	api.get(`${BASE}/tariff/limits`, BARE, async () => {
		const { amount } = store().views;
		const used = store().viewsUsed;
		return single({
			expiredAt: '2026-12-31 00:00:00',
			daysAmount: 365,
			currentDaysAmount: 15,
			daysLeft: 350,
			nextLimitsDrop: '2026-02-01 00:00:00',
			options: { views: { amount, amountLeft: Math.max(0, amount - used), currentAmount: used } },
		});
	});

	api.get(`${BASE}/subscribers/get/:id`, BARE, async (request) => {
		const id = idIn(request);
		if (!/^\d{1,15}$/.test(id)) throw popupRefusals.id('id', id);
		const lead = store().leads.find((one) => one.id === Number(id));
		if (!lead) throw missing();
		return result(leadRecord(lead, options));
	});

	api.get(`${BASE}/subscribers/by-project/:id`, BARE, async (request) => {
		const project = projectOf(request);
		return leads(({ popup }) => popup.project === project);
	});

	api.get(`${BASE}/subscribers/by-popup/:id`, BARE, async (request) => {
		const popup = popupOf(request);
		return leads((lead) => lead.popup === popup);
	});

	const leads = (test: (lead: Lead) => boolean) =>
		result(
			store()
				.leads.filter(test)
				.map((lead) => leadRecord(lead, options)),
		);

	function projectOf(request: FastifyRequest): Project {
		const project = store().project(uuidIn(request, 'widgetId'));
		if (!project) throw missing();
		return project;
	}

	function popupOf(request: FastifyRequest): Popup {
		const popup = store().popup(uuidIn(request, 'id'));
		if (!popup) throw missing();
		return popup;
	}

	const missing = () =>
		options.popupNotFound === 'result' ? popupRefusals.notFound() : refusals.notFound();

	const statistics = (record: object) =>
		options.popupNothingCounted === 'empty' && Object.values(record).every((count) => count === 0)
			? result([])
			: single(record);

	/** One record, which the document has in an array. */
	const single = (record: object) =>
		result(options.popupStatistics === 'array' ? [record] : record);

	function paged<Record>(
		request: FastifyRequest,
		records: readonly Record[],
		shape: (record: Record) => object,
	) {
		const query = asArguments(request.query);
		const first = Math.min(
			numberIn(query, 'first') ?? USUAL_PAGE,
			options.popupMostPerPage ?? Infinity,
		);
		const offset = numberIn(query, 'offset') ?? 0;
		return {
			...result(records.slice(offset, offset + first).map(shape)),
			...(options.popupPageInfo && {
				pageInfo: { total: records.length, offset, first, arguments: {} },
			}),
		};
	}
}

const result = (data: unknown) => ({ result: true, data });

const isText = (value: unknown): value is string => typeof value === 'string';

const shown = (value: unknown) => (isText(value) ? value : (JSON.stringify(value) ?? ''));

function isUrl(value: unknown): boolean {
	if (!isText(value) || !/^https?:\/\/[^\s/]/.test(value)) return false;
	return URL.canParse(value);
}

const idIn = (request: FastifyRequest) => (request.params as { id: string }).id;

function uuidIn(request: FastifyRequest, field: string): string {
	const id = idIn(request);
	if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw popupRefusals.id(field, id);
	return id;
}

function numberIn(query: Arguments, name: string): number | undefined {
	const text = query[name];
	if (text === undefined) return undefined;
	if (!/^\d{1,15}$/.test(String(text)))
		throw popupRefusals.fields({ [name]: `Invalid integer value '${shown(text)}'` });
	return Number(text);
}

/** Seconds since 1970; the end has to be after the beginning. */
function periodIn(request: FastifyRequest): Period {
	const query = asArguments(request.query);
	const [start, end] = [numberIn(query, 'start'), numberIn(query, 'end')];
	if (start !== undefined && end !== undefined && start >= end)
		throw popupRefusals.fields({ end: 'End date must be after start date' });
	return {
		start: start === undefined ? -Infinity : start * 1_000,
		end: end === undefined ? Infinity : end * 1_000 + 999,
	};
}

function votesOf(popup: Popup, { start, end }: Period) {
	const votes = popup.votes.filter(({ at }) => at >= start && at <= end);
	const variants = Array.from({ length: 11 }, (_, option) => ({
		title: String(option),
		option: String(option),
	}));
	return variants.map(({ option }) => ({
		button: {
			id: popup.id.replace(/^./, 'b'),
			caption: 'How likely are you to recommend us?',
			contactVariableName: 'nps',
			variants,
			variantsCount: variants.length,
			displayType: 1,
		},
		date: new Date(popup.createdAt).toISOString().slice(0, 10),
		option,
		total: votes.filter((vote) => vote.option === Number(option)).length,
	}));
}
