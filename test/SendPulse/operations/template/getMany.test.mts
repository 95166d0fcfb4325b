import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, operation, refuses, says, silent } from '../../../api.mts';
import { listsPages } from '../../listing.mts';
import { givesWhatItShould, worksWithRetryOnFail, type Sample } from '../../suites.mts';
import { documentedTemplate, simplifiedTemplate } from './templates.mts';

const getMany = operation('template', 'getMany');
const sample: Sample = {
	operation: getMany,
	parameters: { filters: { owner: 'sendpulse' } },
	request: { method: 'GET', path: '/templates?owner=sendpulse&limit=50&offset=0' },
	answer: says([documentedTemplate]),
	output: [simplifiedTemplate],
};
const asked = (owner: string, limit = 50, offset = 0) => ({
	method: 'GET',
	path: `/templates?owner=${owner}&limit=${limit}&offset=${offset}`,
});

givesWhatItShould(sample);
worksWithRetryOnFail(sample);
listsPages({
	operation: getMany,
	parameters: { simplify: false, filters: { owner: 'me' } },
	path: '/templates',
	query: 'owner=me&',
	record: (number) => ({ id: `hash ${number}`, real_id: number }),
});

test('without Simplify all that SendPulse gives', async () => {
	answering(says([documentedTemplate]));
	const { json } = await getMany.run({ ...sample.parameters, simplify: false });
	expect(json).toEqual([documentedTemplate]);
});

describe('of all owners', () => {
	const templates = (owner: string, count: number, first = 1): IDataObject[] =>
		Array.from({ length: count }, (_, index) => ({
			id: `hash ${first + index}`,
			real_id: first + index,
			owner,
		}));

	/** SendPulse with these templates, in pages. */
	function having(own: IDataObject[], others: IDataObject[]) {
		return answeringBy(({ path }) => {
			const [, owner, limit, offset] = /owner=(\w+)&limit=(\d+)&offset=(\d+)$/.exec(path) ?? [];
			const all = owner === 'me' ? own : others;
			return says(all.slice(Number(offset), Number(offset) + Number(limit)));
		});
	}
	const all = async (more: IDataObject = {}) => await getMany.run({ simplify: false, ...more });

	test.each<[IDataObject]>([[{}], [{ filters: {} }], [{ filters: { owner: 'all' } }]])(
		'asks for both lists, and gives the own ones first: %j',
		async (parameters) => {
			const own = templates('you', 2);
			const others = templates('sendpulse', 3, 101);
			const api = having(own, others);
			const { items } = await all(parameters);
			expect(api.requests).toEqual([asked('me'), asked('sendpulse')]);
			expect(items).toEqual([...own, ...others].map((json) => ({ json, pairedItem: { item: 0 } })));
		},
	);

	test('asks for nobody else when the own ones are enough', async () => {
		const own = templates('you', 8);
		const api = having(own, templates('sendpulse', 3, 101));
		const { json } = await all({ limit: 8 });
		expect(api.requests).toEqual([asked('me', 8)]);
		expect(json).toEqual(own);
	});

	test('the limit counts both together', async () => {
		const own = templates('you', 3);
		const others = templates('sendpulse', 300, 101);
		having(own, others);
		const { json } = await all({ limit: 150 });
		expect(json).toEqual([...own, ...others.slice(0, 147)]);
	});

	test('Return All reads both to the end', async () => {
		const own = templates('you', 130);
		const others = templates('sendpulse', 220, 1001);
		const api = having(own, others);
		const { json } = await all({ returnAll: true, limit: 1 });
		expect(json).toEqual([...own, ...others]);
		expect(api.requests).toEqual(
			expect.arrayContaining([
				asked('me', 100, 0),
				asked('me', 100, 99),
				asked('sendpulse', 100, 0),
				asked('sendpulse', 100, 99),
				asked('sendpulse', 100, 198),
			]),
		);
	});

	test.each([
		['Return All', { returnAll: true }, 140],
		['a limit', { limit: 120 }, 120],
		['a small limit', { limit: 7 }, 7],
	])('gives no record twice where the lists overlap: %s', async (_, parameters, count) => {
		const own = templates('you', 5);
		// SendPulse's list holds the own ones.
		const others = templates('sendpulse', 135, 101);
		having(own, [...own, ...others]);
		const { json } = await all(parameters);
		expect(json).toEqual([...own, ...others].slice(0, count));
	});

	test('records without real_id are told apart by their text ID', async () => {
		const summary = (name: string) => ({ id: name, name });
		having([summary('a'), summary('b')], [summary('b'), summary('c')]);
		const { json } = await all();
		expect(json.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
	});

	test('a refusal of the second list is the outcome', async () => {
		answeringBy(({ path }) =>
			path.includes('owner=me')
				? says(templates('you', 2))
				: refuses(403, 800, 'Unauthorized action.'),
		);
		const { error, json } = await all();
		expect(error?.message).toContain('Unauthorized action.');
		expect(json).toEqual([]);
	});
});

test.each(['en', 'pt', 'ru', 'es', 'tr', 'ua'])('in the language %s', async (language) => {
	const api = answering(says([documentedTemplate]), says([]));
	await getMany.run({ filters: { language } });
	expect(api.requests).toEqual([
		{ method: 'GET', path: `/templates/${language}?owner=me&limit=50&offset=0` },
		{ method: 'GET', path: `/templates/${language}?owner=sendpulse&limit=50&offset=0` },
	]);
});

test.each<[IDataObject, string]>([
	[{ owner: '={{ "you" }}' }, "'Owner' has to be one of all, me, sendpulse, not 'you'."],
	[{ language: '={{ "de" }}' }, "'Language' has to be one of en, pt, ru, es, tr, ua, not 'de'."],
])('refuses %j before anything is sent', async (filters, text) => {
	const api = silent();
	const { error } = await getMany.run({ filters });
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});
