import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../../engine/api/inputProblem';
import { lasting } from '../../../engine/api/waiting';
import type { CsvFile, CsvLine } from '../../../engine/csv/file';
import { UNREADABLE } from '../../../engine/csv/decoder';
import { csvRow } from '../../../engine/csv/writer';
import { checkedEmail, sameAddress } from '../../../engine/parameters/email';
import type { Hint } from '../../../engine/parameters/hints';
import { shown } from '../../../engine/parameters/parameters';
import { withFile } from '../../../engine/run/files';
import type { Records } from '../../../engine/run/operation';
import { count } from '../../../engine/run/progress';
import { typedValue, type ValueFormats, type VariableValue } from '../../../fields/typedValues';
import { named } from '../../../fields/variableNames';
import { REJECTED_COLUMNS, type Columns } from './importColumns';
import { SeenTexts } from './seenTexts';

/** What is to be imported, and how. */
export interface ImportWanted {
	mailingListId: number;
	fileName: string;
	csv: CsvFile;
	columns: Columns;
	formats: ValueFormats;
	/** Goes on without a value that its variable does not take. */
	leavesOut: boolean;
	maxRejectedPercent: number;
	outputField: string;
	/** From 1 on, without that of the names. */
	startRow: number;
	checkFirst: boolean;
	/** The part of a request that all contacts share. */
	shared: IDataObject;
	/** @throws InputProblem for what is no phone number */
	phoneOf(column: string, text: string): string;
}

/** A row of the file, as it leaves. */
export interface Row {
	number: number;
	/** As they stand in the file. */
	cells: string[];
	email: string;
	variables: Record<string, VariableValue>;
}

/** So many rows that SendPulse refuses, and none that it takes, are no matter of single rows. */
const REFUSED_AT_FIRST = 50;

/** Of fewer rows a share says nothing. */
const ROWS_THAT_TELL = 1_000;

const SAMPLE = 3;

const some = (number: number, one: string, several: string) =>
	`${count(number)} ${number === 1 ? one : several}`;

/** Numbers of rows in a message. */
const MOST_NAMED = 10;

/**
 * What is wrong with a row, in words; undefined for one that is like its file.
 *
 * @param most columns that the file has
 */
export function wrongWith({ cells, isOpen, isTorn }: CsvLine, most: number): string | undefined {
	if (isOpen) return 'A quotation mark in it is not closed before the end of the file.';
	// Taken as it is, it would swallow the contacts of the lines behind it.
	if (isTorn) return 'A quotation mark in it is not closed, so that it goes on over several lines.';
	if (cells.length > most && cells.slice(most).some((cell) => cell.trim() !== '')) {
		return `It has ${cells.length} cells, and the file ${most} columns: there may be a delimiter in a cell.`;
	}
	if (cells.some((cell) => cell.includes(UNREADABLE))) {
		return "It has letters that can't be read. Choose the Encoding under Options.";
	}
	return undefined;
}

/** What is wrong with an address, in words. */
export const noAddress = (cell: string) =>
	cell.trim() === ''
		? 'It has no e-mail address.'
		: `It has no e-mail address, but ${shown(cell)}.`;

export const isBlank = ({ cells }: CsvLine) => cells.every((cell) => cell.trim() === '');

/**
 * One file on its way into a mailing list: its rows one after the other, and what became of them. Held are the rows
 * that are on their way, and of the others what tells an address that comes again.
 */
export class FileImport {
	/** Requests to SendPulse. */
	requests = 0;

	private rows = 0;

	private imported = 0;

	private duplicates = 0;

	private rejected = 0;

	private refused = 0;

	private skipped = 0;

	private lastRow: number;

	/** Numbers of rows without an outcome, in their order. */
	private readonly open = new Set<number>();

	private readonly seen = new SeenTexts();

	private readonly rejectedRows: Buffer[] = [];

	/** The numbers of those. */
	private readonly without: number[] = [];

	private readonly sample: IDataObject[] = [];

	private readonly began = lasting();

	private leftOut = 0;

	private firstLeftOut = '';

	constructor(private readonly wanted: ImportWanted) {
		this.lastRow = wanted.startRow - 1;
	}

	/**
	 * The rows that can be used, one after the other. Others are rejected on the way.
	 *
	 * @throws InputProblem once too many were
	 */
	async *usable(): AsyncGenerator<Row, void> {
		const { csv, columns, startRow } = this.wanted;
		let last = 0;
		for await (const lines of csv.lines()) {
			for (const line of lines) {
				const number = columns.hasHeader ? line.number - 1 : line.number;
				last = number;
				if (number < startRow || number === 0) continue;
				this.lastRow = number;
				if (isBlank(line)) continue;
				this.rows++;
				const row = this.read(line, number);
				if (!row) continue;
				this.open.add(number);
				yield row;
			}
		}
		if (last < startRow && startRow > 1) {
			throw new InputProblem(
				`'Start Row' is ${count(startRow)}, and the file '${this.wanted.fileName}' has ${count(last)} rows.`,
			);
		}
	}

