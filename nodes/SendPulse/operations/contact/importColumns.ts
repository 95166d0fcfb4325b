import { checkedEmail } from '../../../engine/parameters/email';
import type { VariableType } from '../../../fields/typedValues';
import { alike, isOfTheRecord, named, VariableNames } from '../../../fields/variableNames';
import type { ListVariable } from '../../../fields/variables';
import { markedVariable } from './exportHeaders';

/** A column that becomes a variable. */
export interface VariableColumn {
	/** From 0 on. */
	index: number;
	variable: string;
	/** Undefined for a variable that the list does not have yet. */
	type?: VariableType;
}

/** Which column of a file is what. */
export interface FoundColumns {
	/** How many there are. */
	count: number;
	/** Their names, or their numbers. */
	names: string[];
	hasHeader: boolean;
	email: number;
	phone?: number;
	/** Those that are to become variables, by these names; undefined for all that are left. */
	mapped?: Array<{ index: number; variable: string }>;
}

export interface Columns extends FoundColumns {
	variables: VariableColumn[];
	/** Those that become variables which the list does not have yet. */
	newVariables: string[];
	/** Names of those that are not used. */
	unused: string[];
}

export interface ColumnsWanted {
	emailColumn: string;
	phoneColumn?: string;
	/** Undefined for all of them. */
	map?: Array<{ column: string; variable: string }>;
}

/** Tells what is wrong with a parameter, under which the user finds it. */
type Fail = (parameter: Parameter, what: string) => never;

type Parameter = 'columnMap' | 'columns' | 'emailColumn' | 'fileBinaryProperty' | 'phoneColumn';

/** Columns that this operation itself puts behind those of a file whose rows were rejected. */
export const REJECTED_COLUMNS = ['rejected_row', 'rejected_reason'];

/** How a column of addresses is called, as {@link alike} has it; the likeliest in front. */
const EMAIL_NAMES = [
	...['email', 'emailaddress', 'mail', 'mailaddress', 'email1value', 'useremail'],
	...['emailadresse', 'mailadresse', 'correo', 'correoelectrónico', 'courriel', 'adresseemail'],
	...['почта', 'электроннаяпочта', 'пошта', 'електроннапошта', 'адресапошти'],
];

/** Rows by which a column of addresses is told, and what share of its cells has to be some. */
const ROWS_THAT_TELL = 100;
const ADDRESSES = 0.9;

/**
 * Decides which column is what, without asking SendPulse.
 *
 * @param header the names, undefined where the file has none
 * @param rows some of the first ones
 */
export function findColumns(
	header: readonly string[] | undefined,
	rows: ReadonlyArray<readonly string[]>,
	wanted: ColumnsWanted,
	fail: Fail,
): FoundColumns {
	const hasHeader = header !== undefined;
	const count = header?.length ?? Math.max(0, ...rows.map(({ length }) => length));
	const names =
		header?.map((name) => name.trim()) ?? Array.from({ length: count }, (_, n) => `${n + 1}`);
	refuseSameNames(names, fail);
	const find = new Finder(names, hasHeader, fail);
	const email =
		wanted.emailColumn === ''
			? addressColumn(find, rows, fail)
			: find.one('emailColumn', wanted.emailColumn);
	const byName = wanted.map === undefined && hasHeader ? find.alike('phone') : undefined;
	const phone =
		wanted.phoneColumn === undefined ? byName : find.one('phoneColumn', wanted.phoneColumn);
	const mapped = wanted.map?.map(({ column, variable }) => ({
		index: find.one('columnMap', column),
		variable,
	}));
	if (!mapped && !hasHeader && count > (phone === undefined ? 1 : 2)) {
		fail(
			'columns',
			"has to be 'Chosen' for a file without header: its columns have no names for variables. Map them under Column Map",
		);
	}
	return { count, names, hasHeader, email, phone, mapped };
}

/** Likewise, with the variables of the mailing list. */
export function withVariables(
	found: FoundColumns,
	known: readonly ListVariable[],
	fail: Fail,
): Columns {
	const columns = new VariableColumns(known);
	const unused: string[] = [];
	for (const { index, variable } of found.mapped ?? []) {
		columns.add(index, variable, 'columnMap', fail);
	}
	if (!found.mapped && found.hasHeader) {
		const hasMarked = (name: string) => found.names.some((other) => markedVariable(other) === name);
		found.names.forEach((name, index) => {
			const isTaken = index === found.email || index === found.phone;
			if (name === '' || isTaken || REJECTED_COLUMNS.includes(name)) return;
			const marked = markedVariable(name);
			if (marked !== undefined) {
				if (isSystem(marked)) unused.push(name);
				else columns.add(index, marked, 'fileBinaryProperty', fail);
				return;
			}
			// Columns of an export, like the status, say nothing that a variable keeps.
			if (isOfTheRecord(name) && (hasMarked(name) || !columns.has(name))) unused.push(name);
			else columns.add(index, name, 'fileBinaryProperty', fail);
		});
	}
	return { ...found, variables: columns.all, newVariables: columns.fresh, unused };
}

