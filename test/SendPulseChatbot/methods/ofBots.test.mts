import '../../quickWaits.mts';
import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';
import { answering, locator, says, silent } from '../../api.mts';
import { callChatbotMethod } from '../../n8n.mts';
import { chatbotMethod, showsErrors } from '../../SendPulse/methods/shown.mts';
import { listing, pathsOf, SHOP, SUPPORT, telegramBot, upTo } from './bots.mts';

/** An operation without a bot, as most are, and one that has it. */
const telegram = { resource: 'message', operation: 'send', channel: 'telegram' };
const withBot = { resource: 'campaign', operation: 'send', channel: 'telegram' };
const withShop = { ...withBot, botId: locator(SHOP) };
const bots = [telegramBot(SHOP, 'Shop'), telegramBot(SUPPORT, 'Support')];

const NO_CHANNEL =
	"Choose a channel to see what can be picked. Where 'Channel' is an expression, enter IDs and names yourself.";

describe.each([
	['listSearch', 'searchBots'],
	['listSearch', 'searchContacts'],
	['listSearch', 'searchFlows'],
	['listSearch', 'searchTags'],
	['listSearch', 'searchVariables'],
	['loadOptions', 'getFlows'],
	['loadOptions', 'getTags'],
] as const)('%s %s', (kind, name) => {
	// What the editor hands over where it can't work an expression out yet.
	test.each<[string, IDataObject]>([
		['an expression', { channel: '={{ $json.channel }}' }],
		['null', { channel: null }],
		['not there', {}],
		['unknown', { channel: 'icq' }],
		['all', { channel: 'all' }],
	])('says what to do while the channel is %s', async (_, parameters) => {
		const api = silent();
		await expect(chatbotMethod(kind, name, parameters)()).rejects.toThrow(NO_CHANNEL);
		expect(api.requests).toEqual([]);
	});

	test('gives no secret of a bot away', async () => {
		const record = { id: 'record', name: 'Record', contact: { id: 'contact' } };
		const own = { [SHOP]: [record], [SUPPORT]: [record] };
		listing({ bots, records: own });
		const shown = JSON.stringify(await chatbotMethod(kind, name, telegram)());
		expect(shown).toMatch(/Shop|Record/);
		expect(shown).not.toContain('secret');
	});
});

describe.each([
	['searchFlows', '/telegram/flows'],
	['searchTags', '/telegram/tags'],
	['searchVariables', '/telegram/variables'],
	['searchContacts', '/telegram/chats'],
])('%s', (name, path) => {
	showsErrors('listSearch', name, withShop, callChatbotMethod);

	const values = async (parameters: IDataObject) => {
		const { results } = (await chatbotMethod(
			'listSearch',
			name,
			parameters,
		)()) as INodeListSearchResult;
		return results.map(({ name, value }) => [name, value]);
	};
	const record = (id: string, name: string) => ({
		id,
		name,
		contact: { id, channel_data: { name } },
	});

	test.each<[string, unknown]>([
		['picked', locator(SHOP)],
		['entered', locator(SHOP, 'id')],
		['given by itself', SHOP],
	])('asks for the bot that is %s', async (_, botId) => {
		const api = listing({ records: { [SHOP]: [record('one', 'One')] } });
		const shown = await values({ ...withBot, botId: botId as string });
		expect(shown.map(([text]) => text)).toEqual(['One']);
		expect(new Set(pathsOf(api))).toEqual(new Set([`${path}?bot_id=${SHOP}`]));
	});

	test.each<[string, unknown]>([
		['none is picked', locator('')],
		['an expression can not be worked out', locator('={{ $json.bot }}', 'id')],
		['nothing is there', null],
	])('asks for all bots of the channel where %s', async (_, botId) => {
		const api = listing({ bots, records: { [SHOP]: [record('one', 'One')] } });
		await values({ ...withBot, botId: botId as string });
		expect(pathsOf(api).slice(0, 3)).toEqual([
			'/telegram/bots',
			'/telegram/bots',
			`${path}?bot_id=${SHOP}`,
		]);
	});
});

describe('getFlows', () => {
	const get = (parameters: IDataObject) => chatbotMethod('loadOptions', 'getFlows', parameters)();
	const welcome = { id: 'flow1', name: 'Welcome', status: 1 };
	const old = { id: 'flow2', name: 'Old', status: 2 };

	test('says which are inactive', async () => {
		listing({ records: { [SHOP]: [welcome, old] } });
		expect(await get(withShop)).toEqual([
			{ name: 'Welcome', value: 'flow1' },
			{ name: 'Old [inactive]', value: 'flow2' },
		]);
	});

	test('says whose they are where there are several bots', async () => {
		listing({ bots, records: { [SHOP]: [welcome], [SUPPORT]: [old] } });
		expect(await get(telegram)).toEqual([
			{ name: 'Welcome (Shop)', value: 'flow1' },
			{ name: 'Old [inactive] (Support)', value: 'flow2' },
		]);
	});

	test('does not where there is one', async () => {
		listing({ bots: bots.slice(0, 1), records: { [SHOP]: [welcome] } });
		expect(await get(telegram)).toEqual([{ name: 'Welcome', value: 'flow1' }]);
	});

	test('gives all of them, however short the pages are', async () => {
		const flows = upTo(12, (number) => ({ id: `flow${number}`, name: `Flow ${number}` }));
		listing({ records: { [SHOP]: flows }, longest: 5 });
		expect(await get(withShop)).toHaveLength(12);
	});

	test('takes a record that stands for a list, as the specifications have it', async () => {
		answering(says({ success: true, data: welcome }), says({ success: true, data: [] }));
		expect(await get(withShop)).toEqual([{ name: 'Welcome', value: 'flow1' }]);
	});
});