	private read(line: CsvLine, number: number): Row | undefined {
		const { cells } = line;
		try {
			const wrong = wrongWith(line, this.wanted.columns.count);
			if (wrong) throw new InputProblem(wrong);
			const cell = cells[this.wanted.columns.email] ?? '';
			const email = checkedEmail(cell);
			if (email === undefined) throw new InputProblem(noAddress(cell));
			return { number, cells, email, variables: this.variablesOf(cells, number) };
		} catch (error) {
			return this.unusable({ number, cells }, error);
		}
	}

	private unusable(row: Pick<Row, 'number' | 'cells'>, error: unknown): undefined {
		if (!(error instanceof InputProblem)) throw error;
		this.reject(row, error.message);
	}

	private variablesOf(cells: readonly string[], number: number): Record<string, VariableValue> {
		const { columns, formats, phoneOf } = this.wanted;
		const values: Array<[string, VariableValue]> = [];
		const take = (
			name: string,
			index: number,
			read: (cell: string) => VariableValue | undefined,
		) => {
			const cell = cells[index] ?? '';
			// As when adding: what is empty changes nothing.
			if (cell.trim() === '') return;
			const value = this.tried(name, cell, number, () => read(cell));
			if (value !== undefined) values.push([name, value]);
		};
		for (const { index, variable, type } of columns.variables) {
			take(variable, index, (cell) => typedValue(variable, cell, type, formats));
		}
		if (columns.phone !== undefined) {
			// The system variable for the phone number (Bulk Email Service API, "Add emails").
			take('Phone', columns.phone, (cell) => phoneOf(columns.names[columns.phone!], cell));
		}
		return Object.fromEntries(values);
	}

	private tried<T>(name: string, cell: string, number: number, read: () => T): T | undefined {
		try {
			return read();
		} catch (error) {
			return this.leaveOut(`${shown(cell)} for '${name}' (row ${count(number)})`, error);
		}
	}

	private leaveOut(what: string, error: unknown): undefined {
		if (!this.wanted.leavesOut || !(error instanceof InputProblem)) throw error;
		if (this.leftOut++ === 0) this.firstLeftOut = what;
	}

	/** SendPulse has taken it, or would. */
	done({ number, email, variables }: Row): void {
		this.open.delete(number);
		if (this.seen.add(sameAddress(email))) this.imported++;
		else this.duplicates++;
		if (this.sample.length < SAMPLE) this.sample.push({ email, variables });
	}

	/**
	 * It goes into the file of rejected rows.
	 *
	 * @throws InputProblem where it is one too many
	 */
	reject({ number, cells }: Pick<Row, 'number' | 'cells'>, reason: string): void {
		this.keep(number, cells, reason);
		this.rejected++;
		const { maxRejectedPercent } = this.wanted;
		const most = (maxRejectedPercent / 100) * Math.max(this.rows, ROWS_THAT_TELL);
		if (this.rejected <= most) return;
		throw new InputProblem(
			`${count(this.rejected)} of ${count(this.rows)} rows so far can not be used, more than 'Most Rejected in Percent' allows (${maxRejectedPercent} %). The last one is row ${count(number)}: ${reason}`,
		);
	}

	/** Likewise one that SendPulse does not take. */
	refuse(row: Row, reason: string): void {
		this.reject(row, reason);
		this.refused++;
		if (this.refused < REFUSED_AT_FIRST || this.imported > 0) return;
		throw new InputProblem(
			`SendPulse refused each of the first ${count(this.refused)} rows. The last one is row ${count(row.number)}: ${reason}`,
		);
	}

	/** Likewise somebody who must not be written to: no fault of the file's. */
	skip({ number, cells }: Row, reason: string): void {
		this.keep(number, cells, reason);
		this.skipped++;
	}

	private keep(number: number, cells: readonly string[], reason: string): void {
		this.open.delete(number);
		this.without.push(number);
		const { columns } = this.wanted;
		const filled = [...cells, ...Array.from({ length: columns.count - cells.length }, () => '')];
		this.rejectedRows.push(this.written([...filled, number, reason]));
	}

	private written(cells: unknown[]): Buffer {
		const { delimiter } = this.wanted.csv;
		// They are there to be put right and imported again: as they were.
		return Buffer.from(csvRow(cells, { delimiter, escapeFormulas: false }));
	}

