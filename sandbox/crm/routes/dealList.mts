import type { FastifyInstance } from 'fastify';
import type { Arguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { refused } from '../errors.mts';
import { dealRecord, expirationRecord } from '../records.mts';
import { expressionIn, EXPRESSIONS, fits, isPart, sortedBy, type Expression } from '../search.mts';
import { DealStatus, type CrmContact, type CrmDeal } from '../store.mts';
import { argumentsOf, body, choiceOf, flag, integer, listOf, shape, text } from './requests.mts';

/** Comes unasked (OpenAPI, DealFilter). */
const PAGE = 10;
const DAY = 86_400_000;

/** What a filter may name, and deals are sorted by. */
const FIELDS: Readonly<Record<string, (deal: CrmDeal) => string | number | null>> = {
	id: ({ id }) => id,
	pipelineId: ({ pipelineId }) => pipelineId,
	status: ({ status }) => status,
	stepId: ({ stageId }) => stageId,
	name: ({ name }) => name,
	responsibleId: ({ responsibleId }) => responsibleId,
	number: ({ number }) => number,
	price: ({ price }) => price,
	currency: ({ currency }) => currency,
	sourceType: ({ sourceType }) => sourceType.id,
	sourceId: ({ sourceId }) => sourceId,
	createdAt: ({ createdAt }) => createdAt,
	updatedAt: ({ updatedAt }) => updatedAt,
};

const TIMES = ['createdAt', 'updatedAt'];

/** Due dates that are asked for by a number. */
const Due = { none: 1, overdue: 2, day: 3, week: 4, month: 5 } as const;
const SPANS: Readonly<Record<number, number>> = {
	[Due.day]: DAY,
	[Due.week]: 7 * DAY,
	[Due.month]: 31 * DAY,
};

/** POST /deals/get-list, with its language of filters. */
export function dealListRoute(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;
	const store = () => sandbox.state.crm;
	const zone = () => sandbox.state.account.profile.locale;
	const expression = choiceOf(...EXPRESSIONS);

	api.post(
		'/deals/get-list',
		body({
			limit: { type: 'integer', minimum: 1 },
			offset: { type: 'integer', minimum: 0 },
			sortBy: shape({ fieldName: text, direction: choiceOf('asc', 'desc') }),
			filter: listOf(
				shape({ name: choiceOf(...Object.keys(FIELDS)), expression }, 'name', 'expression'),
			),
			unlimited: flag,
			email: text,
			phone: text,
			firstName: text,
			lastName: text,
			name: text,
			completionDateFrom: text,
			completionDateTo: text,
			pipelineIds: listOf(integer),
			attributes: listOf(shape({ id: text, expression }, 'id', 'expression')),
			expiration: choiceOf(...Object.values(Due)),
		}),
		async (request) => {
			const args = argumentsOf(request);
			const found = sorted(store().seen(store().deals).filter(filterOf(args)), args);
			const offset = Number(args.offset ?? 0);
			const limit = Math.min(Number(args.limit ?? PAGE), options.crmMostPerPage);
			const page =
				args.unlimited === true
					? found.filter(({ status }) => status === DealStatus.active)
					: found.slice(offset, offset + limit);
			return {
				data: page.map((deal) => dealRecord(deal, sandbox)),
				meta: { total: found.length, searchRequest: JSON.stringify(args) },
			};
		},
	);

	/** All that is asked for has to fit. */
	function filterOf(args: Arguments): (deal: CrmDeal) => boolean {
		const tests: Array<(deal: CrmDeal) => boolean> = [];
		const isGiven = (value: unknown) => value !== undefined && value !== '';
		const ofContact = (name: string, values: (contact: CrmContact) => unknown[]) => {
			if (!isGiven(args[name])) return;
			tests.push(({ contactIds }) =>
				contactIds.some((id) => {
					const contact = store().contacts.get(id);
					return contact && values(contact).some((value) => isPart(args[name], value));
				}),
			);
		};
		ofContact('email', ({ emails }) => emails.map(({ email }) => email));
		ofContact('phone', ({ phones }) => phones.map(({ phone }) => phone));
		ofContact('firstName', ({ firstName }) => [firstName]);
		ofContact('lastName', ({ lastName }) => [lastName]);
		if (isGiven(args.name)) tests.push(({ name }) => isPart(args.name, name));
		const pipelineIds = (args.pipelineIds ?? []) as number[];
		if (pipelineIds.length > 0) tests.push(({ pipelineId }) => pipelineIds.includes(pipelineId));
		const closed = ({ completedAt }: CrmDeal) =>
			completedAt === null ? '' : accountDate(completedAt, zone()).slice(0, 10);
		const { completionDateFrom: from, completionDateTo: to } = args;
		if (isGiven(from)) tests.push((deal) => closed(deal) >= String(from).slice(0, 10));
		if (isGiven(to))
			tests.push((deal) => closed(deal) !== '' && closed(deal) <= String(to).slice(0, 10));
		if (args.expiration !== undefined) tests.push((deal) => isDue(deal, Number(args.expiration)));
		for (const [index, condition] of conditionsIn(args, 'attributes').entries()) {
			const read = expressionIn(condition, `attributes.${index}`);
			tests.push(({ attributes }) =>
				fits([attributes.get(Number(condition.id)) ?? []].flat(), read.expression, read.value),
			);
		}
		for (const [index, condition] of conditionsIn(args, 'filter').entries()) {
			const read = expressionIn(condition, `filter.${index}`);
			const name = String(condition.name);
			const field = FIELDS[name] ?? (() => null);
			tests.push(
				TIMES.includes(name)
					? timeTest(field, read, `filter.${index}.value`)
					: (deal) => fits([field(deal)], read.expression, read.value),
			);
		}
		return (deal) => tests.every((test) => test(deal));
	}

	/** Instants, or the days they lie in; a bare date reads alike in both. */
	function timeTest(
		field: (deal: CrmDeal) => string | number | null,
		{ expression: said, value }: { expression: Expression; value: unknown },
		path: string,
	): (deal: CrmDeal) => boolean {
		const { crmDateFilter } = options;
		const toDay = (at: number) => (crmDateFilter === 'day' ? Math.floor(at / DAY) * DAY : at);
		const wanted = [value].flat().map((one) => {
			const at = instantIn(one);
			const isRefused = crmDateFilter === 'refused' && String(one).length > 10;
			if (at === null || isRefused) throw refused(path, `The ${path} is not a valid date.`);
			return toDay(at);
		});
		return (deal) => fits([toDay(Number(field(deal)))], said, wanted);
	}

	function isDue(deal: CrmDeal, asked: number): boolean {
		const due = expirationRecord(deal, sandbox.clock.now(), zone());
		if (!due) return asked === Due.none;
		if (asked === Due.overdue) return due.expired;
		const left = Date.parse(due.dateTime.replace(' ', 'T')) - sandbox.clock.now();
		return asked !== Due.none && !due.expired && left <= (SPANS[asked] ?? 0);
	}

	function sorted(deals: CrmDeal[], { sortBy }: Arguments): CrmDeal[] {
		// Unasked, the newest comes first: what is added meanwhile moves all others.
		const { fieldName = 'id', direction = 'desc' } = (sortBy ?? {}) as Record<string, unknown>;
		const field = FIELDS[String(fieldName)];
		if (!field) throw refused('sortBy.fieldName', 'The selected sortBy.fieldName is invalid.');
		const isHeeded = options.crmDealSort === 'any' || fieldName === 'id';
		return isHeeded ? sortedBy(deals, field, direction) : sortedBy(deals, ({ id }) => id, 'desc');
	}
}

const conditionsIn = (args: Arguments, name: string) =>
	(args[name] ?? []) as Array<Record<string, unknown>>;

/** A date, alone or with a time; in UTC where it has no zone. */
function instantIn(value: unknown): number | null {
	const [, date, time = '00:00:00', zone = 'Z'] =
		/^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(
			String(value),
		) ?? [];
	if (date === undefined) return null;
	// Node.js reads no more than thousandths of a second.
	const at = Date.parse(`${date}T${time.replace(/(\.\d{3})\d+/, '$1')}${zone}`);
	return Number.isNaN(at) ? null : at;
}
