/** What importing a file must come to, counted from the file alone. */
export interface Expectation {
	rows: number;
	/** Rows whose address is none, by their number (the first is 1). */
	refused: Array<{ item: number; email: string }>;
	accepted: number;
	/** Different addresses among the accepted rows. */
	contacts: number;
	/** As few as the largest batch allows. */
	requests: number;
}

const BATCH_SIZE = 100;

/** One name, one @, a domain with a dot; the file's bad addresses are bad beyond dispute. */
const ADDRESS = /^[^\s@,;]+@[^\s@,;.]+(\.[^\s@,;.]+)+$/;

export function expectationOf(rows: ReadonlyArray<Record<string, string>>): Expectation {
	const refused: Expectation['refused'] = [];
	const addresses = new Set<string>();
	rows.forEach(({ email = '' }, index) => {
		const address = email.trim();
		if (ADDRESS.test(address)) addresses.add(address.toLowerCase());
		else refused.push({ item: index + 1, email: address });
	});
	return {
		rows: rows.length,
		refused,
		accepted: rows.length - refused.length,
		contacts: addresses.size,
		requests: Math.ceil(addresses.size / BATCH_SIZE),
	};
}
