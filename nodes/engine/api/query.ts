import { InputProblem } from './inputProblem';

type QueryValue = string | number;

/** Lists leave as `status[]=3&status[]=4`, objects as `route[UA]=national`. */
export type Query = Record<
	string,
	QueryValue | QueryValue[] | Record<string, QueryValue> | undefined
>;

/** Half of a surrogate pair has no UTF-8 form, and so no place in an address. */
export function encoded(part: QueryValue): string {
	const text = String(part);
	if (/\p{Cs}/u.test(text)) {
		throw new InputProblem(
			`SendPulse can't be asked for '${text}', which holds half of a character. Enter another value.`,
		);
	}
	return encodeURIComponent(text);
}

/**
 * Query string of a request, `?` included; undefined values are left out.
 *
 * @throws InputProblem for what no address can hold
 */
export function queryString(query: Query = {}): string {
	const pairs = Object.entries(query).flatMap(([key, value]) => {
		if (value === undefined) return [];
		if (Array.isArray(value)) {
			return value.map((element) => `${encoded(key)}[]=${encoded(element)}`);
		}
		if (typeof value === 'object') {
			return Object.entries(value).map(
				([name, element]) => `${encoded(key)}[${encoded(name)}]=${encoded(element)}`,
			);
		}
		return [`${encoded(key)}=${encoded(value)}`];
	});
	return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
