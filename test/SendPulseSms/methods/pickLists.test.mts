import '../../quickWaits.mts';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, answeringBy, apiKey } from '../../api.mts';
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
