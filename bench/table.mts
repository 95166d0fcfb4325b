const NUMBER = /^(–|-?[\d.,]+( (ms|s|KB|MB|at most))?)$/;

/** A table as Markdown, its columns aligned so that it reads well in a terminal, too. Numbers go to the right. */
export function table(head: string[], rows: string[][]): string {
	const widths = head.map((title, column) =>
		Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const right = head.map((_, column) => rows.every((row) => NUMBER.test(row[column] ?? '')));
	const line = (cells: string[]) =>
		`| ${cells
			.map((cell, column) =>
				right[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
			)
			.join(' | ')} |`;
	const rule = widths.map((width, column) =>
		right[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
	);
	return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

export const whole = (value: number) => Math.round(value).toLocaleString('en-US');
export const seconds = (value: number) => `${value.toFixed(1)} s`;
export const ratio = (value: number) => value.toFixed(2);
/** Milliseconds, of what is given in seconds. */
export const milliseconds = (value: number) => `${(value * 1_000).toFixed(2)} ms`;
export const kilobytes = (value: number) => `${(value / 1_024).toFixed(2)} KB`;
export const megabytes = (value: number) => `${(value / 1_024 ** 2).toFixed(1)} MB`;

/** The cell of a column "target": which of them were missed. */
export const verdict = (targets: Record<string, boolean>) => {
	const missed = Object.keys(targets).filter((target) => !targets[target]);
	return missed.length === 0 ? 'met' : `missed: ${missed.join(', ')}`;
};
