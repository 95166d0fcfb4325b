/**
 * What a spreadsheet would take for a formula (OWASP, CSV Injection): also behind white space, which some of them
 * cut off, and in the wide signs of East Asian keyboards.
 */
const FORMULA = /^(?:[\t\r\n]|\s*[=@+\-＝＠＋－])/;
/** A sign in front of a number is no formula; a phone number is one in this sense. */
const NUMBER = /^[+-]\d+(?:[.,]\d+)*$/;

export interface CsvFormat {
	delimiter: string;
	/** Puts an apostrophe before text that a spreadsheet would calculate: names from a form can be commands. */
	escapeFormulas: boolean;
}

/** A row of a CSV file (RFC 4180), its line break included. */
export function csvRow(
	cells: readonly unknown[],
	{ delimiter, escapeFormulas }: CsvFormat,
): string {
	const needsQuotes = (text: string) => /["\r\n]|^\s|\s$/.test(text) || text.includes(delimiter);
	const written = cells.map((cell) => {
		const plain = textOf(cell);
		const text =
			escapeFormulas && typeof cell === 'string' && isFormula(plain) ? `'${plain}` : plain;
		return needsQuotes(text) ? `"${text.replace(/"/g, '""')}"` : text;
	});
	// A line with nothing in it would be none.
	return `${written.length === 1 && written[0] === '' ? '""' : written.join(delimiter)}\r\n`;
}

const isFormula = (text: string) => FORMULA.test(text) && !NUMBER.test(text.trim());

function textOf(cell: unknown): string {
	if (cell === undefined || cell === null) return '';
	return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