describe('getTags', () => {
	const get = (parameters: IDataObject) => chatbotMethod('loadOptions', 'getTags', parameters)();

	test('gives names, each once', async () => {
		listing({
			bots,
			records: {
				[SHOP]: [
					{ id: 'a', name: 'VIP', contact_count: 3 },
					{ id: 'b', name: 'New' },
				],
				[SUPPORT]: [{ id: 'c', name: 'VIP' }],
			},
		});
		expect(await get(telegram)).toEqual([
			{ name: 'VIP', value: 'VIP' },
			{ name: 'New', value: 'New' },
		]);
	});
});

describe('searchVariables', () => {
	const search = chatbotMethod('listSearch', 'searchVariables', withShop);

	test("gives those of contacts, not the bot's own and not those in the trash", async () => {
		listing({
			records: {
				[SHOP]: [
					{ id: 'a', name: 'city', type: 1, status: 1, value_type: 1, description: 'Where from' },
					{ id: 'b', name: '$access_token', type: 2, status: 1, value_type: 1 },
					{ id: 'c', name: 'old', type: 1, status: 2, value_type: 1 },
				],
			},
		});
		expect(await search()).toEqual({ results: [{ name: 'city', value: 'city' }] });
	});
});

describe('searchContacts', () => {
	const search = (parameters: IDataObject) =>
		chatbotMethod('listSearch', 'searchContacts', parameters);
	const chat = (id: string, channel_data: IDataObject) => ({ contact: { id, channel_data } });

	test.each<[IDataObject, string]>([
		[{ name: 'Ann Lee', username: 'ann' }, 'Ann Lee'],
		[{ first_name: 'Ann', last_name: 'Lee', username: 'ann' }, 'Ann Lee'],
		[{ first_name: 'Ann', last_name: null }, 'Ann'],
		[{ full_name: 'Ann Lee', url: null }, 'Ann Lee'],
		[{ display_name: 'Ann', username: 'ann' }, 'Ann'],
		[{ username: 'ann' }, 'ann'],
		[{ user_name: 'ann' }, 'ann'],
		[{}, 'contact1'],
	])('calls %j %j', async (data, name) => {
		listing({ records: { [SHOP]: [chat('contact1', data)] } });
		expect(await search(withShop)()).toMatchObject({ results: [{ name, value: 'contact1' }] });
	});

	test('goes from bot to bot, in pages of whatever length', async () => {
		const chats = (bot: string, count: number) =>
			upTo(count, (number) => chat(`${bot}${number}`, { name: `${bot} ${number}` }));
		const api = listing({
			bots,
			records: { [SHOP]: chats('shop', 5), [SUPPORT]: chats('support', 2) },
			longest: 3,
		});
		const names: string[] = [];
		let token: unknown;
		do {
			const { results, paginationToken } = (await search(telegram)(
				'',
				token,
			)) as INodeListSearchResult;
			names.push(...results.map(({ name }) => name));
			token = paginationToken;
		} while (token !== undefined);
		expect(names).toEqual([
			...upTo(5, (number) => `shop ${number} (Shop)`),
			...upTo(2, (number) => `support ${number} (Support)`),
		]);
		const pages = api.requests.map(({ path }) => path).filter((path) => path.includes('/chats'));
		expect(
			pages.filter((path) => path.includes(SHOP)).map((path) => path.split('skip=')[1]),
		).toEqual(['0', '3']);
	});

	test('looks on until a name fits', async () => {
		listing({
			bots,
			records: {
				[SHOP]: [chat('one', { name: 'Ann' })],
				[SUPPORT]: [chat('two', { name: 'Bob' })],
			},
		});
		const { results } = (await search(telegram)('bob')) as INodeListSearchResult;
		expect(results).toEqual([{ name: 'Bob (Support)', value: 'two' }]);
	});
});

describe('getOperators', () => {
	const get = chatbotMethod('loadOptions', 'getOperators');
	showsErrors('loadOptions', 'getOperators', {}, callChatbotMethod);

	// REST API introduction, GET /user/invited-users-list.
	test('gives the team, IDs as numbers', async () => {
		const api = answering(
			says([
				{ id: 1, firstname: 'Ann', lastname: 'Lee', email: 'ann@example.com' },
				{ id: '2', firstname: '', lastname: null, email: 'bob@example.com' },
				{ id: 3 },
			]),
		);
		expect(await get()).toEqual([
			{ name: 'Ann Lee', value: 1, description: 'ann@example.com' },
			{ name: 'bob@example.com', value: 2, description: 'bob@example.com' },
			{ name: '3', value: 3 },
		]);
		expect(api.requests).toEqual([{ method: 'GET', path: '/user/invited-users-list' }]);
	});

	test('an account without a team has none', async () => {
		answering(says([]));
		expect(await get()).toEqual([]);
	});
});
