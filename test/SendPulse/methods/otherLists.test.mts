import '../../quickWaits.mts';
import { answering, answeringBy, says } from '../../api.mts';
import { method, showsErrors } from './shown.mts';

describe('getMailingLists', () => {
	const getMailingLists = method('loadOptions', 'getMailingLists');
	showsErrors('loadOptions', 'getMailingLists');

	test('gives all of them, beyond the first hundred', async () => {
		const all = Array.from({ length: 120 }, (_, index) => ({
			id: index + 1,
			name: `List ${index + 1}`,
			all_email_qty: index,
		}));
		answeringBy(({ path }) => {
			const [, limit, offset] = /\?limit=(\d+)&offset=(\d+)$/.exec(path) ?? [];
			return says(all.slice(Number(offset), Number(offset) + Number(limit)));
		});
		expect(await getMailingLists()).toEqual(
			all.map(({ id, name, all_email_qty }) => ({
				name,
				value: id,
				description: `${all_email_qty} contacts`,
			})),
		);
	});
});

describe('searchCampaigns', () => {
	const searchCampaigns = method('listSearch', 'searchCampaigns');
	showsErrors('listSearch', 'searchCampaigns');

	test('tells equal names apart by status and date', async () => {
		const api = answering(
			says([
				{ id: 1, name: 'Sale', status: 3, send_date: '2021-09-01 10:55:39' },
				{ id: 2, name: 'Sale', status: 26, send_date: null },
				{ id: 3, name: 'News', status: 0, send_date: '2021-09-02 10:55:39' },
			]),
		);
		expect(await searchCampaigns('sale')).toEqual({
			results: [
				{ name: 'Sale (Sent, 2021-09-01 10:55:39)', value: '1' },
				{ name: 'Sale (Draft)', value: '2' },
			],
		});
		expect(api.requests).toEqual([{ method: 'GET', path: '/campaigns?limit=100&offset=0' }]);
	});

	test('goes on where the token says', async () => {
		const api = answering(says([]));
		expect(await searchCampaigns('', '0:100')).toEqual({ results: [] });
		expect(api.requests).toEqual([{ method: 'GET', path: '/campaigns?limit=100&offset=100' }]);
	});
});

describe('searchTemplates', () => {
	const searchTemplates = method('listSearch', 'searchTemplates');
	showsErrors('listSearch', 'searchTemplates');

	const template = (id: number, name: string) => ({ id: 'f32', real_id: id, name, lang: 'en' });
	const asked = (owner: string, offset: number) => ({
		method: 'GET',
		path: `/templates?owner=${owner}&limit=100&offset=${offset}`,
	});

	test("the account's own ones first, then SendPulse's", async () => {
		const api = answeringBy(({ path }) =>
			says([path.includes('owner=me') ? template(1, 'Mine') : template(2, 'Theirs')]),
		);
		expect(await searchTemplates()).toEqual({
			results: [{ name: 'Mine [en]', value: '1' }],
			paginationToken: '1:0:0:',
		});
		expect(await searchTemplates('', '1:0')).toEqual({
			results: [{ name: 'Theirs (SendPulse) [en]', value: '2' }],
		});
		expect(api.requests).toEqual([asked('me', 0), asked('sendpulse', 0)]);
	});

	test('a search that finds nothing among the own ones looks at the others at once', async () => {
		const api = answeringBy(({ path }) =>
			says([path.includes('owner=me') ? template(1, 'Mine') : template(2, 'Webinar')]),
		);
		expect(await searchTemplates('webinar')).toEqual({
			results: [{ name: 'Webinar (SendPulse) [en]', value: '2' }],
		});
		expect(api.requests).toEqual([asked('me', 0), asked('sendpulse', 0)]);
	});

	test('the token says whose list goes on where', async () => {
		const many = Array.from({ length: 100 }, (_, index) => template(index, `T${index}`));
		const api = answering(says(many));
		const { results, paginationToken } = (await searchTemplates('', '1:100')) as {
			results: unknown[];
			paginationToken: string;
		};
		expect([results.length, paginationToken]).toEqual([100, '1:200:100:']);
		expect(api.requests).toEqual([asked('sendpulse', 100)]);
	});
});

describe('searchWebhooks', () => {
	const searchWebhooks = method('listSearch', 'searchWebhooks');
	showsErrors('listSearch', 'searchWebhooks');

	test('gives event and address', async () => {
		const url = 'https://site.com/callback';
		const api = answering(
			says({
				success: true,
				data: [
					{ id: 162242, user_id: 7043663, url, action: 'unsubscribe' },
					{ id: 162241, user_id: 7043663, url, action: 'something_new' },
				],
			}),
		);
		expect(await searchWebhooks()).toEqual({
			results: [
				{ name: `Contact Unsubscribed: ${url}`, value: '162242' },
				{ name: `something_new: ${url}`, value: '162241' },
			],
		});
		expect(api.requests).toEqual([{ method: 'GET', path: '/v2/email-service/webhook' }]);
	});
});
