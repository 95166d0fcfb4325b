import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { getBots } from '../../../nodes/SendPulseChatbot/methods/getBots';
import { answeringBy, says } from '../../api.mts';
import { callChatbotMethod } from '../../n8n.mts';
import { chatbotMethod, showsErrors } from '../../SendPulse/methods/shown.mts';
import { listing, SHOP, SUPPORT, telegramBot, upTo } from './bots.mts';

describe('searchBots', () => {
	const search = (channel: string) => chatbotMethod('listSearch', 'searchBots', { channel });
	showsErrors('listSearch', 'searchBots', { channel: 'viber' }, callChatbotMethod);

	// Schema Bot of the channels' service APIs.
	test.each<[string, string, IDataObject, string]>([
		['telegram', '/telegram', { channel_data: { name: 'Shop', username: 'shop_bot' } }, 'Shop'],
		['telegram', '/telegram', { channel_data: { username: 'shop_bot' } }, 'shop_bot'],
		['whatsapp', '/whatsapp', { channel_data: { name: 'Shop', phone: 380931112233 } }, 'Shop'],
		['messenger', '/messenger', { channel_data: { id: '1', name: 'Shop', photo: null } }, 'Shop'],
		[
			'instagram',
			'/instagram',
			{
				channel_data: {
					fb_user: { name: 'Ann' },
					ig_page: { name: 'Shop' },
					ig_user: { username: 'shop' },
				},
			},
			'Shop',
		],
		['instagram', '/instagram', { channel_data: { ig_user: { username: 'shop' } } }, 'shop'],
		['viber', '/viber/chatbots', { channel_data: { vb_account_info: { name: 'Shop' } } }, 'Shop'],
		['liveChat', '/live-chat', { name: 'Shop', avatar: null }, 'Shop'],
		['tiktok', '/tiktok', { channel_data: { account: { display_name: 'Shop' } } }, 'Shop'],
		['telegram', '/telegram', { channel_data: {} }, SHOP],
	])('names the bots of %s (%s): %j', async (channel, path, bot, name) => {
		const api = answeringBy(({ path }) =>
			says({ success: true, data: path.endsWith('skip=0') ? [{ id: SHOP, ...bot }] : [] }),
		);
		expect(await search(channel)()).toEqual({ results: [{ name, value: SHOP }] });
		expect(api.requests).toEqual([
			{ method: 'GET', path: `${path}/bots?size=100&skip=0` },
			{ method: 'GET', path: `${path}/bots?size=100&skip=1` },
		]);
	});

	test.each([
		['sho', [SHOP]],
		[SUPPORT, [SUPPORT]],
		['nothing', []],
	])('finds %j', async (filter, values) => {
		listing({ bots: [telegramBot(SHOP, 'Shop'), telegramBot(SUPPORT, 'Support')] });
		const { results } = (await search('telegram')(filter)) as { results: IDataObject[] };
		expect(results.map(({ value }) => value)).toEqual(values);
	});

	test('gives all of them, however short the pages are', async () => {
		const bots = upTo(25, (number) => telegramBot(`bot${number}`, `Bot ${number}`));
		const api = listing({ bots, longest: 10 });
		const { results } = (await search('telegram')()) as { results: IDataObject[] };
		expect(results.map(({ name }) => name)).toEqual(upTo(25, (number) => `Bot ${number}`));
		expect(api.requests.map(({ path }) => path.split('skip=')[1])).toEqual(['0', '9', '18']);
	});
});

describe('getBots', () => {
	// The trigger node has it.
	const get = chatbotMethod('loadOptions', getBots);
	showsErrors('loadOptions', getBots, {}, callChatbotMethod);

	test('gives the bots of all channels', async () => {
		const api = listing({ bots: [telegramBot(SHOP, 'Shop'), telegramBot(SUPPORT, 'Support')] });
		expect(await get()).toEqual([
			{ name: 'Shop', value: SHOP },
			{ name: 'Support', value: SUPPORT },
		]);
		expect(api.requests[0].path).toBe('/chatbots/bots');
	});
});
