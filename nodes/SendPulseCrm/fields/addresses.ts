import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { checkedEmail, inSmallLetters, sameAddress } from '../../engine/parameters/email';
import { shown, Values, type ItemParameters } from '../../engine/parameters/parameters';
import { readPhone } from '../../fields/phone';
import type { Key } from './matching';
import { storedDigits } from './phoneNumbers';

/** E-mails and phones stand among the parameters of what is made, and in the options of what is changed. */
export const emails: INodeProperties = {
	displayName: 'Emails',
	name: 'emails',
	type: 'string',
	default: '',
	placeholder: 'e.g. ann@example.com, ann@work.example',
	description: 'E-mail addresses, separated by commas; from an expression also as a list',
};

export const phones: INodeProperties = {
	displayName: 'Phones',
	name: 'phones',
	type: 'string',
	default: '',
	placeholder: 'e.g. +380632727700, +380632727701',
	description:
		'Phone numbers in international form, separated by commas; from an expression also as a list',
};

/** Types of messengers, by their number (CRM API, MessengerTypeProperty; the last two by the vendor's own node). */
export const MESSENGER_TYPES = {
	instagram: 4,
	linkedIn: 5008,
	messenger: 2,
	telegram: 1,
	tiktok: 8,
	viber: 6,
	whatsapp: 5,
} as const;

export const MESSENGER_OPTIONS = [
	{ name: 'Instagram', value: 'instagram' },
	{ name: 'LinkedIn', value: 'linkedIn' },
	{ name: 'Messenger', value: 'messenger' },
	{ name: 'Telegram', value: 'telegram' },
	{ name: 'TikTok', value: 'tiktok' },
	{ name: 'Viber', value: 'viber' },
	{ name: 'WhatsApp', value: 'whatsapp' },
];

export const messengers: INodeProperties = {
	displayName: 'Messengers',
	name: 'messengers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add messenger',
	default: {},
	description: 'Where else somebody can be reached',
	options: [
		{
			displayName: 'Messenger',
			name: 'messenger',
			values: [
				{
					displayName: 'Login',
					name: 'login',
					type: 'string',
					default: '',
					placeholder: 'e.g. ann_lee',
					description: 'Name or number there',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: MESSENGER_OPTIONS,
					default: 'telegram',
					description: 'Which messenger it is',
				},
			],
		},
	],
};

export type ListMode = 'add' | 'replace' | 'remove';

const LIST_MODES = ['add', 'replace', 'remove'] as const;

/** @param what it concerns, the end of a sentence */
export const listMode = (what: string): INodeProperties => ({
	displayName: 'List Mode',
	name: 'listMode',
	type: 'options',
	options: [
		{ name: 'Add', value: 'add', description: 'What is there stays' },
		{ name: 'Remove', value: 'remove', description: 'What is given is taken away' },
		{
			name: 'Replace',
			value: 'replace',
			description: 'Of each list that is given, whatever else is there is taken away',
		},
	],
	default: 'add',
	description: `What is done with ${what}`,
});

/** Of upserts. */
export const beyondMatches = (field: INodeProperties): INodeProperties => ({
	...field,
	description: `${field.description} of a record that exists. What it is matched by stays in any case.`,
});

export const readListMode = (options: Values): ListMode =>
	options.has('listMode') ? (options.choice('listMode', LIST_MODES) as ListMode) : 'add';

export interface Messenger {
	type: keyof typeof MESSENGER_TYPES;
	login: string;
}

/** Lists of a contact or a company; those that are not given are none of the item's business. */
export interface Addresses {
	emails?: string[];
	phones?: string[];
	messengers?: Messenger[];
}

/** Longest address that is taken anywhere (CRM API, "Update contact email"). */
const LONGEST_EMAIL = 128;

/** Of what is the same the first. */
function distinctBy<T>(values: readonly T[], key: (value: T) => string): T[] {
	const known = new Set<string>();
	return values.filter((value) => {
		const isNew = !known.has(key(value));
		known.add(key(value));
		return isNew;
	});
}

/**
 * The addresses of a list, each once.
 *
 * @throws InputProblem for what is none
 */
function readEmails(values: Values, name = 'emails'): string[] {
	const written = values.list(name).flatMap((part) => part.split(/[;\n]/));
	const read = written
		.filter((part) => part.trim() !== '')
		.map((part) => {
			const email = checkedEmail(part);
			if (email === undefined) {
				return values.fail(
					name,
					`has something that is not an e-mail address: ${shown(part)}. Correct it or leave this item out`,
				);
			}
			if (email.length <= LONGEST_EMAIL) return email;
			return values.fail(
				name,
				`has an address of more than ${LONGEST_EMAIL} characters: ${shown(email)}`,
			);
		});
	return distinctBy(read, sameAddress);
}

/**
 * Nothing for a list that holds nothing: least of all "replace what is there by nothing" is meant by it.
 *
 * @param mayLack whether it may be empty for an item
 * @throws InputProblem for an empty one that may not
 */
function unlessEmpty<Name extends 'emails' | 'phones'>(
	values: Values,
	name: Name,
	read: string[],
	mayLack: boolean,
): Partial<Record<Name, string[]>> {
	if (read.length > 0) return { [name]: read } as Partial<Record<Name, string[]>>;
	if (!mayLack) values.fail(name, 'was added but holds nothing for this item');
	return {};
}

/**
 * The numbers of a list in international form (+380…), each once.
 *
 * @throws InputProblem for what is none
 */
