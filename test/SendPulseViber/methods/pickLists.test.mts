import '../../quickWaits.mts';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, apiKey, says } from '../../api.mts';
import { callMethodOf } from '../../n8n.mts';
import { showsErrors } from '../../SendPulse/methods/shown.mts';
import { campaign, sender } from '../records.mts';

const callMethod = callMethodOf(ACTION_NODES.SendPulseViber);

const search = async (name: string, ...args: unknown[]) =>
	await callMethod('listSearch', name, apiKey(), {}, ...args);

describe('searchViberCampaigns', () => {
	test('with what tells equal names apart', async () => {
		const api = answering(
			says([campaign(), campaign({ id: 7, name: '', status: null, send_date: '' })]),
		);
		expect(await search('searchViberCampaigns')).toEqual({
			results: [
				{ name: 'Spring (send, 2017-06-23 08:54:01)', value: '90241' },
				{ name: 'Campaign 7', value: '7' },
			],
		});
		expect(api.requests.map(({ path }) => path)).toEqual(['/viber/task?limit=100&offset=0']);
	});

	showsErrors('listSearch', 'searchViberCampaigns', {}, callMethod);
});

describe('searchViberSenders', () => {
	test('with countries, and what is not verified', async () => {
		const api = answering(
			says([
				sender(),
				sender({ id: 2, name: 'Shop', countries: ['UA', 'KZ'], status: 'pending' }),
				{ id: 3, name: 'Bank', country: 'PL', status: 'verified' },
				{ id: 4, name: 'Bare' },
			]),
		);
		expect(await search('searchViberSenders')).toEqual({
			results: [
				{ name: 'Foxkids (UA)', value: '4501' },
				{ name: 'Shop (UA, KZ, pending)', value: '2' },
				{ name: 'Bank (PL)', value: '3' },
				{ name: 'Bare', value: '4' },
			],
		});
		expect(api.requests.map(({ path }) => path)).toEqual(['/viber/senders']);
	});

	showsErrors('listSearch', 'searchViberSenders', {}, callMethod);
});
