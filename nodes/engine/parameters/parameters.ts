import type {
	GenericValue,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { Client } from '../api/client';
import { checkedEmail } from './email';
import { phoneNumber } from './phone';
import { Hints, type Hint } from './hints';
import { InputProblem } from '../api/inputProblem';
import { isRecord } from '../api/record';
import { keptPlaceholders, placeholderProblem, withPlaceholders } from './placeholders';

/** How n8n gives files to a node. */
export type BinaryHelpers = Pick<
	IExecuteFunctions['helpers'],
	'assertBinaryData' | 'getBinaryDataBuffer' | 'getBinaryMetadata' | 'getBinaryStream'
>;

type FieldLike = INodeProperties | INodePropertyOptions;

const isLocator = (value: unknown): value is IDataObject & { value: GenericValue } =>
	isRecord(value) && value.__rl === true;

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** What an expression gives that finds nothing in the item, or that was made of nothing. */
const isNothing = (value: unknown) =>
	isEmpty(value) ||
	(typeof value === 'string' && value.trim() === '') ||
	(Array.isArray(value) && value.length === 0) ||
	Number.isNaN(value);

/** A single value as text; '' for objects, whose own conversion may be anything. */
const plain = (value: unknown) =>
	typeof value === 'object' || typeof value === 'function' ? '' : String(value).trim();

/** What a person would recognise of a value in an error: never long, never a nested object. */
export function shown(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	return `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
}

/** Booleans as forms, databases, spreadsheets and AI agents write them. */
const BOOLEANS = new Map([
	['true', true],
	['1', true],
	['yes', true],
	['on', true],
	['false', false],
	['0', false],
	['no', false],
	['off', false],
]);

/**
 * Parameters by name, typed and checked. Every message names the parameter as the user sees it.
 *
 * Of a collection only what was added is there. An entry that was added and gives nothing for an item (an
 * expression without a value, as a rule) is refused whatever it is read as: a filter that is not there would
 * mean everybody, a date that is not there at once.
 */
export class Values {
	/**
	 * @param read the value of a parameter, by its name; of an entry in what `readTyped` has as an object, by its
	 * path (`options.html`, `buttons.button[0].text`)
	 * @param readTyped the value as the user typed it, `=` in front of an expression
	 * @param isAdded for a collection: whether it has the entry, be it empty
	 * @param evaluate an expression, without the `=` in front, for messages
	 */
	constructor(
		private readonly read: (name: string) => unknown,
		private readonly fields: readonly FieldLike[],
		private readonly readTyped: (name: string) => unknown,
		private readonly isAdded?: (name: string) => boolean,
		private readonly evaluate: (expression: string) => unknown = notEvaluated,
	) {}

	/**
	 * The value as it is, a picked entry reduced to its value.
	 *
	 * @throws InputProblem for an entry that was added and is empty
	 */
	raw(name: string): unknown {
		const value = this.given(name);
		if (isNothing(value)) this.refuseAdded(name);
		return value;
	}

	/** How a locator was filled in: `list`, `id` …; '' for a bare value. */
	mode(name: string): string {
		const value = this.read(name);
		return isLocator(value) ? plain(value.mode ?? '') : '';
	}

	/** Has the user filled this in? */
	has(name: string): boolean {
		return !isEmpty(this.raw(name));
	}

	/** Did the user leave it empty? An expression that gives nothing for an item is no choice. */
	isLeftEmpty(name: string): boolean {
		return !hasExpression(this.readTyped(name)) && isNothing(this.given(name));
	}

	/** Was the entry added to the collection, be it empty? For what an empty one takes away. */
	added(name: string): boolean {
		return this.isAdded?.(name) ?? false;
	}

	/**
	 * Is there a value? For data of a record (a phone number, a comment), of which some items have none: an
	 * entry that is empty is then as good as one that was not added.
	 */
	hasValue(name: string): boolean {
		return !isNothing(this.given(name));
	}

	/** A text without surrounding white space; '' where there is none. */
	optionalText(name: string): string {
		const value = this.raw(name);
		if (isEmpty(value)) return '';
		if (typeof value === 'object') this.fail(name, `has to be text, not ${shown(value)}`);
		return String(value).trim();
	}

	/** @throws InputProblem when empty */
	text(name: string): string {
		return this.optionalText(name) || this.failEmpty(name, 'Fill it in');
	}

	/**
	 * Text of a message (subject, HTML …), as it is, in which SendPulse's placeholders survive.
	 *
	 * @throws InputProblem when empty, or where an expression of n8n's would go out as it stands
	 */
	message(name: string): string {
		return this.optionalMessage(name) ?? this.failEmpty(name, 'Fill it in');
	}

	/**
	 * Likewise; undefined where there is none.
	 *
	 * @throws InputProblem where an expression of n8n's would go out as it stands
	 */
	optionalMessage(name: string): string | undefined {
		const typed = this.readTyped(name);
		// Before it is read: what n8n makes of a placeholder may even be an error.
		const kept = keptPlaceholders(typed);
		const value = kept ? this.evaluate(kept.expression) : this.given(name);
		if (typeof value === 'object' && value !== null) {
			this.fail(name, `has to be text, not ${shown(value)}`);
		}
		const evaluated = isNothing(value) ? '' : String(value);
		const text = kept ? kept.restored(evaluated) : evaluated;
		const problem = placeholderProblem(typed, text);
		if (problem) this.fail(name, problem);
		if (text.trim() !== '') return withPlaceholders(typed, text);
		this.refuseAdded(name);
		return undefined;
	}

	/**
	 * A switch, on or off; off where it is an entry that was not added.
	 *
	 * @throws InputProblem for whatever says neither, nothing among it: what is taken for "no" by mistake
	 * would delete for real, or subscribe without asking
	 */
	flag(name: string): boolean {
		const value = this.raw(name);
		if (isNothing(value)) {
			if (this.isAdded) return false;
			this.fail(
				name,
				'is empty for this item, and has to be true or false. Correct its expression',
			);
		}
		const on = BOOLEANS.get(plain(value).toLowerCase());
		return (
			on ??
			this.fail(name, `has to be true or false (1 or 0, yes or no, on or off), not ${shown(value)}`)
		);
	}

	/**
	 * An id that the API describes as integer, whether given as number, text or picked from a list.
	 *
	 * @throws InputProblem
	 */
	id(name: string): number {
		const value = this.raw(name);
		if (isEmpty(value)) return this.fail(name, 'is empty. Pick an entry or enter its ID');
		return this.wholeId(name, value);
	}

	/** Several texts: a list (as such or as JSON text, as AI agents write it), or text with commas. */
	list(name: string): string[] {
		const value = this.raw(name);
		if (isEmpty(value)) return [];
		const parts = this.partsOf(name, value)
			.map((part) => {
				const single = isLocator(part) ? part.value : part;
				if (typeof single !== 'object' || single === null) return String(single ?? '').trim();
				return this.fail(name, `has to be a list of single values, not ${shown(single)}`);
			})
			.filter(Boolean);
		if (parts.length === 0) this.refuseAdded(name);
		return parts;
	}

	/** Several whole numbers, likewise. */
	numbers(name: string): number[] {
		return this.list(name).map((text) =>
			/^\d+$/.test(text) && Number.isSafeInteger(Number(text))
				? Number(text)
				: this.fail(name, `has to hold whole numbers, not ${shown(text)}`),
		);
	}

	/** Several ids: a list, a picked list, or text with commas. */
	ids(name: string): number[] {
		return this.list(name).map((part) => this.wholeId(name, part));
	}

	/** A whole number between two bounds. */
	whole(name: string, least: number, most: number): number {
		const value = this.raw(name);
		// Only as people write numbers: 0x10 and 1e3 are more likely mistakes.
		const isNumber = typeof value === 'string' && /^\s*\d+(\.0*)?\s*$/.test(value);
		const number = isNumber ? Number(value) : value;
		if (
			typeof number === 'number' &&
			Number.isSafeInteger(number) &&
			number >= least &&
			number <= most
		) {
			return number;
		}
		return this.fail(
			name,
			most === Infinity
				? `has to be a whole number of at least ${least}, not ${shown(value)}`
				: `has to be a whole number from ${least} to ${most}, not ${shown(value)}`,
		);
	}

	/** One of the values that the field offers. */
	choice(name: string, values: readonly string[]): string {
		const value = this.optionalText(name);
		if (values.includes(value)) return value;
		return this.fail(name, `has to be one of ${values.join(', ')}, not ${shown(value)}`);
	}

	/**
	 * A trimmed e-mail address. Checked here, because the API may drop a malformed one silently.
	 *
	 * @throws InputProblem
	 */
	email(name: string): string {
		const value = this.raw(name);
		if (isEmpty(value) || (typeof value === 'string' && value.trim() === ''))
			return this.failEmpty(name, 'Enter an e-mail address');
		const email = typeof value === 'string' ? checkedEmail(value) : undefined;
		return (
			email ??
			this.fail(
				name,
				`is not an e-mail address: ${shown(value)}. Correct it or leave this item out`,
			)
		);
	}

	/**
	 * A phone number as digits that begin with its country code, with or without +, spaces, dashes and
	 * brackets around them.
	 *
	 * @param countryCode for numbers that are written without one
	 * @throws InputProblem for what is no phone number, and for one that only its own country understands
	 */
	phone(name: string, countryCode?: string): string {
		const value = this.raw(name);
		if (isEmpty(value)) return this.failEmpty(name, 'Enter a phone number');
		const number = phoneNumber(plain(value), countryCode);
		if ('digits' in number) return number.digits;
		return this.fail(
			name,
			number.isLocal
				? `is a number that only its own country understands: ${shown(value)}. Write it with the country code, e.g. +380632727700, or add the option 'Default Country Code'`
				: `is not a phone number: ${shown(value)}. Use the international form, e.g. +380632727700`,
		);
	}

	/**
	 * A complete address of the web.
	 *
	 * @throws InputProblem when empty, or where it is none
	 */
	webAddress(name: string): string {
		const text = this.text(name);
		if (isWebAddress(text)) return text;
		return this.fail(name, `has to be an address that begins with https://, not ${shown(text)}`);
	}

	/** An object, given as such or as JSON text (expressions and AI agents supply either). */
	object(name: string): IDataObject {
		let value = this.raw(name);
		if (isEmpty(value)) return {};
		if (typeof value === 'string') value = this.parsed(name, value);
		if (isRecord(value)) return value;
		return this.fail(name, `has to be a JSON object, e.g. {"name": "Ann"}, not ${shown(value)}`);
	}

	/** One or several objects, likewise; none where there is nothing. */
	objects(name: string): IDataObject[] {
		let value = this.raw(name);
		if (isEmpty(value)) return [];
		if (typeof value === 'string') value = this.parsed(name, value);
		const list = Array.isArray(value) ? (value as unknown[]) : [value];
		if (list.every(isRecord)) return list;
		return this.fail(name, `has to be a JSON object or a list of them, not ${shown(value)}`);
	}

	/** Whether a collection has any entry, even one whose expression gives nothing. */
	hasEntries(name: string): boolean {
		const typed = this.readTyped(name);
		const value = isRecord(typed) ? typed : this.read(name);
		return isRecord(value) && Object.keys(value).length > 0;
	}

	/**
	 * The entries of a collection, typed likewise.
	 *
	 * @throws InputProblem for an expression in place of the whole collection that gives none
	 */
	collection(name: string): Values {
		const fields = (this.field(name)?.options ?? []) as FieldLike[];
		const isIn = (entries: IDataObject) => (entry: string) => Object.keys(entries).includes(entry);
		const typed = this.readTyped(name);
		if (isRecord(typed)) return this.typedAt(name, typed, fields, isIn(typed));
		const value = this.read(name);
		if (!isRecord(value) && hasExpression(typed)) {
			this.fail(name, `has to be an object with its entries, not ${shown(value)}`);
		}
		const entries = isRecord(value) ? value : {};
		return new Values(
			(entry) => entries[entry],
			fields,
			() => undefined,
			isIn(entries),
		);
	}

	/**
	 * Entries that the user typed, each read when it is asked for: n8n, which evaluates all that it reads
	 * together, fails of a placeholder like `{{first name}}` in any of them.
	 */
	private typedAt(
		path: string,
		typed: IDataObject,
		fields: readonly FieldLike[],
		isAdded?: (name: string) => boolean,
	): Values {
		const read = (entry: string) => {
			const [name] = entry.split(/[.[]/, 1);
			if (typed[name] === undefined) return undefined;
			const value = this.read(`${path}.${entry}`);
			// As n8n gives a date in what it reads as a whole.
			return DateTime.isDateTime(value) ? value.toString() : value;
		};
		return new Values(read, fields, (entry) => typed[entry], isAdded, this.evaluate);
	}

	/**
	 * The rows of a group of a fixed collection, each with values of its own; none where it is empty. n8n gives
	 * a list of rows, or the one that there can be.
	 *
	 * @throws InputProblem for what is none, and where it was added and has no row
	 */
	rows(name: string, group: string): Values[] {
		const groups = (this.field(name)?.options ?? []) as INodePropertyCollection[];
		const fields = groups.find((one) => one.name === group)?.values ?? [];
		const typed = this.readTyped(name);
		const typedGroup = isRecord(typed) ? (typed[group] ?? []) : undefined;
		const typedRows = [typedGroup].flat();
		const areTyped = typedRows.every(isRecord);
		const rows: unknown[] = areTyped ? typedRows : [this.object(name)[group] ?? []].flat();
		if (rows.length === 0) this.refuseAdded(name);
		return rows.map((row, index) => {
			if (!isRecord(row)) return this.fail(name, `has to hold objects, not ${shown(row)}`);
			if (!areTyped)
				return new Values(
					(entry) => row[entry],
					fields,
					() => undefined,
				);
			const place = Array.isArray(typedGroup) ? `[${index}]` : '';
			return this.typedAt(`${name}.${group}${place}`, row, fields);
		});
	}

	/** @throws InputProblem that begins with the parameter's name */
	fail(name: string, what: string): never {
		const sentence = `'${this.field(name)?.displayName ?? name}' ${what}`;
		throw new InputProblem(/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`);
	}

	/** An expression that finds nothing looks filled in: the text then speaks of it. An empty cell is another matter. */
	private failEmpty(name: string, request: string): never {
		return this.fail(
			name,
			this.given(name) === undefined && hasExpression(this.readTyped(name))
				? 'is empty: its expression finds nothing in this item. Check the names in it (upper and lower case count), or leave the item out'
				: `is empty. ${request}`,
		);
	}

	private given(name: string): unknown {
		const value = this.read(name);
		return isLocator(value) ? value.value : value;
	}

	private refuseAdded(name: string): void {
		if (!this.isAdded?.(name)) return;
		this.fail(name, 'was added but is empty for this item. Fill it in, or remove it');
	}

	private partsOf(name: string, value: unknown): unknown[] {
		if (Array.isArray(value)) return value as unknown[];
		if (isRecord(value)) return [value];
		const text = String(value).trim();
		if (!text.startsWith('[')) return text.split(',');
		const list = this.parsed(name, text);
		return Array.isArray(list) ? (list as unknown[]) : [list];
	}

	private parsed(name: string, text: string): unknown {
		try {
			return JSON.parse(text) as unknown;
		} catch {
			return this.fail(name, `is not valid JSON: ${shown(text)}`);
		}
	}

	private field(name: string) {
		return this.fields.find((field) => field.name === name) as INodeProperties | undefined;
	}

	private wholeId(name: string, value: unknown): number {
		const text = plain(value);
		const id = Number(text);
		if (/^\d+$/.test(text) && id > 0 && Number.isSafeInteger(id)) return id;
		return this.fail(name, `has to be an ID, a whole number like 123456, not ${shown(value)}`);
	}
}

function notEvaluated(): never {
	throw new Error('Expressions are evaluated for an input item');
}

function isWebAddress(text: string): boolean {
	if (!/^https?:\/\/\S+$/i.test(text)) return false;
	try {
		return new URL(text).hostname !== '';
	} catch {
		return false;
	}
}

const hasExpression = (value: unknown): boolean => {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(hasExpression);
};

/** Waits; ends with the execution, and says meanwhile in n8n's log what for: counts, nothing of what items hold. */
export type Pause = (ms: number, what: string) => Promise<void>;

/** Reads a node's parameters; what holds no expression is read once for all items. */
export class ParameterReader {
	/** As the user typed them. */
	private readonly typedOnes = new Map<string, { typed: unknown; varies: boolean }>();

	private readonly remembered = new Map<string, Promise<unknown>>();

	constructor(
		readonly context: IExecuteFunctions,
		readonly fields: readonly INodeProperties[],
		readonly client: Client,
		readonly hints = new Hints(),
		readonly pause: Pause = async (ms) => await client.pause(ms),
	) {}

	read(name: string, itemIndex: number): unknown {
		const { typed, varies } = this.known(name, itemIndex);
		if (!varies) return typed;
		// Without n8n's own conversion, which would read 01.02.2019 as a day in January.
		return this.context.getNodeParameter(name, itemIndex, this.fallback(name), {
			skipValidation: true,
		});
	}

	/** The value as the user typed it, `=` in front of an expression. */
	typed(name: string, itemIndex: number): unknown {
		return this.known(name, itemIndex).typed;
	}

	private known(name: string, itemIndex: number) {
		const known = this.typedOnes.get(name);
		if (known) return known;
		const how = { rawExpressions: true };
		const typed = this.context.getNodeParameter(
			name,
			itemIndex,
			this.fallback(name),
			how,
		) as unknown;
		const found = { typed, varies: hasExpression(typed) };
		this.typedOnes.set(name, found);
		return found;
	}

	private fallback(name: string) {
		return this.fields.find((field) => field.name === name)?.default ?? '';
	}

	/** What `find` gave the first time it was asked for under this key in this run. */
	async once<T>(key: string, find: () => Promise<T>): Promise<T> {
		const known = this.remembered.get(key) as Promise<T> | undefined;
		if (known) return await known;
		const found = find();
		this.remembered.set(key, found);
		return await found;
	}
}

/** The parameters of one input item. */
export class ItemParameters extends Values {
	private beginsLookUp: () => void = () => {};

	/** Resolves when the item first waits for something that is looked up, if it does. */
	readonly looksUp = new Promise<void>((resolve) => (this.beginsLookUp = resolve));

	constructor(
		private readonly reader: ParameterReader,
		readonly index: number,
		/** The input item itself. */
		readonly input: INodeExecutionData,
	) {
		// Several questions may be asked of one parameter, and evaluating it anew is what n8n is slow at.
		const known = new Map<string, unknown>();
		const read = (name: string) => {
			if (!known.has(name)) known.set(name, reader.read(name, index));
			return known.get(name);
		};
		super(
			read,
			reader.fields,
			(name) => reader.typed(name, index),
			undefined,
			(expression) => reader.context.evaluateExpression(expression, index),
		);
	}

	get options(): Values {
		return this.collection('options');
	}

	get filters(): Values {
		return this.collection('filters');
	}

	/** Where the credential says that SendPulse is. */
	get baseUrl(): string {
		return this.reader.client.baseUrl;
	}

	/** The time zone of the workflow, an IANA name. */
	get timeZone(): string {
		return this.reader.context.getTimezone();
	}

	/** For what reads files: see `inputFiles`. */
	get binaryHelpers(): BinaryHelpers {
		return this.reader.context.helpers;
	}

	/** Something to say beside the output: once, however many items of the run say it. */
	hint(type: Hint['type'], message: string): void {
		this.reader.hints.add({ type, message });
	}

	/** What the items of the run add to together, told in one hint: see {@link Hints.tally}. */
	tally<T>(key: string, start: () => T, tell: (tally: T) => Hint | undefined): T {
		return this.reader.hints.tally(key, start, tell);
	}

	/** A look-up that all items of the run share, made when the first one needs it. */
	async lookUp<T>(key: string, find: (client: Client, pause: Pause) => Promise<T>): Promise<T> {
		this.beginsLookUp();
		const { client, pause } = this.reader;
		return await this.reader.once(key, async () => await find(client, pause));
	}
}
