import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, chatbotOperation, says } from '../../../api.mts';
import { repeatsWhatIsUnclear, type Sample } from '../../../SendPulse/suites.mts';
import { BOT, numbered } from '../../records.mts';
import { explainsChatbotRefusals, listsBySkip } from '../../suites.mts';

const getMany = chatbotOperation('bot', 'getMany');
const bot = {
	id: BOT,
	channel_data: { id: 7, name: 'Shop', username: 'shop_bot' },
	commands_menu: { status: 1, commands: [] },
	inbox: { total: 10, unread: 2 },
	status: 3,
	created_at: '2020-12-11T21:00:00+00:00',
};
/** Live chat service API, schema Bot. */
const ofLiveChat = {
	id: BOT,
	name: 'Site',
	avatar: 'https://shop.example/avatar.png',
	variables: [],
	settings: { service_links: true },
	widget: { website_url: 'https://shop.example' },
	inbox: { total: 10, unread: 2 },
	status: 4,
	created_at: '2020-12-11T21:00:00+00:00',
};
const shown = { name: 'Shop', ...bot, statusName: 'Active' };

describe('of one channel', () => {
	listsBySkip({
		operation: getMany,
		parameters: { channel: 'telegram' },
		path: '/telegram/bots',
		record: (number) => ({ ...bot, id: numbered(number) }),
		output: (number) => ({ channel: 'telegram', ...shown, id: numbered(number) }),
		others: [{ parameters: { channel: 'liveChat' }, answer: says([ofLiveChat]) }],
	});
});

const sample: Sample = {
	operation: getMany,
	parameters: { channel: 'all', limit: 1 },
	request: { method: 'GET', path: '/chatbots/bots' },
	answer: says({ success: true, data: [bot] }),
	output: [shown],
};

describe('of all channels', () => {
	test('are asked for together', async () => {
		const api = answering(sample.answer);
		expect((await getMany.run(sample.parameters)).json).toEqual([shown]);
		expect(api.requests).toEqual([sample.request]);
	});
	explainsChatbotRefusals(sample);
	repeatsWhatIsUnclear(sample);

	test('name their channel where SendPulse does', async () => {
		answering(says({ success: true, data: [{ ...bot, service: 5 }] }));
		expect((await getMany.run(sample.parameters)).json[0].channel).toBe('instagram');
	});
});

const SECRET = 'EAAx-top-secret';

test.each<[string, IDataObject]>([
	['on top', { access_token: SECRET }],
	['in its data', { channel_data: { access_token: SECRET, name: 'Shop' } }],
	[
		'deep inside',
		{ channel_data: { ig_page: { access_token: SECRET, fb: { page_token: SECRET } } } },
	],
	['in a list', { channel_data: { pages: [{ accessToken: SECRET }] } }],
	['under another name', { settings: { webhookSecret: SECRET, auth_token: SECRET } }],
	['as an object', { settings: { tokens: { telegram: SECRET } } }],
])("the bot's key never comes out: %s", async (_, more) => {
	answeringBy(() => says({ success: true, data: [{ ...bot, ...more }] }));
	for (const channel of ['all', 'instagram']) {
		const { items, error } = await getMany.run({ channel, limit: 1 });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(JSON.stringify(items)).not.toContain(SECRET);
	}
});

test('what is no secret stays', async () => {
	const more = { channel_data: { name: 'Shop', pages: [{ id: 1, title: null }] }, widget: null };
	answering(says({ success: true, data: [{ ...bot, ...more }] }));
	expect((await getMany.run(sample.parameters)).json).toEqual([{ ...shown, ...more }]);
});

test.each<[string, IDataObject, string]>([
	['live chat', { name: 'Site' }, 'Site'],
	['Telegram', { channel_data: { name: 'Shop', username: 'shop_bot' } }, 'Shop'],
	['Telegram without a name', { channel_data: { username: 'shop_bot' } }, 'shop_bot'],
	['Viber', { channel_data: { vb_account_info: { name: 'Shop V' } } }, 'Shop V'],
	['TikTok', { channel_data: { account: { display_name: 'Shop T', username: 't' } } }, 'Shop T'],
	['Instagram', { channel_data: { ig_user: { username: 'shop.ig' }, fb_user: {} } }, 'shop.ig'],
	['nothing', { channel_data: null }, BOT],
	['spaces', { channel_data: { name: ' ' } }, BOT],
])('its name is that of %s', async (_, more, name) => {
	answering(says({ success: true, data: [{ id: BOT, ...more }] }));
	expect((await getMany.run(sample.parameters)).json[0].name).toBe(name);
});

test.each([
	[3, 'Active'],
	[4, 'Inactive'],
	[5, 'Inactive'],
	[1, 'Unknown (1)'],
])('status %d is %s', async (status, statusName) => {
	answering(says({ success: true, data: [{ ...bot, status }] }));
	expect((await getMany.run(sample.parameters)).json[0].statusName).toBe(statusName);
});
