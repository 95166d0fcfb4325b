const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** Where the next character falls. */
const enum At {
	/** Where a cell begins: a quotation mark counts only here. */
	beginning,
	plain,
	quoted,
	/** Behind a quotation mark inside quotation marks: the end of them, or the first half of a doubled one. */
	quote,
}

/**
 * Rows of a CSV file (RFC 4180) out of text that comes in pieces, which may end anywhere. Lines end with LF, CR LF
 * or CR. As spreadsheets do, it takes a quotation mark inside a cell that does not begin with one as it is, and
 * keeps what stands behind a closing one.
 */
export class CsvReader {
	private state = At.beginning;

	/** What came of the cell in pieces before. */
	private cell = '';

	private cells: string[] = [];

	/** The last character ended a line by CR: an LF behind it belongs to it. */
	private afterReturn = false;

	/** In the row that is being read text follows a closing quotation mark, behind a line break. */
	private torn = false;

	private readonly tornRows = new WeakSet<string[]>();

	private readonly delimiter: number;

	/** @param delimiter a single character */
	constructor(delimiter: string) {
		this.delimiter = delimiter.charCodeAt(0);
	}

	/** The rows that end in this piece. */
	read(text: string): string[][] {
		const { delimiter } = this;
		const rows: string[][] = [];
		let from = 0;
		const take = (to: number) => {
			if (to > from) this.cell += text.slice(from, to);
			from = to + 1;
		};
		for (let at = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (this.afterReturn) {
				this.afterReturn = false;
				if (code === LINE_FEED) {
					from = at + 1;
					continue;
				}
			}
			if (this.state === At.quoted) {
				const closing = code === QUOTE ? at : text.indexOf('"', at);
				at = closing === -1 ? text.length : closing;
				take(at);
				if (closing !== -1) this.state = At.quote;
			} else if (code === QUOTE && this.state === At.quote) {
				this.state = At.quoted;
				this.cell += '"';
				from = at + 1;
			} else if (code === QUOTE && this.state === At.beginning) {
				this.state = At.quoted;
				from = at + 1;
			} else if (code === delimiter) {
				take(at);
				this.endCell();
			} else if (code === LINE_FEED || code === CARRIAGE_RETURN) {
				take(at);
				rows.push(this.endRow());
				this.afterReturn = code === CARRIAGE_RETURN;
			} else {
				if (this.state === At.quote && code > SPACE && /[\r\n]/.test(this.cell)) this.torn = true;
				this.state = At.plain;
			}
		}
		take(text.length);
		return rows;
	}

	/** The last row, if no line break ended it. */
	end(): string[][] {
		return this.isAtBeginning ? [] : [this.endRow()];
	}

	/** Whether the cell that is being read is inside quotation marks. */
	get isQuoted(): boolean {
		return this.state === At.quoted;
	}

	/**
	 * Whether a row looks like several: a quotation mark was not closed, and the first one of a later line was taken
	 * for its end.
	 */
	isTorn(row: string[]): boolean {
		return this.tornRows.has(row);
	}

	/** How long the cell is that is being read: what is never closed goes on to the end of the file. */
	get pending(): number {
		return this.cell.length;
	}

	private get isAtBeginning(): boolean {
		return this.state === At.beginning && this.cells.length === 0;
	}

	private endCell(): void {
		this.cells.push(this.cell);
		this.cell = '';
		this.state = At.beginning;
	}

	private endRow(): string[] {
		this.endCell();
		const { cells } = this;
		if (this.torn) this.tornRows.add(cells);
		this.torn = false;
		this.cells = [];
		return cells;
	}
}

const DELIMITERS = [',', ';', '\t', '|'];

/** Rows that tell a delimiter. */
const ROWS_THAT_TELL = 20;

/**
 * The delimiter of a file by how it begins: the one that divides most rows into as many cells as the first. A comma
 * where none divides anything, as in a file of a single column.
 */
export function delimiterOf(text: string): string {
	let best = { delimiter: ',', rows: 0, cells: 1 };
	for (const delimiter of DELIMITERS) {
		const rows = new CsvReader(delimiter)
			.read(text)
			.filter((cells) => cells.length > 1 || cells[0] !== '')
			.slice(0, ROWS_THAT_TELL);
		const cells = rows[0]?.length ?? 1;
		if (cells === 1) continue;
		const alike = rows.filter(({ length }) => length === cells).length;
		if (alike > best.rows || (alike === best.rows && cells > best.cells)) {
			best = { delimiter, rows: alike, cells };
		}
	}
	return best.delimiter;
}
