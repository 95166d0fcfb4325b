/** The middle one, or of an even number the upper of the two: a value that was measured. */
export const median = (values: number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
