import type { IDataObject, INodeProperties, ResourceMapperField } from 'n8n-workflow';
import type { Client } from '../engine/api/client';
import { ApiFailure } from '../engine/api/failures';
import type { Hint } from '../engine/parameters/hints';
import { InputProblem } from '../engine/api/inputProblem';
import { elementsOf } from '../engine/run/outcome';
import { shown, Values, type ItemParameters } from '../engine/parameters/parameters';
import { count } from '../engine/run/progress';
import { isRecord } from '../engine/api/record';
import { get } from '../SendPulse/product';
import { readPhone } from './phone';
import {
	isDate,
	readFormats,
	typedValue,
	valueOptions,
	type ValueFormats,
	type VariableType,
	type VariableValue,
} from './typedValues';
import { alike, isOfTheRecord, named, VariableNames } from './variableNames';

export interface ListVariable {
	name: string;
	type: VariableType;
}

export const variables: INodeProperties = {
	displayName: 'Variables',
	name: 'variables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		"The contact's values for the variables of the mailing list. Mapped automatically, input fields are taken whose names are alike but for upper case, spaces, _ and -.",
	typeOptions: {
		loadOptionsDependsOn: ['mailingListId.value'],
		resourceMapper: {
			resourceMapperMethod: 'mapListVariables',
			mode: 'map',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: true,
			valuesLabel: 'Variables',
			// `mapListVariables` says why there are none.
			hideNoDataError: true,
			// n8n itself asks anew only if it can resolve every expression of the node.
			refreshStaleSchemaOnOpen: true,
		},
	},
};

/** Options that go with the variables. */
export const variableOptions: INodeProperties[] = [
	{
		displayName: 'Additional Variables',
		name: 'additionalVariables',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"city": "Kyiv", "orders": 3}',
		description: 'Variables that the mailing list does not have yet, as a JSON object',
	},
	...valueOptions,
];

/** The address and the phone number have parameters of their own. */
const OWN_PARAMETER = /^(e-?mail|phone)$/i;

/** The variables of a mailing list that a contact has beside address and phone number. */
export async function listVariables(
	client: Pick<Client, 'send'>,
	mailingListId: number,
): Promise<ListVariable[]> {
	const answer = await client.send(get`/addressbooks/${mailingListId}/variables`);
	const all = elementsOf(answer);
	if (!isRecord(answer) && !Array.isArray(answer)) throw notVariables();
	return all.map(asVariable).filter(({ name }) => !OWN_PARAMETER.test(name));
}

function asVariable(value: unknown): ListVariable {
	const { name, type } = Object(value) as Partial<ListVariable>;
	if (typeof name !== 'string') throw notVariables();
	return { name, type: type ?? 'string' };
}

const notVariables = () =>
	new ApiFailure(
		'unclear',
		'SendPulse answered in a form that this node does not know. Please report this.',
	);

/** The variables of a list as a run looks at them. */
class Known extends VariableNames {
	private readonly types: ReadonlyMap<string, VariableType>;

	constructor(variables: readonly ListVariable[]) {
		super(variables.map(({ name }) => name));
		this.types = new Map(variables.map(({ name, type }) => [name, type]));
	}

	typeOf(name: string): VariableType | undefined {
		return this.types.get(name);
	}
}

interface Mapping {
	mappingMode?: string;
	value?: IDataObject | null;
	schema?: ResourceMapperField[];
}

/** What an item says of a contact, typed as the mailing list's variables are. */
export interface ContactData {
	values: Record<string, VariableValue>;
	/** Of what type each of them is: as the list has it, else as the value itself is. */
	types: ReadonlyMap<string, VariableType>;
	/** The phone number that automatic mapping found, digits only. */
	phone?: string;
}

/**
 * Mapped and additional variables of an item. Names and types are those that the list has at the time of
 * the run, never those that the editor stored: a node may be opened with one list and run with another.
 * One look-up for each list and run; where it fails nothing is sent, because a guess would drop values
 * or create variables, which nobody could take back.
 *
 * Numbers stay numbers, dates become YYYY-MM-DD, null and undefined are left out.
 *
 * @param clearing keep '' for text variables: it empties them
 * @param withPhone take the input's phone number, too, where variables are mapped automatically
 * @param elsewhere what else of the item is used: no hint names the field that it comes from
 * @throws InputProblem naming the variable; ApiFailure of the look-up
 */
export async function readVariables(
	item: ItemParameters,
	mailingListId: number,
	{ clearing = false, withPhone = false, elsewhere = [] as unknown[] } = {},
): Promise<ContactData> {
	const raw = item.raw('variables');
	const mapping = (typeof raw === 'object' && raw !== null ? raw : {}) as Mapping;
	const reader = new ValueReader(item, clearing);
	if (mapping.mappingMode === 'autoMapInputData') {
		const known = await variablesOf(item, mailingListId);
		const used = usedElsewhere(item, elsewhere);
		reader.take(automatically(item, known, mapping.schema ?? [], used), known);
		if (withPhone) reader.takePhone();
	} else {
		// A whole object from an expression or an AI agent is the mapping itself.
		const given = (mapping.mappingMode ? mapping.value : item.object('variables')) ?? {};
		const mapped = Object.entries(given).filter(
			([name, value]) => !OWN_PARAMETER.test(name) && isGiven(value) && (clearing || value !== ''),
		);
		if (mapped.length > 0) {
			const known = await variablesOf(item, mailingListId);
			reader.take(definedBelow(mapped, known), known);
		}
	}
	// Those that SendPulse may have to create have no type yet.
	// Data, which some items (and AI agents) have none of.
	if (item.options.hasValue('additionalVariables')) {
		reader.takeNew(item.options.object('additionalVariables'));
	}
	return reader.data;
}