function readPhones(item: ItemParameters, values: Values, name = 'phones'): string[] {
	const written = values.list(name).flatMap((part) => part.split(/[;\n]/));
	const read = written
		.filter((part) => part.trim() !== '')
		.map((part) => {
			const one = new Values(
				() => part,
				[phones],
				() => undefined,
			);
			return `+${readPhone(item, one, name)}`;
		});
	return [...new Set(read)];
}

/** @throws InputProblem for a row that is not complete */
function readMessengers(options: Values): Messenger[] {
	const rows = options.rows('messengers', 'messenger').map((row) => ({
		type: row.choice('type', Object.keys(MESSENGER_TYPES)) as Messenger['type'],
		login: row.text('login'),
	}));
	return distinctBy(rows, messengerKey);
}

const sameLogin = (login: string) => login.trim().toLowerCase().replace(/^@/, '');

const messengerKey = ({ type, login }: Messenger) => `${MESSENGER_TYPES[type]} ${sameLogin(login)}`;

/** A list of addresses: how its entries are told apart and called. */
export interface PartKind<Value> {
	name: keyof Addresses;
	/** How a record is found by one of them, where it can be. */
	by?: 'email' | 'phone';
	one: string;
	many: string;
	/** Equal for what is the same. */
	key(value: Value): string;
	/** As it is looked for, where that is not the key. */
	sought?(value: Value): string;
	/** The same of a row as SendPulse has it. */
	keyOf(row: IDataObject): string;
	shown(value: Value): string;
	/** A row of a request. */
	body(value: Value): IDataObject;
}

const emailKind: PartKind<string> = {
	name: 'emails',
	by: 'email',
	one: 'e-mail address',
	many: 'e-mail addresses',
	key: sameAddress,
	sought: inSmallLetters,
	keyOf: ({ email }) => sameAddress(String(email ?? '')),
	shown: (email) => email,
	body: (email) => ({ email }),
};

const phoneKind: PartKind<string> = {
	name: 'phones',
	by: 'phone',
	one: 'phone number',
	many: 'phone numbers',
	key: storedDigits,
	keyOf: ({ phone }) => storedDigits(phone),
	shown: (phone) => phone,
	body: (phone) => ({ phone }),
};

const messengerKind: PartKind<Messenger> = {
	name: 'messengers',
	one: 'messenger',
	many: 'messengers',
	key: messengerKey,
	keyOf: ({ typeId, login }) => `${Number(typeId)} ${sameLogin(String(login ?? ''))}`,
	shown: ({ login }) => login,
	body: ({ type, login }) => ({ typeId: MESSENGER_TYPES[type], login }),
};

export const PART_KINDS = [emailKind, phoneKind, messengerKind] as ReadonlyArray<PartKind<unknown>>;

/** What a record is found by. */
export const keysIn = (addresses: Addresses): Key[] =>
	PART_KINDS.flatMap(({ name, by, key, sought = key }) =>
		by === undefined ? [] : (addresses[name] ?? []).map((value) => ({ by, value: sought(value) })),
	);

/** Only those of which this is true. */
const addressesThat = (
	addresses: Addresses,
	keep: (by: PartKind<unknown>['by'], value: string) => boolean,
): Addresses =>
	Object.fromEntries(
		PART_KINDS.flatMap(({ name, by, key }) => {
			const list: unknown[] | undefined = addresses[name];
			return list ? [[name, list.filter((value) => keep(by, key(value)))]] : [];
		}),
	);

/** What an item says of the addresses of a contact or a company, and how. */
export interface Addressing {
	addresses: Addresses;
	mode: ListMode;
	/** A record that exists only gets what it lacks. */
	keepExisting: boolean;
}

/**
 * @param at where e-mails and phones stand
 * @param has what the operation has of these
 * @param mayLack whether a list may be empty for an item: data that some people don't have
 * @throws InputProblem
 */
export function readAddressing(
	item: ItemParameters,
	at: Values,
	has: readonly string[],
	mayLack: boolean,
): Addressing {
	const { options } = item;
	const mode = has.includes('listMode') ? readListMode(options) : 'add';
	const keeps = has.includes('keepExisting') && options.flag('keepExisting');
	if (keeps && mode !== 'add') {
		options.fail('keepExisting', "keeps what is there, and 'List Mode' would take it away");
	}
	const given = (values: Values, name: string) =>
		mayLack ? values.hasValue(name) : values.has(name);
	return {
		addresses: {
			...(given(at, 'emails') ? unlessEmpty(at, 'emails', readEmails(at), mayLack) : {}),
			...(given(at, 'phones') ? unlessEmpty(at, 'phones', readPhones(item, at), mayLack) : {}),
			...(given(options, 'messengers') ? { messengers: readMessengers(options) } : {}),
		},
		mode,
		keepExisting: keeps,
	};
}

/**
 * What an item wants of a record that is made, and of one that is there. Whatever it names to be removed no new
 * record gets, but for what it is found by: that stays with a record that is there, too, or nobody would find it.
 */
export function forEither<Data extends Addressing>(
	data: Data,
	{ isFoundBy }: { isFoundBy(by: string | undefined, value: string): boolean },
): { make: Data; change: Data } {
	const make = { ...data, mode: 'add' as const };
	if (data.mode !== 'remove') return { make, change: data };
	const { addresses } = data;
	return {
		make: { ...make, addresses: addressesThat(addresses, isFoundBy) },
		change: {
			...data,
			addresses: addressesThat(addresses, (by, value) => !isFoundBy(by, value)),
		},
	};
}
