/** The records of a CSV file with a header line (RFC 4180). Lines without any text are no records. */
export function parseCsv(text: string): Array<Record<string, string>> {
	const [header = [], ...rows] = cells(text.replace(/^\uFEFF/, ''));
	return rows
		.filter((row) => row.length > 1 || row[0] !== '')
		.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])));
}

function cells(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	// A cell, quoted or plain, and what ends it.
	for (const [, quoted, plain = '', end] of text.matchAll(
		/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
	)) {
		row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		if (end === ',') continue;
		rows.push(row);
		row = [];
	}
	return rows;
}
