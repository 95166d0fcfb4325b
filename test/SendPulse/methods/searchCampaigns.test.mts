import '../../quickWaits.mts';
import { answering, answeringBy, says } from '../../api.mts';
import { method } from './shown.mts';

const search = method('listSearch', 'searchCampaigns');
const page = (offset: number) => ({ method: 'GET', path: `/campaigns?limit=100&offset=${offset}` });

test.each([
	[{ id: 1, name: '', status: 26 }, 'Campaign 1 (Draft)'],
	[
		{ id: 1, status: 3, send_date: '2021-09-01 10:55:39' },
		'Campaign 1 (Sent, 2021-09-01 10:55:39)',
	],
	[{ id: 1, name: 'Sale', status: 99, send_date: null }, 'Sale'],
	[{ id: 1, name: 'Sale', status: '3' }, 'Sale (Sent)'],
])('shows %j as %s', async (campaign, name) => {
	answering(says([campaign]));
	expect(await search()).toEqual({ results: [{ name, value: '1' }] });
});

test('shows none of SMS or Viber', async () => {
	answering(
		says([
			{ id: 1, name: 'SMS', is_sms: true, is_viber: false },
			{ id: 2, name: 'E-mail', is_sms: false, is_viber: false },
			{ id: 3, name: 'Viber', is_sms: false, is_viber: true },
		]),
	);
	expect(await search()).toEqual({ results: [{ name: 'E-mail', value: '2' }] });
});

test('finds what lies beyond the first hundred, and says where to go on', async () => {
	const all = Array.from({ length: 330 }, (_, index) => ({
		id: index + 1,
		name: index === 204 ? 'Needle' : `Hay ${index + 1}`,
		status: 3,
	}));
	const api = answeringBy(({ path }) => {
		const offset = Number(/offset=(\d+)$/.exec(path)?.[1]);
		return says(all.slice(offset, offset + 100));
	});
	expect(await search('needle')).toEqual({
		results: [{ name: 'Needle (Sent)', value: '205' }],
		paginationToken: '0:300:100:1',
	});
	expect(api.requests).toEqual([page(0), page(100), page(200)]);
	expect(await search('needle', '0:300:100:1')).toEqual({ results: [] });
});

test.each([
	['15', ['15']],
	['draft', ['2']],
	['2021-09', ['15']],
])('finds %j by ID, status or date', async (filter, values) => {
	answering(
		says([
			{ id: 15, name: 'One', status: 3, send_date: '2021-09-01 10:55:39' },
			{ id: 2, name: 'Two', status: 26 },
		]),
	);
	const { results } = (await search(filter)) as { results: Array<{ value: string }> };
	expect(results.map(({ value }) => value)).toEqual(values);
});
