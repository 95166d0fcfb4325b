import type { FastifyInstance } from 'fastify';
import type { Arguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { refused } from '../errors.mts';
import { companyRecord, companyShort } from '../records.mts';
import { EXPRESSIONS, isPart, sortedBy } from '../search.mts';
import type { CrmCompany } from '../store.mts';
import { crmTime } from '../times.mts';
import {
	argumentsOf,
	body,
	choiceOf,
	currency,
	flag,
	integer,
	listOf,
	memberIn,
	named,
	nothing,
	shape,
	text,
	textTo,
} from './requests.mts';

const SORTS = ['name', 'address', 'annualBusinessVolume', 'createdAt'];

/** 1 to 100, written as a minimum and a maximum of a text (OpenAPI, POST /companies). */
const company = {
	companyName: textTo(100, 1),
	responsibleId: integer,
	annualBusinessVolume: integer,
	currency,
};

const filter = body({
	companyName: text,
	companyIds: listOf(integer),
	email: text,
	phone: text,
	responsibleId: listOf(integer),
	messengerLogin: text,
	dateFrom: text,
	dateTo: text,
	limit: { type: 'integer', minimum: 1 },
	offset: { type: 'integer', minimum: 0 },
	withoutContacts: flag,
	searchString: text,
	attributes: listOf(shape({ id: integer, expression: choiceOf(...EXPRESSIONS) }, 'id')),
	sortBy: shape({
		attributeId: integer,
		fieldName: choiceOf(...SORTS),
		direction: choiceOf('asc', 'desc'),
	}),
});

/** Companies. Their two lists are told apart by their paths alone. */
export function companyRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;
	const store = () => sandbox.state.crm;
	const record = (one: CrmCompany) => companyRecord(one, store(), options);

	for (const path of ['/companies/list', '/companies/short-data'])
		api.post(path, filter, async (request) => {
			const args = argumentsOf(request);
			const found = sorted(store().seen(store().companies).filter(filterOf(args)), args);
			const offset = Number(args.offset ?? 0);
			const limit = Math.min(Number(args.limit ?? options.crmMostPerPage), options.crmMostPerPage);
			return {
				data: found.slice(offset, offset + limit).map(companyShort),
				metadata: { total: found.length },
			};
		});

	api.post('/companies', body({ ...company, address: text }, 'companyName'), async (request) => {
		const args = argumentsOf(request);
		checkVolume(args);
		const responsibleId = memberIn(args, 'responsibleId', store());
		const { companyName, address = null, annualBusinessVolume = null } = args;
		const made = store().addCompany({
			companyName: companyName as string,
			address: address as string | null,
			annualBusinessVolume: annualBusinessVolume as number | null,
			currency: (args.currency ?? null) as string | null,
			...(responsibleId !== undefined && { responsibleId }),
		});
		return { data: record(made) };
	});

	api.get('/companies/:companyId', { config: { query: [] } }, async (request) => ({
		data: record(named(request, 'companyId', store().companies)),
	}));

	api.put('/companies/:companyId', body(company), async (request) => {
		const own = named(request, 'companyId', store().companies);
		const args = argumentsOf(request);
		checkVolume(args);
		const responsibleId = memberIn(args, 'responsibleId', store());
		if (responsibleId !== undefined) own.responsibleId = responsibleId;
		if (args.companyName !== undefined) own.companyName = String(args.companyName);
		if (args.annualBusinessVolume !== undefined)
			own.annualBusinessVolume = Number(args.annualBusinessVolume);
		if (args.currency !== undefined) own.currency = String(args.currency);
		store().happened(own, 'company_updated');
		store().touch(store().companies, own);
		return { data: record(own) };
	});

	api.delete('/companies/:companyId', async (request, reply) => {
		const { id } = named(request, 'companyId', store().companies);
		store().companies.delete(id);
		for (const { companyIds } of store().contacts.all()) companyIds.delete(id);
		return nothing(reply, 204);
	});

	/** "The parameter is required if you send a annualBusinessVolume parameter." */
	function checkVolume({ annualBusinessVolume, currency: given }: Arguments): void {
		if (annualBusinessVolume !== undefined && given === undefined)
			throw refused('currency', 'The currency field is required.');
	}

	function filterOf(args: Arguments): (one: CrmCompany) => boolean {
		const { searchString } = args;
		const words = ({ companyName, emails, phones }: CrmCompany) => [
			companyName,
			...emails.map(({ email }) => email),
			...phones.map(({ phone }) => phone),
		];
		// "If you pass a search string, all other filters will be ignored."
		if (typeof searchString === 'string' && searchString !== '')
			return (one) => words(one).some((word) => isPart(searchString, word));
		const isGiven = (value: unknown) => value !== undefined && value !== '';
		const part = (name: string, values: string[]) =>
			!isGiven(args[name]) || values.some((value) => isPart(args[name], value));
		const among = (name: string, value: unknown) => {
			const wanted = args[name] as unknown[] | undefined;
			return !wanted?.length || wanted.includes(value);
		};
		const dayOf = (at: number) => crmTime(at).slice(0, 10);
		const day = (name: string) => String(args[name]).slice(0, 10);
		const linked = new Set(
			store()
				.contacts.all()
				.flatMap(({ companyIds }) => [...companyIds]),
		);
		return (one) =>
			part('companyName', [one.companyName]) &&
			part(
				'email',
				one.emails.map(({ email }) => email),
			) &&
			part(
				'phone',
				one.phones.map(({ phone }) => phone),
			) &&
			part(
				'messengerLogin',
				one.messengers.map(({ login }) => login),
			) &&
			among('companyIds', one.id) &&
			among('responsibleId', one.responsibleId) &&
			(!isGiven(args.dateFrom) || dayOf(one.createdAt) >= day('dateFrom')) &&
			(!isGiven(args.dateTo) || dayOf(one.createdAt) <= day('dateTo')) &&
			(args.withoutContacts !== true || !linked.has(one.id));
	}

	function sorted(found: CrmCompany[], { sortBy }: Arguments): CrmCompany[] {
		const { fieldName, direction = 'asc' } = (sortBy ?? {}) as Record<string, unknown>;
		switch (fieldName) {
			case 'name':
				return sortedBy(found, ({ companyName }) => companyName, direction);
			case 'address':
				return sortedBy(found, ({ address }) => address, direction);
			case 'annualBusinessVolume':
				return sortedBy(found, ({ annualBusinessVolume }) => annualBusinessVolume, direction);
			case 'createdAt':
				return sortedBy(found, ({ createdAt }) => createdAt, direction);
			default:
				return sortedBy(found, ({ id }) => id, 'desc');
		}
	}
}
