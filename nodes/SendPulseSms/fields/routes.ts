import type { INodeProperties } from 'n8n-workflow';
import { shown, type Values } from '../../engine/parameters/parameters';

/** By country, in the API's form: `{ "UA": "national" }`. */
export type Route = Record<string, string>;

const TYPES = ['national', 'international'];

/** For the collection `options`. */
export const routes: INodeProperties = {
	displayName: 'Routes',
	name: 'routes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add route',
	default: {},
	description:
		'Which way messages take to a country. Without one SendPulse may take the international way, at six times the price, even if the sender name is registered for the national one. Get Cost tells what it makes.',
	options: [
		{
			displayName: 'Route',
			name: 'route',
			values: [
				{
					displayName: 'Country Code',
					name: 'countryCode',
					type: 'string',
					default: '',
					placeholder: 'e.g. UA',
					description: 'The two letters of the country (ISO 3166)',
				},
				{
					displayName: 'Route Type',
					name: 'routeType',
					type: 'options',
					options: [
						{ name: 'International', value: 'international' },
						{ name: 'National', value: 'national' },
					],
					default: 'national',
					description: 'The way that messages to this country take',
				},
			],
		},
	],
};

/** n8n gives a fixed collection as rows, also where their values are expressions. */
function rowsIn(options: Values): Array<{ countryCode?: unknown; routeType?: unknown }> {
	const { route } = options.object('routes');
	return Array.isArray(route) ? (route as unknown[]).map(Object) : [];
}

/**
 * The routes, if there are any.
 *
 * @throws InputProblem for what is no country, no route, and for a country that comes twice
 */
export function readRoutes(options: Values): { route?: Route } {
	if (!options.has('routes')) return {};
	const route = new Map<string, string>();
	for (const { countryCode: country, routeType: type } of rowsIn(options)) {
		const code = typeof country === 'string' ? country.trim().toUpperCase() : '';
		if (!/^[A-Z]{2}$/.test(code)) {
			options.fail(
				'routes',
				`needs the two letters of a country, like UA, not ${shown(country ?? '')}`,
			);
		}
		if (typeof type !== 'string' || !TYPES.includes(type)) {
			options.fail(
				'routes',
				`has to be ${TYPES.join(' or ')} for ${code}, not ${shown(type ?? '')}`,
			);
		}
		if (route.has(code)) options.fail('routes', `names ${code} twice. Remove one of them`);
		route.set(code, type as string);
	}
	if (route.size === 0) options.fail('routes', 'was added but is empty. Add a route, or remove it');
	return { route: Object.fromEntries(route) };
}
