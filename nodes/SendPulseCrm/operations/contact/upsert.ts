import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../../engine/api/client';
import { InputProblem } from '../../../engine/api/inputProblem';
import { sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { withOptions } from '../../../engine/run/commonFields';
import { steps, type Step } from '../../../engine/run/operation';
import {
	byEmail,
	byExternalId,
	byPhone,
	contactsBy,
	isUnknown,
	single,
	withEmail,
	withPhone,
	writings,
} from '../../fields/contactId';
import { contactListMode, keepExisting } from '../../fields/contactFields';
import { simplifyContact } from '../../fields/contactRecord';
import {
	contactCalls,
	creatingContact,
	updatingContact,
	type ContactData,
} from '../../fields/contactSteps';
import {
	ifSeveral,
	matchByField,
	readIfSeveral,
	readMatchBy,
	type IfSeveral,
} from '../../fields/matching';
import { firstLook, type RecordFound } from '../../fields/parts';
import { storedDigits } from '../../fields/phoneNumbers';
import { concernsOfTags, NEW_TAG } from '../../fields/tagIds';
import { newContactFields, readNewContact } from './create';

/** In the order in which they are tried. */
const MATCH_BY = ['externalId', 'email', 'phone'] as const;

/** What a contact is found by. */
interface Key {
	by: (typeof MATCH_BY)[number];
	value: string;
}

/** Contacts that a run has found or made, by all that its items said of them: the search may show them later. */
type Seen = Map<string, number>;

interface Wanted extends ContactData {
	/** What it is looked for by. */
	matches: Key[];
	/** All that tells who it is. */
	keys: Key[];
	ifSeveral: IfSeveral;
	seen: Seen;
}

const matchBy: INodeProperties = matchByField(
	[
		{ name: 'Email', value: 'email' },
		{ name: 'External ID', value: 'externalId' },
		{ name: 'Phone', value: 'phone' },
	],
	'email',
	'What tells whether the contact exists, tried in this order: external ID, e-mail, phone. Each of the addresses and numbers of an item counts.',
);

const nameOf = ({ by, value }: Key) => `${by} ${value}`;

const keysOf = ({ externalId, addresses }: ContactData): Key[] => [
	...(externalId === undefined ? [] : [{ by: 'externalId' as const, value: externalId }]),
	...(addresses.emails ?? []).map((email) => ({ by: 'email' as const, value: sameAddress(email) })),
	...(addresses.phones ?? []).map((phone) => ({
		by: 'phone' as const,
		value: storedDigits(phone),
	})),
];

async function readWanted(item: ItemParameters): Promise<Wanted> {
	const data = await readNewContact(item, ['keepExisting', 'listMode']);
	const by = readMatchBy(item, MATCH_BY);
	const keys = keysOf(data);
	const matches = keys.filter((key) => by.includes(key.by));
	if (matches.length === 0) {
		const names = { externalId: 'External ID', email: 'Emails', phone: 'Phones' };
		item.fail(
			'matchBy',
			`has nothing to find the contact by: ${by.map((one) => `'${names[one]}'`).join(', ')} is empty for this item. Fill it in, or leave this item out`,
		);
	}
	return {
		...data,
		matches,
		keys,
		ifSeveral: readIfSeveral(item.options),
		seen: await item.lookUp(
			'contacts of this run',
			async () => await Promise.resolve<Seen>(new Map()),
		),
	};
}

/** The one that is meant among several. */
function chosen(
	records: IDataObject[],
	{ by, value }: Key,
	{ ifSeveral: which }: Wanted,
): number | undefined {
	const ids = records.map(({ id }) => Number(id)).sort((one, other) => one - other);
	if (ids.length > 1 && which === 'error') {
		throw new InputProblem(
			`${ids.length} contacts have the ${CALLED[by]} '${value}': ${ids.join(', ')}. Merge them in SendPulse, or set 'If Several' to the oldest or the newest.`,
		);
	}
	return which === 'newest' ? ids[ids.length - 1] : ids[0];
}

const CALLED = { externalId: 'external ID', email: 'e-mail address', phone: 'phone number' };

/** Looks for it by one thing, unless it is found already. */
function looking(key: Key, wanted: Wanted): Array<Step<RecordFound>> {
	const { by, value } = key;
	const look = (request: ReturnType<typeof byEmail>, found: (body: unknown) => IDataObject[]) => ({
		effect: 'read' as const,
		about: 'the contact',
		request: ({ id }: RecordFound) => (id === undefined ? request : undefined),
		nothingFound: isUnknown,
		learn: (body: unknown) => {
			const id = body === undefined ? undefined : chosen(found(body), key, wanted);
			return id === undefined ? {} : { id };
		},
	});
	if (by === 'externalId') return [look(byExternalId(value), single)];
	if (by === 'email') return [look(byEmail(value), (body) => withEmail(body, value))];
	return writings(value).map((phone) => look(byPhone(phone), (body) => withPhone(body, value)));
}

/** Looks once more, by all that it is found by. */
async function foundAfterAll(client: Client, wanted: Wanted): Promise<RecordFound | undefined> {
	for (const key of wanted.matches) {
		const id = chosen(await contactsBy[key.by](client, key.value), key, wanted);
		if (id === undefined) continue;
		note(wanted, id);
		return { id, created: true };
	}
	return undefined;
}

function note({ keys, seen }: Wanted, id: number): void {
	for (const key of keys) if (!seen.has(nameOf(key))) seen.set(nameOf(key), id);
}

/** By what to look before one whom this run knows already, and her: what stands first decides. */
function upToKnown({ matches, seen }: Wanted): { unknown: Key[]; id?: number } {
	const first = matches.findIndex((key) => seen.has(nameOf(key)));
	if (first === -1) return { unknown: matches };
	return { unknown: matches.slice(0, first), id: seen.get(nameOf(matches[first]!)) };
}

/** Finds the contact, and makes or changes it. */
export const upsert = steps<Wanted, RecordFound>({
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a contact',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	},
	fields: withOptions([matchBy, ...newContactFields], [contactListMode, ifSeveral, keepExisting]),
	prepare: readWanted,
	// Items of one person wait for each other, by whatever they name her.
	concerns: ({ keys, tags }) => [...keys.map(nameOf), ...concernsOfTags(tags)],
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
				if (id !== undefined) return [firstLook<RecordFound>(contactCalls)];
				const { id: known } = upToKnown(wanted);
				return known === undefined ? [] : [firstLook<RecordFound>(contactCalls, known)];
			},
		},
		{
			effect: 'further',
			steps: ({ record }) => {
				if (record) {
					note(wanted, Number(record.id));
					return updatingContact(wanted);
				}
				return creatingContact(wanted, {
					recovered: async (_, client) => await foundAfterAll(client, wanted),
					made: (id) => note(wanted, id),
				});
			},
		},
	],
	placeholders: { id: '{the new contact}', ...({ newTag: NEW_TAG } as object) },
	output: ({ final, record, created }) => ({ ...(final ?? record!), created: created === true }),
	simplify: simplifyContact,
	counts: { noun: 'contacts', done: 'created or updated' },
});