const isGiven = (value: unknown) => value !== undefined && value !== null;

async function variablesOf(item: ItemParameters, mailingListId: number): Promise<Known> {
	return await item.lookUp(`variables of ${mailingListId}`, async (client) => {
		try {
			return new Known(await listVariables(client, mailingListId));
		} catch (error) {
			throw ofLookUp(error, mailingListId);
		}
	});
}

const TEMPORARY: ReadonlySet<string> = new Set(['pace', 'unclear', 'unreachable']);

/** Of no such list and no access the reason says it all; else what was asked for belongs to it. */
const ofLookUp = (error: unknown, mailingListId: number) =>
	error instanceof ApiFailure && TEMPORARY.has(error.kind)
		? new ApiFailure(
				error.kind,
				`The variables of the mailing list ${mailingListId} can't be read, and without them nothing is sent to it. ${error.message}`,
				error,
			)
		: error;

type Entries = Array<[name: string, value: unknown]>;

/** Values by the list's own names. */
type Mapped = Map<string, unknown>;

/**
 * Finds the variables that entries stand for: those of the very name, else those that are alike.
 *
 * @param missing told of the entries that the list has no variable for
 * @throws InputProblem where it is open which variable or which entry is meant
 */
function matched(
	entries: Entries,
	known: Known,
	missing: (name: string, value: unknown) => void,
): Mapped {
	const mapped: Mapped = new Map(entries.filter(([name]) => known.has(name)));
	const takenFrom = new Map<string, string>();
	for (const [entry, value] of entries) {
		if (known.has(entry)) continue;
		const [name, ...others] = known.alike(entry);
		if (name === undefined) {
			missing(entry, value);
		} else if (others.length > 0) {
			throw new InputProblem(
				`'${entry}' may be each of the mailing list's variables ${named([name, ...others])}. Give it exactly the name of one.`,
			);
		} else if (!mapped.has(name) || (takenFrom.has(name) && mapped.get(name) === '')) {
			mapped.set(name, value);
			takenFrom.set(name, entry);
		} else if (takenFrom.has(name) && value !== '' && mapped.get(name) !== value) {
			throw new InputProblem(
				`'${takenFrom.get(name)}' and '${entry}' both stand for the variable '${name}', and differ. Rename one of them.`,
			);
		}
	}
	return mapped;
}

/** @throws InputProblem for a variable that the list lacks: SendPulse would create it */
function definedBelow(entries: Entries, known: Known): Mapped {
	return matched(entries, known, (name, value) => {
		// In a variable that is not there, nothing has to be emptied.
		if (value === '') return;
		const has = known.all.length > 0 ? ` It has: ${named(known.all)}.` : '';
		throw new InputProblem(
			`The mailing list has no variable '${name}'.${has} Refresh the variables (⋮ beside Variables) and map them anew, or enter new variables under Options > Additional Variables.`,
		);
	});
}

/** Input fields that no variable took, over all items of a run. */
interface Unused {
	fields: Set<string>;
	/** Names of the list that was looked at last. */
	variables: readonly string[];
	anyMatched: boolean;
}

/** Names in a hint; whoever has more has made them from data. */
const MOST_UNUSED = 100;

function tellUnused({ fields, variables, anyMatched }: Unused): Hint | undefined {
	if (fields.size === 0) return undefined;
	const unused = `Not used: ${named(fields)}`;
	if (anyMatched) {
		return { type: 'info', message: `${unused} (the mailing list has no such variable)` };
	}
	const has =
		variables.length > 0
			? `No input field is named like a variable of the mailing list (${named(variables)})`
			: 'The mailing list has no variables yet: enter new ones under Options > Additional Variables';
	return { type: 'warning', message: `${has}. ${unused}` };
}

/**
 * Takes the input's fields, and those inside a field `variables` as contacts have them that were read
 * from SendPulse. A field of the item itself comes before one inside `variables`: it was set later.
 */