	/** The last row before which all have an outcome. */
	private get settledUpTo(): number {
		for (const first of this.open) return first - 1;
		return this.lastRow;
	}

	/**
	 * How far it came, should it break off. What was rejected is named, for there is no file of it then.
	 *
	 * @param isOneOfMany whether other files come with it, whose rows Start Row would skip as well
	 * @param isUnclear whether an answer was lost: the rows of its request may have been imported
	 */
	byThen(isOneOfMany = false, isUnclear = false): string {
		const { settledUpTo, imported, wanted } = this;
		const of = isOneOfMany ? ` of '${this.wanted.fileName}'` : '';
		const alone = isOneOfMany ? ' for this file alone' : '';
		if (imported === 0 && !isUnclear) return `no row${of} had been imported`;
		if (imported === 0) {
			return `it was not clear whether any row${of} had been imported. Running it again does no harm; do so with Start Row ${count(wanted.startRow)}${alone}`;
		}
		const without = this.without.filter((number) => number <= settledUpTo);
		const named = without.slice(0, MOST_NAMED).map(count).join('; ');
		const but =
			without.length === 0
				? ''
				: `, but for ${count(without.length)} that can not be used (${named}${without.length > MOST_NAMED ? '; …' : ''})`;
		return settledUpTo < this.wanted.startRow
			? `a part of the rows${of} had been imported; run it again with Start Row ${count(this.wanted.startRow)}${alone}`
			: `rows up to ${count(settledUpTo)}${of} had been imported${but}; run it again with Start Row ${count(settledUpTo + 1)}${alone}`;
	}

	/** How far it is, for the log. */
	state(): string {
		return `${count(this.rows)} rows read, ${count(this.imported + this.duplicates)} imported, ${count(this.rejected + this.skipped)} left out`;
	}

	/** The output of the item. */
	output(preview: boolean): Records {
		const { mailingListId, fileName, startRow, columns, checkFirst, outputField } = this.wanted;
		const used = columns.variables.map(({ index, variable }) => ({
			column: columns.names[index],
			variable,
		}));
		const { email, phone, names } = columns;
		const record = {
			...(preview ? { preview: true } : {}),
			mailingListId,
			fileName,
			rows: this.rows,
			imported: this.imported,
			rejected: this.rejected,
			...(checkFirst ? { skipped: this.skipped } : {}),
			duplicates: this.duplicates,
			startRow,
			lastRow: this.lastRow,
			columns: [
				{ column: names[email], variable: 'email' },
				...(phone === undefined ? [] : [{ column: names[phone], variable: 'Phone' }]),
				...used,
			],
			newVariables: columns.newVariables,
			requests: this.requests,
			seconds: Math.round((lasting() - this.began) / 100) / 10,
			...(preview ? { sample: this.sample } : {}),
		};
		const { rejectedRows } = this;
		if (rejectedRows.length === 0) return record;
		const heading = columns.hasHeader ? [this.written([...names, ...REJECTED_COLUMNS])] : [];
		return withFile(record, outputField, {
			content: Buffer.concat([Buffer.from('\uFEFF'), ...heading, ...rejectedRows]),
			name: `${fileName.replace(/\.[^.]*$/, '')} (rejected).csv`,
			mimeType: 'text/csv',
		});
	}

	/** What there is to say beside it. */
	hints(preview: boolean): Hint[] {
		const { imported, rejected, skipped, duplicates, leftOut, firstLeftOut } = this;
		const { fileName, outputField, columns } = this.wanted;
		const left = rejected + skipped;
		const contacts = some(imported, 'contact', 'contacts');
		const requests = some(this.requests, 'request', 'requests');
		const result = [
			`${fileName}: ${contacts} ${preview ? 'would be imported' : `imported in ${requests}`}`,
			...(duplicates > 0
				? [`${some(duplicates, 'row more was', 'rows more were')} of the same addresses`]
				: []),
			...(left > 0
				? [`${some(left, 'row was', 'rows were')} left out: see the file in '${outputField}'`]
				: []),
		];
		return [
			{ type: left > 0 ? 'warning' : 'info', message: result.join('; ') },
			...(leftOut > 0
				? [
						{
							type: 'warning' as const,
							message: `${some(leftOut, 'value was', 'values were')} left out, because their variables do not take them, the first: ${firstLeftOut}`,
						},
					]
				: []),
			...(columns.unused.length > 0
				? [
						{
							type: 'info' as const,
							message: `Not used: ${named(columns.unused)} (the mailing list has no such variable)`,
						},
					]
				: []),
		];
	}
}
