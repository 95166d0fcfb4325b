import '../../quickWaits.mts';
import { answering, says } from '../../api.mts';
import { method, showsErrors } from './shown.mts';

const answer = says({
	tags: [
		{ id: 3, name: 'VIP', color: '#FF0000' },
		{ id: 15, name: 'New customers', color: '#00FF00' },
	],
	user_id: 7043663,
	version: '2.7.3',
});
const request = { method: 'GET', path: '/tags' };

describe('getTags', () => {
	const getTags = method('loadOptions', 'getTags');
	showsErrors('loadOptions', 'getTags');

	test('gives names, and IDs as numbers', async () => {
		const api = answering(answer);
		expect(await getTags()).toEqual([
			{ name: 'VIP', value: 3 },
			{ name: 'New customers', value: 15 },
		]);
		expect(api.requests).toEqual([request]);
	});
});

describe('searchTags', () => {
	const searchTags = method('listSearch', 'searchTags');
	showsErrors('listSearch', 'searchTags');

	test.each([
		[undefined, ['3', '15']],
		['vip', ['3']],
		['15', ['15']],
		['none', []],
	])('finds %j', async (filter, values) => {
		const api = answering(answer);
		const { results } = (await searchTags(filter)) as { results: Array<{ value: string }> };
		expect(results.map(({ value }) => value)).toEqual(values);
		expect(api.requests).toEqual([request]);
	});
});