function refuseSameNames(names: readonly string[], fail: Fail): void {
	const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
	if (twice !== undefined) {
		fail('fileBinaryProperty', `has two columns named '${twice}'. Give them different names`);
	}
}

/** Finds columns by what users call them. */
class Finder {
	constructor(
		readonly names: readonly string[],
		private readonly hasHeader: boolean,
		private readonly fail: Fail,
	) {}

	one(parameter: Parameter, wanted: string): number {
		const exact = this.hasHeader ? this.names.indexOf(wanted) : -1;
		if (exact !== -1) return exact;
		const found = this.hasHeader ? this.alike(wanted) : undefined;
		if (found !== undefined) return found;
		const number = /^\d+$/.test(wanted) ? Number(wanted) : 0;
		if (number >= 1 && number <= this.names.length) return number - 1;
		return this.fail(
			parameter,
			this.hasHeader
				? `names '${wanted}', and the file has the columns ${this.described()}`
				: `names '${wanted}', and a file without header has columns from 1 to ${this.names.length}`,
		);
	}

	/** The only one that is written like it. */
	alike(wanted: string): number | undefined {
		const found = this.names.flatMap((name, index) =>
			alike(name) === alike(wanted) ? [index] : [],
		);
		return found.length === 1 ? found[0] : undefined;
	}

	/** The one with the likeliest of these names; undefined where several are written like that. */
	byName(candidates: readonly string[]): number | undefined {
		if (!this.hasHeader) return undefined;
		const all = this.names.map(alike);
		const found = candidates.find((name) => all.includes(alike(name)));
		return found === undefined ? undefined : this.alike(found);
	}

	described(): string {
		return named(this.names.map((name, index) => name || `${index + 1} (without a name)`));
	}
}

function addressColumn(find: Finder, rows: ReadonlyArray<readonly string[]>, fail: Fail): number {
	const byName = find.byName(EMAIL_NAMES);
	if (byName !== undefined) return byName;
	const telling = rows.slice(0, ROWS_THAT_TELL);
	const byContent = find.names.flatMap((_, index) => {
		const addresses = telling.filter((cells) => checkedEmail(cells[index] ?? '') !== undefined);
		return telling.length > 0 && addresses.length >= ADDRESSES * telling.length ? [index] : [];
	});
	if (byContent.length === 1) return byContent[0];
	return fail(
		'emailColumn',
		byContent.length === 0
			? `is empty, and none of the columns holds addresses: ${find.described()}. Enter its name`
			: `is empty, and several columns hold addresses: ${named(byContent.map((index) => find.names[index]))}. Enter the name of one`,
	);
}

const VARIABLE_NAME = /^[\p{L}\p{M}\p{N}_-]{1,255}$/u;
const OTHER_SIGNS = /[^\p{L}\p{M}\p{N}_-]+/gu;

/** SendPulse's own, which are no variables. */
const isSystem = (name: string) => ['email', 'phone'].includes(alike(name));

/** Which variable a column becomes. */
class VariableColumns {
	readonly all: VariableColumn[] = [];

	readonly fresh: string[] = [];

	private readonly names: VariableNames;

	private readonly types: ReadonlyMap<string, VariableType>;

	constructor(known: readonly ListVariable[]) {
		this.names = new VariableNames(known.map(({ name }) => name));
		this.types = new Map(known.map(({ name, type }) => [name, type]));
	}

	/** Has the list a variable of that very name? */
	has(name: string): boolean {
		return this.names.has(name);
	}

	add(index: number, wanted: string, parameter: Parameter, fail: Fail): void {
		if (isSystem(wanted)) {
			fail(parameter, `can't take '${wanted}': Email Column and Phone Column are for that`);
		}
		const similar = this.names.has(wanted) ? [wanted] : this.names.alike(wanted);
		if (similar.length > 1) {
			fail(
				parameter,
				`has '${wanted}', which may be each of the mailing list's variables ${named(similar)}. Choose the columns, and map it to one of them`,
			);
		}
		const variable = similar[0] ?? this.newName(wanted, parameter, fail);
		if (this.all.some((one) => alike(one.variable) === alike(variable))) {
			fail(parameter, `has two columns for the variable '${variable}'. Choose one of them`);
		}
		this.all.push({ index, variable, type: this.types.get(variable) });
		if (similar.length === 0) this.fresh.push(variable);
	}

	/**
	 * SendPulse's names have letters, digits, _ and -. Those of columns have spaces and other signs as well; what is
	 * alike but for these is one variable, also when the file comes again.
	 */
	private newName(wanted: string, parameter: Parameter, fail: Fail): string {
		if (VARIABLE_NAME.test(wanted)) return wanted;
		const name = wanted
			.replace(OTHER_SIGNS, '_')
			.replace(/^_+|_+$/g, '')
			.slice(0, 255);
		if (name === '' || parameter === 'columnMap') {
			fail(
				parameter,
				`has '${wanted}', and the name of a variable has letters, digits, _ and - only`,
			);
		}
		return name;
	}
}
