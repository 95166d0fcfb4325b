import { InputProblem } from '../api/inputProblem';
import { Decoder } from './decoder';
import { CsvReader, delimiterOf } from './reader';

/** What holds the bytes: a file of an input item, wherever n8n keeps it. */
interface Source {
	/** Its bytes in order, each time anew. */
	chunks(): AsyncIterable<Uint8Array>;
}

export interface CsvLine {
	/** Its place among the lines of the file, from 1 on; those that are empty count. */
	number: number;
	cells: string[];
	/** A quotation mark in it was never closed: it goes on to the end of the file. */
	isOpen: boolean;
	/** It looks like several: see {@link CsvReader.isTorn}. */
	isTorn: boolean;
}

/** A cell that is longer is none: a quotation mark was not closed, and what follows would be held as a whole. */
const LONGEST_CELL = 1_000_000;

/** By which spreadsheets are told what the delimiter is; Excel writes and reads it. */
const TOLD = /^sep=(.)(?:\r\n?|\n)/;

/** How archives (and so .xlsx and .ods) and the old files of Excel begin. */
const NO_TEXT = [
	[0x50, 0x4b, 0x03, 0x04],
	[0xd0, 0xcf, 0x11, 0xe0],
];

/** A CSV file of any size, read in pieces. */
export class CsvFile {
	private constructor(
		private readonly source: Source,
		private readonly encoding: string,
		readonly delimiter: string,
		/** Characters in front of the first line. */
		private readonly skipped: number,
		/** A spreadsheet, or another archive. */
		readonly isArchive: boolean,
	) {}

	/**
	 * @param encoding a label that TextDecoder knows, or `auto`
	 * @param delimiter a single character, or `auto`
	 */
	static async open(source: Source, encoding: string, delimiter: string): Promise<CsvFile> {
		const decoder = new Decoder(encoding);
		for await (const chunk of source.chunks()) {
			const isArchive = NO_TEXT.some((bytes) => bytes.every((byte, at) => byte === chunk[at]));
			const text = decoder.decode(chunk);
			const told = TOLD.exec(text);
			const skipped = told?.[0].length ?? 0;
			const own = delimiter === 'auto' ? (told?.[1] ?? delimiterOf(text)) : delimiter;
			// One is enough: it is hundreds of lines, or all there are.
			return new CsvFile(source, encoding, own, skipped, isArchive);
		}
		return new CsvFile(source, encoding, delimiter === 'auto' ? ',' : delimiter, 0, false);
	}

	/**
	 * All lines, as many at a time as a piece of the file has.
	 *
	 * @throws InputProblem for a cell without end
	 */
	async *lines(): AsyncGenerator<CsvLine[], void> {
		const decoder = new Decoder(this.encoding);
		const reader = new CsvReader(this.delimiter);
		let number = 0;
		let skip = this.skipped;
		const numbered = (rows: string[][], isOpen = false): CsvLine[] =>
			rows.map((cells) => ({ number: ++number, cells, isOpen, isTorn: reader.isTorn(cells) }));
		const read = (text: string) => {
			const rest = text.slice(skip);
			skip -= text.length - rest.length;
			return numbered(reader.read(rest));
		};
		for await (const chunk of this.source.chunks()) {
			const lines = read(decoder.decode(chunk));
			if (lines.length > 0) yield lines;
			if (reader.pending > LONGEST_CELL) {
				throw new InputProblem(
					`A cell behind line ${number.toLocaleString('en-US')} of the file is longer than ${LONGEST_CELL.toLocaleString('en-US')} characters. A quotation mark in it is not closed, or the delimiter or the encoding is another one.`,
				);
			}
		}
		const last = read(decoder.end());
		const { isQuoted } = reader;
		last.push(...numbered(reader.end(), isQuoted));
		if (last.length > 0) yield last;
	}
}
