import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { ACTION_NODES } from '../../actionNodes.mts';
import { answering, apiKey, locator, says, silent } from '../../api.mts';
import { callMethodOf } from '../../n8n.mts';
import { showsErrors } from '../../SendPulse/methods/shown.mts';
import { campaign, WEBSITE } from '../records.mts';

const callMethod = callMethodOf(ACTION_NODES.SendPulsePush);

const search = async (name: string) => await callMethod('listSearch', name, apiKey(), {});

test('websites, by their addresses', async () => {
	const api = answering(
		says([
			{ id: WEBSITE, url: 'https://example.com' },
			{ id: 7, url: '' },
		]),
	);
	expect(await search('searchWebsites')).toEqual({
		results: [
			{ name: 'https://example.com', value: '4512' },
			{ name: 'Website 7', value: '7' },
		],
	});
	expect(api.requests.map(({ path }) => path)).toEqual(['/push/websites?limit=100&offset=0']);
});

test('push campaigns, with what tells equal titles apart', async () => {
	const api = answering(says([campaign(), campaign({ id: 7, title: '', from: null })]));
	expect(await search('searchPushCampaigns')).toEqual({
		results: [
			{ name: 'Roses (2025-09-09 13:00:00)', value: '36704' },
			{ name: 'Campaign 7', value: '7' },
		],
	});
	expect(api.requests.map(({ path }) => path)).toEqual(['/push/tasks?limit=100&offset=0']);
});

describe('variables of the website that is picked', () => {
	const variables = async (websiteId: IDataObject) =>
		await callMethod('loadOptions', 'getWebsiteVariables', apiKey(), { websiteId });

	test('with their types', async () => {
		const api = answering(
			says([
				{ id: 1, name: 'interest', type: 'string' },
				{ id: 2, name: 'visits' },
			]),
		);
		expect(await variables(locator(String(WEBSITE)))).toEqual([
			{ name: 'interest', value: 'interest', description: 'Type: string' },
			{ name: 'visits', value: 'visits', description: undefined },
		]);
		expect(api.requests.map(({ path }) => path)).toEqual([`/push/websites/${WEBSITE}/variables`]);
	});

	test('none as long as none is', async () => {
		silent();
		expect(await variables(locator(''))).toEqual([]);
	});
});

describe.each(['searchWebsites', 'searchPushCampaigns'])('%s', (name) => {
	showsErrors('listSearch', name, {}, callMethod);
});
