import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../../engine/api/client';
import { InputProblem } from '../../../engine/api/inputProblem';
import { sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { withOptions } from '../../../engine/run/commonFields';
import { steps, type Step } from '../../../engine/run/operation';
import { companyListMode } from '../../fields/companyFields';
import { companiesWith, companyRecords, namedSo, sameName } from '../../fields/companyId';
import { simplifyCompany } from '../../fields/companyRecord';
import {
	companyCalls,
	creatingCompany,
	updatingCompany,
	type CompanyData,
} from '../../fields/companySteps';
import { keepExisting } from '../../fields/contactFields';
import { hasEmail, hasPhone, recordIn } from '../../fields/contactRecord';
import {
	ifSeveral,
	matchByField,
	readIfSeveral,
	readMatchBy,
	type IfSeveral,
} from '../../fields/matching';
import { firstLook, type RecordFound } from '../../fields/parts';
import { storedDigits } from '../../fields/phoneNumbers';
import { newCompanyFields, readNewCompany } from './create';

/** In the order in which they are tried. */
const MATCH_BY = ['name', 'email', 'phone'] as const;

interface Key {
	by: (typeof MATCH_BY)[number];
	value: string;
}

/** Companies that a run has found or made: the search may show them later. */
type Seen = Map<string, number>;

interface Wanted extends CompanyData {
	matches: Key[];
	keys: Key[];
	ifSeveral: IfSeveral;
	seen: Seen;
}

interface Found extends RecordFound {
	/** Companies of which only their own records tell whether they are meant. */
	candidates?: number[];
}

const matchBy: INodeProperties = matchByField(
	[
		{ name: 'Email', value: 'email' },
		{ name: 'Name', value: 'name' },
		{ name: 'Phone', value: 'phone' },
	],
	'name',
	'What tells whether the company exists, tried in this order: name (the whole of it), e-mail, phone',
);

const nameOf = ({ by, value }: Key) => `${by} ${by === 'name' ? sameName(value) : value}`;

const keysOf = ({ companyName, addresses }: CompanyData): Key[] => [
	{ by: 'name', value: companyName! },
	...(addresses.emails ?? []).map((email) => ({ by: 'email' as const, value: sameAddress(email) })),
	...(addresses.phones ?? []).map((phone) => ({
		by: 'phone' as const,
		value: storedDigits(phone),
	})),
];

async function readWanted(item: ItemParameters): Promise<Wanted> {
	const data = await readNewCompany(item, ['keepExisting', 'listMode']);
	const by = readMatchBy(item, MATCH_BY);
	const keys = keysOf(data);
	const matches = keys.filter((key) => by.includes(key.by));
	if (matches.length === 0) {
		item.fail(
			'matchBy',
			'has nothing to find the company by: there is no such address or number for this item. Fill it in, or leave this item out',
		);
	}
	return {
		...data,
		matches,
		keys,
		ifSeveral: readIfSeveral(item.options),
		seen: await item.lookUp(
			'companies of this run',
			async () => await Promise.resolve<Seen>(new Map()),
		),
	};
}

/** In the order in which the first one is meant. */
function inOrder(records: IDataObject[], { ifSeveral: which }: Wanted): number[] {
	const ids = records.map(({ id }) => Number(id)).sort((one, other) => one - other);
	return which === 'newest' ? ids.reverse() : ids;
}

function several(ids: number[], { by, value }: Key): never {
	throw new InputProblem(
		`Several companies have the ${by} '${value}': ${ids.join(', ')}. Merge them in SendPulse, or set 'If Several' to the oldest or the newest.`,
	);
}

const has = (record: IDataObject, { by, value }: Key) =>
	by === 'email' ? hasEmail(record, value) : hasPhone(record, value);

const filterFor = ({ by, value }: Key) =>
	companiesWith({ [by === 'name' ? 'companyName' : by]: value });

/** The list has neither addresses nor numbers: what it finds by them is read whole. */
function looking(key: Key, wanted: Wanted): Array<Step<Found>> {
	const unlessFound = (found: Found) => found.id === undefined;
	return [
		{
			effect: 'read',
			about: 'the company',
			request: (found) => (unlessFound(found) ? filterFor(key) : undefined),
			learn: (body) => {
				if (key.by !== 'name') return { candidates: inOrder(companyRecords(body), wanted) };
				const ids = inOrder(namedSo(body, key.value), wanted);
				if (ids.length > 1 && wanted.ifSeveral === 'error') several(ids, key);
				return ids.length > 0 ? { id: ids[0] } : {};
			},
		},
		{
			effect: 'further',
			steps: ({ candidates = [] }) => [
				...candidates.map(
					(candidate): Step<Found> => ({
						effect: 'read',
						about: 'the company',
						request: (found) =>
							unlessFound(found) || wanted.ifSeveral === 'error'
								? companyCalls.read(candidate)
								: undefined,
						learn: (body, { id }) => {
							if (!has(recordIn(body), key)) return {};
							if (id !== undefined) several([Number(id), candidate], key);
							return { id: candidate };
						},
					}),
				),
			],
		},
	];
}

/** Looks once more, by all that it is found by. */
async function foundAfterAll(client: Client, wanted: Wanted): Promise<Found | undefined> {
	const ask = async (key: Key) => await client.send(filterFor(key), { repeatable: true });
	for (const key of wanted.matches) {
		const body = await ask(key);
		if (key.by === 'name') {
			const [id] = inOrder(namedSo(body, key.value), wanted);
			if (id !== undefined) return { id, created: true };
			continue;
		}
		for (const candidate of inOrder(companyRecords(body), wanted)) {
			const record = recordIn(await client.send(companyCalls.read(candidate)));
			if (has(record, key)) return { id: candidate, record, created: true };
		}
	}
	return undefined;
}

function note({ keys, seen }: Wanted, id: number): void {
	for (const key of keys) if (!seen.has(nameOf(key))) seen.set(nameOf(key), id);
}

/** By what to look before one that this run knows already, and it: what stands first decides. */
function upToKnown({ matches, seen }: Wanted): { unknown: Key[]; id?: number } {
	const first = matches.findIndex((key) => seen.has(nameOf(key)));
	if (first === -1) return { unknown: matches };
	return { unknown: matches.slice(0, first), id: seen.get(nameOf(matches[first]!)) };
}

/** Finds the company, and makes or changes it. */
export const upsert = steps<Wanted, Found>({
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a company',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	},
	fields: withOptions([matchBy, ...newCompanyFields], [companyListMode, ifSeveral, keepExisting]),
	prepare: readWanted,
	concerns: ({ keys }) => keys.map(nameOf),
	claims: ({ id }) => (typeof id === 'number' ? String(id) : undefined),
	repeatable: true,
	steps: (wanted) => [
		{
			effect: 'further',
			steps: () => upToKnown(wanted).unknown.flatMap((key) => looking(key, wanted)),
		},
		{
			effect: 'further',
			steps: ({ id, record }) => {
				if (record) return [];
				if (id !== undefined) return [firstLook<Found>(companyCalls)];
				const { id: known } = upToKnown(wanted);
				return known === undefined ? [] : [firstLook<Found>(companyCalls, known)];
			},
		},
		{
			effect: 'further',
			steps: ({ record }) => {
				if (record) {
					note(wanted, Number(record.id));
					return updatingCompany(wanted);
				}
				return creatingCompany(wanted, {
					recovered: async (_, client) => await foundAfterAll(client, wanted),
					made: (id) => note(wanted, id),
				});
			},
		},
	],
	placeholders: { id: '{the new company}' },
	output: ({ final, record, created }) => ({ ...(final ?? record!), created: created === true }),
	simplify: simplifyCompany,
	counts: { noun: 'companies', done: 'created or updated' },
});
