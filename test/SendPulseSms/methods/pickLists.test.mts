import '../../quickWaits.mts';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, answeringBy, apiKey, says } from '../../api.mts';
import { callMethodOf } from '../../n8n.mts';
import { showsErrors } from '../../SendPulse/methods/shown.mts';
import { gives } from '../records.mts';

const callMethod = callMethodOf(ACTION_NODES.SendPulseSms);

const search = async (name: string, ...args: unknown[]) =>
	await callMethod('listSearch', name, apiKey(), {}, ...args);

describe('searchSmsCampaigns', () => {
	const rows = [
		{ id: 15, address_book_id: 7, send_date: '2017-01-18 08:15:18', sender_mail_name: 'AFK' },
		{ id: 16, address_book_id: 0, send_date: '2017-01-19 08:15:18', sender_mail_name: '' },
	];
	const first = { name: '15 (2017-01-18 08:15:18, AFK, list 7)', value: '15' };
	const second = { name: '16 (2017-01-19 08:15:18, phone numbers)', value: '16' };

	test('all at once, with what tells them apart', async () => {
		const api = answering(gives(rows));
		expect(await search('searchSmsCampaigns')).toEqual({ results: [first, second] });
		expect(api.requests.map(({ path }) => path)).toEqual(['/sms/campaigns/list']);
	});

	test.each([
		['afk', [first]],
		['16', [second]],
		['2017-01', [first, second]],
		['2018', []],
	])('those that hold %j', async (typed, results) => {
		answeringBy(() => gives(rows));
		expect(await search('searchSmsCampaigns', typed)).toEqual({ results });
	});

	showsErrors('listSearch', 'searchSmsCampaigns', {}, callMethod);
});

describe('searchSmsSenders', () => {
	const rows = [
		{ id: 1, sender: 'Shop', country: 'Ukraine', country_code: 'UA', status: 1 },
		{ id: 2, sender: 'Shop', country: 'Ukraine', country_code: 'UA', status: 1 },
		{
			id: 3,
			sender: 'Shop',
			country: 'Kazakhstan',
			country_code: 'KZ',
			status: 2,
			status_explain: 'Rejected',
		},
		{ id: 4, sender: 'Bank', country: 'Poland', status: 0, status_explain: 'On moderation' },
	];

	test('each name once, with its countries', async () => {
		const api = answering(says(rows));
		expect(await search('searchSmsSenders')).toEqual({
			results: [
				{ name: 'Shop (UA, KZ: Rejected)', value: 'Shop' },
				{ name: 'Bank (Poland: On moderation)', value: 'Bank' },
			],
		});
		expect(api.requests.map(({ path }) => path)).toEqual(['/sms/senders']);
	});

	test('those that hold what was typed', async () => {
		answering(says(rows));
		expect(await search('searchSmsSenders', 'poland')).toMatchObject({
			results: [{ value: 'Bank' }],
		});
	});

	showsErrors('listSearch', 'searchSmsSenders', {}, callMethod);
});

test('searchMailingLists', async () => {
	answering(says([{ id: 5, name: 'Customers', all_email_qty: 3 }]));
	expect(await search('searchMailingLists')).toMatchObject({ results: [{ value: '5' }] });
});
