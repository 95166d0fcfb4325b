/** CSV files that are read in pieces, and written, against a library that many use (csv-parse). */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { Decoder } from '../../../nodes/engine/csv/decoder';
import { CsvReader, delimiterOf } from '../../../nodes/engine/csv/reader';
import { csvRow } from '../../../nodes/engine/csv/writer';

/** Cut at these places, as far as they are within it. */
function pieces<T extends { length: number; slice(from: number, to: number): T }>(
	whole: T,
	cuts: number[],
): T[] {
	const at = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b);
	return [0, ...at].map((from, index) => whole.slice(from, at[index] ?? whole.length));
}

const cuts = fc.array(fc.nat(400), { maxLength: 12 });

function read(text: string, delimiter: string, at: number[] = []): string[][] {
	const reader = new CsvReader(delimiter);
	return [...pieces(text, at).flatMap((piece) => reader.read(piece)), ...reader.end()];
}

/** Whatever can make a difference, often. */
const cell = fc.array(
	fc.constantFrom(
		'a',
		'ü',
		'Київ',
		'😀',
		'"',
		'""',
		',',
		';',
		'\t',
		'|',
		'\n',
		'\r\n',
		' ',
		"'",
		'',
	),
	{ maxLength: 6 },
);
const table = fc.array(
	fc.array(fc.record({ text: cell.map((parts) => parts.join('')), quoted: fc.boolean() }), {
		minLength: 1,
		maxLength: 5,
	}),
	{ minLength: 1, maxLength: 8 },
);
const delimiters = fc.constantFrom(',', ';', '\t', '|');
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('reads what csv-parse reads, wherever its pieces end', () => {
	fc.assert(
		fc.property(
			table,
			delimiters,
			fc.constantFrom('\n', '\r\n', '\r'),
			fc.boolean(),
			cuts,
			(rows, delimiter, lineEnd, endsWithOne, at) => {
				const written = rows.map((cells) =>
					cells
						.map(({ text, quoted }) =>
							quoted || text.includes(delimiter) || /["\r\n]/.test(text) ? quote(text) : text,
						)
						.join(delimiter),
				);
				const text = written.join(lineEnd) + (endsWithOne ? lineEnd : '');
				const expected: unknown = parse(text, {
					delimiter,
					record_delimiter: lineEnd,
					relax_column_count: true,
					skip_empty_lines: false,
				});
				expect(read(text, delimiter, at)).toEqual(expected);
			},
		),
		{ numRuns: 2_000 },
	);
});

test.each<[string, string, string[][]]>([
	['a quotation mark inside a cell', 'a,5" disk\n', [['a', '5" disk']]],
	['text behind a closing one', '"a"b,c\n', [['ab', 'c']]],
	['one that is never closed', 'a,"b\nc,d\n', [['a', 'b\nc,d\n']]],
	['empty lines', 'a\n\nb', [['a'], [''], ['b']]],
	['nothing', '', []],
	['an empty cell at the end', 'a,', [['a', '']]],
	['quotation marks alone', '""', [['']]],
])('as spreadsheets do: %s', (_, text, rows) => {
	expect(read(text, ',')).toEqual(rows);
	expect(read(text, ',', [1, 2, 3, 4, 5])).toEqual(rows);
});

test('a quotation mark that is never closed is told', () => {
	const reader = new CsvReader(',');
	reader.read('a,"bcd');
	expect([reader.isQuoted, reader.pending]).toEqual([true, 3]);
});

test.each([
	['a,"b\nc,"d"\n', [true]],
	['a,"b\nc,"d"\ne,f\n', [true, false]],
	['a,"b""\nc"\n"a"b,c\na,"b\nc" \n', [false, false, false]],
])('a row that swallowed others is told: %j', (text, torn) => {
	const reader = new CsvReader(',');
	const rows = pieces(text, [3, 5, 8, 9]).flatMap((piece) => reader.read(piece));
	expect(rows.map((row) => reader.isTorn(row))).toEqual(torn);
});

test('writes what csv-parse reads back', () => {
	fc.assert(
		fc.property(table, delimiters, (rows, delimiter) => {
			const cells = rows.map((row) => row.map(({ text }) => text));
			const format = { delimiter, escapeFormulas: false };
			const text = cells.map((row) => csvRow(row, format)).join('');
			const options = { delimiter, record_delimiter: '\r\n', relax_column_count: true };
			expect(parse(text, options)).toEqual(cells);
			expect(read(text, delimiter)).toEqual(cells);
		}),
		{ numRuns: 1_000 },
	);
});

test.each<[unknown, string]>([
	['=1+1', "'=1+1"],
	['@SUM(A1)', "'@SUM(A1)"],
	['\t=1', `'\t=1`],
	['\r=1', `"'\r=1"`],
	['\n=1', `"'\n=1"`],
	[' =1+1', "' =1+1"],
	['＝1+1', "'＝1+1"],
	[' -5', '" -5"'],
	["-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"],
	['+foo@example.com', "'+foo@example.com"],
	['-12.5', '-12.5'],
	['+380632727700', '+380632727700'],
	[-5, '-5'],
	['Ann', 'Ann'],
	[null, ''],
	[undefined, ''],
	[{ a: 1 }, '"{""a"":1}"'],
])('%j is written as %j where formulas are escaped', (cell, written) => {
	expect(csvRow([cell, 'x'], { delimiter: ',', escapeFormulas: true })).toBe(`${written},x\r\n`);
});

describe('encodings', () => {
	const decoded = (bytes: Uint8Array, encoding: string, at: number[] = []) => {
		const decoder = new Decoder(encoding);
		return (
			pieces(bytes, at)
				.map((piece) => decoder.decode(piece))
				.join('') + decoder.end()
		);
	};
	/** By a table that Node.js has: what each byte means. */
	const encoded = (text: string, encoding: string) => {
		const byByte = new Map(
			Array.from({ length: 256 }, (_, byte) => [
				new TextDecoder(encoding).decode(Uint8Array.of(byte)),
				byte,
			]),
		);
		return Uint8Array.from([...text].map((letter) => byByte.get(letter) ?? 63));
	};

	test('UTF-8, whatever mark it has, and wherever its pieces end', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\uFEFF')),
				fc.boolean(),
				fc.constantFrom('auto', 'utf-8'),
				cuts,
				(text, marked, encoding, at) => {
					const bytes = new TextEncoder().encode((marked ? '\uFEFF' : '') + text);
					expect(decoded(bytes, encoding, at)).toBe(new TextDecoder().decode(bytes));
				},
			),
			{ numRuns: 1_000 },
		);
	});

	test.each([
		['utf-16le', 'auto', Buffer.from('\uFEFFMüller;Київ', 'utf16le'), 'Müller;Київ'],
		['utf-16le without a mark', 'utf-16le', Buffer.from('Müller;Київ', 'utf16le'), 'Müller;Київ'],
		['utf-16be', 'auto', Buffer.from('\uFEFFMüller', 'utf16le').swap16(), 'Müller'],
		['a mark against the choice', 'windows-1251', Buffer.from('\uFEFFКиїв'), 'Київ'],
		['windows-1251', 'windows-1251', encoded('Київ, ёлка', 'windows-1251'), 'Київ, ёлка'],
		[
			'windows-1252',
			'auto',
			Buffer.from('email;M\xFCller \x96 5 \x80', 'latin1'),
			'email;Müller – 5 €',
		],
		['ASCII', 'auto', Buffer.from('email'), 'email'],
		['one letter', 'auto', Buffer.from('a'), 'a'],
		['nothing', 'auto', Buffer.from(''), ''],
		['a single byte of windows-1252', 'auto', Uint8Array.of(0xfc), 'ü'],
	])('%s', (_, encoding, bytes, text) => {
		expect(decoded(bytes, encoding)).toBe(text);
		const everywhere = Array.from(bytes, (__, index) => index);
		expect(decoded(bytes, encoding, everywhere)).toBe(text);
	});

	test('what is UTF-8 so far and then is not stays visible', () => {
		const bytes = Buffer.concat([Buffer.from('Müller '), Buffer.from([0xfc]), Buffer.from(' x')]);
		expect(decoded(bytes, 'auto', [7])).toBe('Müller \uFFFD x');
	});
});

test.each([
	['email,name\na@x.org,"Ann, B."\n', ','],
	['email;name;city\na@x.org;Ann;Ulm, Baden\nb@x.org;Bob, Jr.;Bonn\n', ';'],
	['email\tname\na@x.org\tAnn\n', '\t'],
	['email|name\na@x.org|Ann\n', '|'],
	['email\na@x.org\nb@x.org\n', ','],
	['', ','],
	['"a;b",c\n"d;e",f\n', ','],
])('the delimiter of %j is %j', (text, delimiter) => {
	expect(delimiterOf(text)).toBe(delimiter);
});
