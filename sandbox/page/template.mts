import { Eta } from 'eta';

const eta = new Eta({ autoEscape: true });

/**
 * Makes a function that fills in a template. Whatever `<%= %>` puts in is escaped: contacts are named by whoever
 * subscribes. Only HTML that a template made itself may come in through `<%~ %>`.
 */
export function template<Data extends object>(source: string): (data: Data) => string {
	const filled = eta.compile(source);
	return (data) => filled.call(eta, data);
}
