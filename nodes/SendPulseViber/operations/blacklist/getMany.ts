import { listing } from '../../../engine/run/operation';
import { get, numbersIn } from './phoneExceptions';

/** Viber API, "Get a list of contacts in the blacklist". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many blacklisted phone numbers',
		description: 'Get many phone numbers of the blacklist',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get``,
	identify: ({ phone }) => phone,
	records: numbersIn,
});