function automatically(
	item: ItemParameters,
	known: Known,
	schema: readonly ResourceMapperField[],
	used: ReadonlySet<string>,
): Mapped {
	const { json } = item.input;
	const unused = item.tally<Unused>(
		'unused input fields',
		() => ({ fields: new Set(), variables: [], anyMatched: false }),
		tellUnused,
	);
	unused.variables = known.all;
	const note = (field: string) => {
		if (unused.fields.size < MOST_UNUSED) unused.fields.add(field);
	};
	const inside = insideVariables(json.variables);
	const own = Object.entries(json).filter(
		([field, value]) =>
			isGiven(value) &&
			!(inside && (field === 'variables' || isOfTheRecord(field))) &&
			!OWN_PARAMETER.test(field),
	);
	const mapped: Mapped = new Map([
		...matched(inside ?? [], known, (field, value) => {
			if (!isAddressOrPhone(field) && value !== '') note(field);
		}),
		...matched(own, known, (field, value) => {
			const single = typeof value !== 'object' && asTyped(value) !== '';
			if (single && !isOfTheRecord(field) && !used.has(asTyped(value))) note(field);
		}),
	]);
	if (mapped.size > 0) unused.anyMatched = true;
	// The user took them out of the mapping.
	for (const { id, removed } of schema) if (removed) mapped.delete(id);
	return mapped;
}

const isAddressOrPhone = (field: string) => ['email', 'phone'].includes(alike(field));

/** Variables of a contact as SendPulse gives them: an object, or rows of name and value. */
function insideVariables(value: unknown): Entries | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const entries: Entries = Array.isArray(value)
		? (value as unknown[]).flatMap((row): Entries => {
				const { name, value: one } = Object(row) as IDataObject;
				return typeof name === 'string' ? [[name, one]] : [];
			})
		: Object.entries(value);
	return entries.filter(([, one]) => isGiven(one));
}

/** For telling whether two values are the same one. */
const asTyped = (value: unknown) => String(value).trim().toLowerCase();

/** What the item's other parameters hold: the field that it comes from is used already. */
function usedElsewhere(item: ItemParameters, more: readonly unknown[]): Set<string> {
	const { options } = item;
	// Data, which some items have none of.
	const additional = options.hasValue('additionalVariables')
		? options.object('additionalVariables')
		: {};
	const values = [item.raw('mailingListId'), ...Object.values(additional), ...more];
	return new Set(values.filter(isGiven).map(asTyped));
}

/** Values that their variables did not take, over all items of a run. */
interface LeftOut {
	count: number;
	/** The first one. */
	example: string;
}

/** Types the values of one item. */
class ValueReader {
	private readonly types = new Map<string, VariableType>();

	readonly data: ContactData = { values: {}, types: this.types };

	private readonly formats: ValueFormats;

	private readonly leavesOut: boolean;

	constructor(
		private readonly item: ItemParameters,
		private readonly clearing: boolean,
	) {
		this.formats = readFormats(item);
		const { options } = item;
		this.leavesOut =
			options.raw('leaveOutWrongValues') !== undefined && options.flag('leaveOutWrongValues');
	}

	take(mapped: Mapped, known: Known): void {
		for (const [name, value] of mapped) {
			const typed = this.tried(name, value, () =>
				typedValue(name, value, known.typeOf(name), this.formats),
			);
			if (typed === undefined || (!this.clearing && typed === '')) continue;
			this.set(name, typed, known.typeOf(name) ?? 'string');
		}
	}

	takeNew(entries: IDataObject): void {
		for (const [name, value] of Object.entries(entries)) {
			const typed = this.tried(name, value, () => typedValue(name, value, undefined, this.formats));
			if (typed === undefined || typed === '') continue;
			this.set(
				name,
				typed,
				typeof typed === 'number' ? 'number' : isDate(value) ? 'date' : 'string',
			);
		}
	}

	/** The phone number of the input item, if it has one. */
	takePhone(): void {
		const { json } = this.item.input;
		const field = Object.keys(json).find(
			(name) => alike(name) === 'phone' && isGiven(json[name]) && asTyped(json[name]) !== '',
		);
		if (field === undefined) return;
		const input = new Values(
			(name) => json[name],
			[],
			() => undefined,
		);
		this.data.phone = this.tried(field, json[field], () => readPhone(this.item, input, field));
	}

	/** `__proto__` is a legal key of JSON input; assigning it would change the object instead. */
	private set(name: string, value: VariableValue, type: VariableType): void {
		this.types.set(name, type);
		Object.defineProperty(this.data.values, name, {
			value,
			enumerable: true,
			configurable: true,
			writable: true,
		});
	}

	private tried<T>(name: string, value: unknown, read: () => T): T | undefined {
		try {
			return read();
		} catch (error) {
			return this.leaveOut(name, value, error);
		}
	}

	private leaveOut(name: string, value: unknown, error: unknown): undefined {
		if (!this.leavesOut || !(error instanceof InputProblem)) throw error;
		const { item } = this;
		const leftOut = item.tally<LeftOut>(
			'values left out',
			() => ({
				count: 0,
				example: `${shown(value)} for '${name}' (item ${count(item.index + 1)})`,
			}),
			tellLeftOut,
		);
		leftOut.count++;
	}
}

const tellLeftOut = ({ count: number, example }: LeftOut): Hint => ({
	type: 'warning',
	message:
		number === 1
			? `1 value was left out, because its variable does not take it: ${example}`
			: `${count(number)} values were left out, because their variables do not take them, the first: ${example}`,
});
