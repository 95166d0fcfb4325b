import { channelOf } from '../../../sandbox/chatbots/channels.mts';
import { ContactState } from '../../../sandbox/chatbots/store.mts';
import {
	botOf,
	changed,
	channelIds,
	contactOf,
	contactsOf,
	GONE,
	malformed,
	missing,
	pathOf,
	refusalOf,
	refused,
	type ChannelId,
} from './chatbots.mts';
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
afterAll(() => bench.sandbox.close());
afterEach(() => bench.sandbox.reset());

const store = () => bench.sandbox.state.chatbots;
const STRANGER = '66a1b2c3d4e5f60718293a4b';
const otherThan = (channel: ChannelId) =>
	channelIds[(channelIds.indexOf(channel) + 1) % channelIds.length] as ChannelId;

const get = (channel: ChannelId, name: string, query: Record<string, unknown> = {}) => {
	const given = Object.entries(query).filter(([, value]) => value !== GONE);
	const text = new URLSearchParams(given as Array<[string, string]>);
	return bench.get(`${pathOf(channel, name)}?${text}`);
};
const post = (channel: ChannelId, name: string, body: object) =>
	bench.post(pathOf(channel, name), body);
const about = (channel: ChannelId, name: string, body: object = {}) =>
	post(channel, name, { contact_id: contactOf(bench, channel).id, ...body });
const oldBot = (channel: ChannelId) =>
	store().bots.find((bot) => bot.channel === channel && !bot.active)!;
const done = { success: true, data: true };

describe.each(channelIds)('%s refuses', (channel) => {
	const contact = () => contactOf(bench, channel);
	const bot = () => botOf(bench, channel).id;
	const bots = () => ({ bot_id: bot(), contact_id: contact().id });
	const flow = () => store().flows.find((one) => one.bot === contact().bot && one.active)?.id;
	const noted = () => store().addNote(contact(), 'Calls late').id;

	type Body = Record<string, unknown>;
	/** Bodies that are taken, with values that are not. */
	const POSTS: Array<[name: string, body: () => Body, faults?: Record<string, unknown[]>]> = [
		...['enable', 'disable', 'openChat', 'closeChat', 'operators/unAssign'].map(
			(name): [string, () => Body] => [`contacts/${name}`, () => ({ contact_id: contact().id })],
		),
		['contacts/deletePauseAutomation', () => ({ contact_id: contact().id })],
		[
			'contacts/setVariable',
			() => ({
				contact_id: contact().id,
				variables: [{ variable_name: 'city', variable_value: 'Lviv' }],
			}),
			{ variables: [[], {}, 'city'] },
		],
		[
			'contacts/setTag',
			() => ({ contact_id: contact().id, tags: ['vip'] }),
			{ tags: [[], 'vip', { 0: 'vip' }] },
		],
		['contacts/deleteTag', () => ({ contact_id: contact().id, tag: 'vip' }), { tag: [['vip'], 5] }],
		[
			'contacts/setPauseAutomation',
			() => ({ contact_id: contact().id, minutes: 60 }),
			{ minutes: ['60', 1.5, 0, -5] },
		],
		[
			'contacts/operators/assign',
			() => ({
				contact_id: contact().id,
				operator_id: bench.sandbox.state.account.users()[0]?.id,
			}),
			{ operator_id: ['7100001', 1.5] },
		],
		['contacts/createNote', () => ({ ...bots(), text: 'Calls late' }), { text: ['', 5] }],
		[
			'contacts/updateNote',
			() => ({ ...bots(), text: 'Calls early', note_id: noted() }),
			{ text: ['', 5], note_id: [5] },
		],
		['contacts/deleteNote', () => ({ ...bots(), note_id: noted() })],
		[
			'flows/run',
			() => ({ contact_id: contact().id, flow_id: flow() }),
			{ flow_id: [5], external_data: [[], 'x', null] },
		],
		[
			'flows/runByTrigger',
			() => ({ contact_id: contact().id, trigger_keyword: 'price' }),
			{ trigger_keyword: [5, ''], external_data: [[], 'x'] },
		],
		['contacts/delete', () => ({ contact_id: contact().id })],
	];

	test.each(POSTS)(
		'POST %s without a member, and with a wrong one',
		async (name, body, faults = {}) => {
			for (const field of Object.keys(body())) {
				expect(refusalOf(await post(channel, name, changed(body(), field, GONE)))).toEqual(
					malformed(field),
				);
			}
			for (const [field, values] of Object.entries(faults)) {
				for (const value of values) {
					expect(refusalOf(await post(channel, name, changed(body(), field, value)))).toEqual(
						malformed(field),
					);
				}
			}
			for (const nothing of [undefined, [], 'text']) {
				const answer = await bench.post(pathOf(channel, name), nothing);
				expect(refusalOf(answer).slice(0, 2)).toEqual([422, 'framework']);
			}
			expect((await post(channel, name, body())).status).toBe(200);
		},
	);

	test.each(POSTS)('POST %s about what is not there, or on another channel', async (name, body) => {
		const elsewhere = otherThan(channel);
		const ids: Array<[string, unknown, unknown]> = [
			['contact_id', contactOf(bench, elsewhere).id, missing('contact_id')],
			['bot_id', botOf(bench, elsewhere).id, missing('bot_id')],
			// Another bot of the same channel, which does not have the contact.
			['bot_id', oldBot(channel).id, missing('contact_id')],
			[
				'flow_id',
				store().flows.find((one) => one.bot.channel === elsewhere)?.id,
				missing('flow_id'),
			],
			['note_id', store().addNote(contactOf(bench, elsewhere), 'x').id, missing('note_id')],
			['operator_id', 5, missing('operator_id')],
			['trigger_keyword', 'spring', missing('trigger_keyword')],
			...['contact_id', 'bot_id', 'flow_id', 'note_id'].map((field): [string, unknown, unknown] => [
				field,
				STRANGER,
				missing(field),
			]),
		];
		for (const [field, id, refusal] of ids) {
			if (!(field in body())) continue;
			expect(refusalOf(await post(channel, name, changed(body(), field, id)))).toEqual(refusal);
		}
	});

	const variable = () => store().variables.find((one) => one.bot === contact().bot)?.id;
	const GETS: Array<[name: string, query: () => Body]> = [
		['contacts/get', () => ({ id: contact().id })],
		['contacts/getByTag', () => ({ tag: 'vip', bot_id: bot() })],
		[
			'contacts/getByVariable',
			() => ({ variable_name: 'city', bot_id: bot(), variable_value: 'Kyiv' }),
		],
		['contacts/getByVariable', () => ({ variable_id: variable(), variable_value: 'Kyiv' })],
		['contacts/getPauseAutomation', () => ({ contact_id: contact().id })],
		['contacts/notes', bots],
		['bots/statistics', () => ({ bot_id: bot() })],
		['flows', () => ({ bot_id: bot() })],
		['triggers', () => ({ bot_id: bot() })],
		['variables', () => ({ bot_id: bot() })],
		['tags', () => ({ bot_id: bot() })],
		['chats', () => ({ bot_id: bot() })],
		['chats/messages', () => ({ contact_id: contact().id })],
	];

	test.each(GETS)('GET %s without a parameter, or about another channel', async (name, query) => {
		const elsewhere = otherThan(channel);
		const ids: Record<string, unknown> = {
			id: contactOf(bench, elsewhere).id,
			contact_id: contactOf(bench, elsewhere).id,
			bot_id: botOf(bench, elsewhere).id,
			variable_id: store().variables.find((one) => one.bot.channel === elsewhere)?.id,
			variable_name: 'size',
		};
		for (const field of Object.keys(query())) {
			// Without its id a variable has to be named.
			const named = field === 'variable_id' ? 'variable_name' : field;
			expect(refusalOf(await get(channel, name, { ...query(), [field]: GONE }))).toEqual(
				malformed(named),
			);
			expect(refusalOf(await get(channel, name, { ...query(), [field]: '' }))).toEqual(
				field === 'variable_id' ? missing(field) : malformed(field),
			);
			if (!(field in ids)) continue;
			for (const wrong of [ids[field], STRANGER]) {
				expect(refusalOf(await get(channel, name, { ...query(), [field]: wrong }))).toEqual(
					missing(field),
				);
			}
		}
		expect((await get(channel, name, query())).status).toBe(200);
	});
});

describe('envelopes', () => {
	test.each(channelIds)('%s: the account', async (channel) => {
		const { json } = await get(channel, 'account');
		const { statistics, ...plan } = json.data;
		// The older descriptions say plan; real answers of WhatsApp do not.
		const name = ['telegram', 'messenger'].includes(channel) ? 'plan' : 'tariff';
		expect(json.success).toBe(true);
		expect(plan).toEqual({ [name]: expect.objectContaining({ max_contacts: -1 }) });
		expect(statistics).toEqual({ messages: 0, bots: 2, contacts: 5, variables: 3 });
	});

	test('the account of all channels', async () => {
		const { data } = (await bench.get('/chatbots/account')).json;
		expect(data).toMatchObject({
			tariff: { code: expect.any(String) },
			statistics: { messages: 0, bots: 14, contacts: 35, variables: 21 },
			services: [1, 3, 4, 5, 6, 7, 8],
		});
	});

	test.each(channelIds)('%s: statistics have no success', async (channel) => {
		const [contact] = contactsOf(bench, channel);
		await about(channel, 'contacts/disable', { contact_id: contactsOf(bench, channel)[4]?.id });
		bench.sandbox.state.talk.say(contact!, { data: {}, source: 'api' });
		const { json } = await get(channel, 'bots/statistics', { bot_id: contact?.bot.id });
		expect(json).toEqual(
			channel === 'liveChat'
				? {
						data: {
							subscribed_total_count: 5,
							subscribed_active_count: 4,
							outgoing_messages_total_count: 1,
						},
					}
				: {
						data: {
							subscribedTotalCount: 5,
							subscribedActiveCount: 4,
							outgoingMessagesTotalCount: 1,
						},
					},
		);
	});

	test.each(channelIds)('%s: notes come bare', async (channel) => {
		const { id: contact_id, bot } = contactOf(bench, channel);
		const ids = { contact_id, bot_id: bot.id };
		const made = (await about(channel, 'contacts/createNote', { ...ids, text: 'Calls late' })).json;
		expect(made).toMatchObject({ ...ids, data: { text: 'Calls late' }, direction: 2 });
		expect(made.type).toBe({ telegram: 6, liveChat: 'text' }[channel as string]);
		const note_id = made.id;
		const updated = await about(channel, 'contacts/updateNote', {
			...ids,
			note_id,
			text: 'Calls early',
		});
		expect(updated.json).toEqual({ ...made, data: { text: 'Calls early' } });
		const list = async () => (await get(channel, 'contacts/notes', ids)).json;
		expect(await list()).toEqual({ success: true, data: [updated.json] });
		const gone = await about(channel, 'contacts/deleteNote', { ...ids, note_id });
		expect(gone.json).toEqual(updated.json);
		expect(await list()).toEqual({ success: true, data: [] });
		expect(refusalOf(await about(channel, 'contacts/deleteNote', { ...ids, note_id }))).toEqual(
			missing('note_id'),
		);
	});

	test.each(channelIds)('%s: marking says how many messages it concerned', async (channel) => {
		const [chatty, , , , silent] = contactsOf(bench, channel);
		bench.sandbox.state.talk.receive(chatty!, 'Anybody there?');
		const mark = async (how: string, contact_id?: string) => {
			const query = contact_id ? `?contact_id=${contact_id}` : '';
			return bench.put(`${pathOf(channel, `contacts/mark-${how}`)}${query}`);
		};
		expect((await mark('read', chatty?.id)).json).toEqual({ count: 2 });
		expect((await mark('read', chatty?.id)).json).toEqual({ count: 0 });
		expect((await mark('unread', chatty?.id)).json).toEqual({ count: 1 });
		expect(chatty?.unread).toBe(1);
		expect((await mark('unread', silent?.id)).json).toEqual({ count: 0 });
		expect(silent?.unread).toBe(0);
		expect(refusalOf(await mark('read'))).toEqual(malformed('contact_id'));
		const other = contactOf(bench, otherThan(channel)).id;
		expect(refusalOf(await mark('unread', other))).toEqual(missing('contact_id'));
	});
});

describe('records', () => {
	const TIME = expect.stringMatching(/^2026-01-15T\d\d:\d\d:\d\d\+00:00$/);

	test.each<[ChannelId, object, object]>([
		[
			'telegram',
			{ username: 'anna_lindström', name: 'Anna Lindström' },
			{ telegram_id: expect.stringMatching(/^\d+$/) },
		],
		['whatsapp', { first_name: 'Anna', last_name: 'Lindström' }, {}],
		['messenger', { id: expect.any(String), locale: 'en_US' }, { unsubscribed_at: null }],
		['instagram', { id: expect.any(Number), user_name: 'anna_lindström' }, {}],
		['viber', { id: expect.any(Number), country: 'UA' }, {}],
		['liveChat', { id: expect.any(Number), full_name: 'Anna Lindström' }, { online: false }],
		['tiktok', { id: expect.any(String), display_name: 'Anna Lindström' }, {}],
	])('a contact on %s', async (channel, channel_data, more) => {
		const { id, bot } = contactOf(bench, channel);
		expect((await get(channel, 'contacts/get', { id })).json).toEqual({
			success: true,
			data: {
				id,
				bot_id: bot.id,
				status: 1,
				channel_data: expect.objectContaining(channel_data),
				tags: ['vip'],
				variables: { city: 'Kyiv', orders: 0 },
				is_chat_opened: false,
				last_activity_at: TIME,
				automation_paused_until: null,
				...more,
				created_at: TIME,
			},
		});
	});

	test('when a contact of Messenger left', async () => {
		const contact = contactOf(bench, 'messenger');
		bench.sandbox.state.talk.unsubscribe(contact);
		const { data } = (await get('messenger', 'contacts/get', { id: contact.id })).json;
		expect([data.status, data.unsubscribed_at]).toEqual([2, TIME]);
	});

	test('variables that are not there: a list, or an object', async () => {
		const { id } = contactsOf(bench, 'viber')[1]!;
		const variables = async () => (await get('viber', 'contacts/get', { id })).json.data.variables;
		expect(await variables()).toEqual([]);
		bench.sandbox.options.emptyVariables = 'object';
		expect(await variables()).toEqual({});
	});

	test.each(channelIds)('bots of %s', async (channel) => {
		const { data } = (await get(channel, 'bots')).json;
		const inactive = channel === 'messenger' ? 5 : 4;
		expect(data).toMatchObject([
			{ inbox: { total: 5, unread: 3 }, status: 3, created_at: TIME },
			{ inbox: { total: 0, unread: 0 }, status: inactive },
		]);
		expect('channel_data' in data[0]).toBe(channel !== 'liveChat');
		if (channel === 'liveChat') expect(data[0].name).toBe('Holm Live chat');
		if (channel === 'telegram') expect(data[0].commands_menu).toEqual({ status: 1, commands: [] });
	});

	test('bots of all channels, with the one secret that is described', async () => {
		const { data } = (await bench.get('/chatbots/bots')).json;
		expect(data).toHaveLength(14);
		expect(data[0].channel_data.access_token).toMatch(/^\d+:secret-of-the-bot$/);
	});

	test.each(channelIds)('flows, triggers, variables and tags of %s', async (channel) => {
		const bot_id = botOf(bench, channel).id;
		const list = async (name: string) => (await get(channel, name, { bot_id })).json.data;
		const flows = await list('flows');
		expect(flows).toMatchObject([
			{ bot_id, name: 'Price list', status: 1, triggers: [{ name: 'price', type: 4 }] },
			{ bot_id, name: 'Order status', status: 1, triggers: [{ name: 'order', type: 4 }] },
			{ bot_id, name: 'Spring 2020', status: 2, triggers: [] },
		]);
		expect(await list('triggers')).toMatchObject([
			{ flow_id: flows[0].id, keywords: ['price'], type: 4, status: 1 },
			{ flow_id: flows[1].id, keywords: ['order'], type: 4, status: 1 },
		]);
		expect(await list('variables')).toMatchObject([
			{ name: 'city', type: 1, value_type: 1 },
			{ name: 'orders', type: 1, value_type: 2 },
			{ name: 'opening_hours', type: 2 },
		]);
		expect(await list('tags')).toMatchObject([
			{ name: 'vip', contact_count: 1, created_at: TIME },
			{ name: 'newsletter', contact_count: 0 },
		]);
	});
});

describe('lists', () => {
	const bot = () => botOf(bench, 'telegram');
	const fill = (count: number) => {
		for (let index = 0; index < count; index += 1) {
			const contact = store().addContact(bot(), { name: `Contact ${index}` });
			contact.tags.add('many');
		}
	};
	const page = async (query: object = {}) => {
		const answer = await get('telegram', 'contacts/getByTag', {
			tag: 'many',
			bot_id: bot().id,
			...query,
		});
		return Object.values<any>(answer.json.data).map(
			({ channel_data }) => channel_data.first_name && channel_data.name,
		);
	};

	test('come in pages, of a greatest size', async () => {
		fill(60);
		expect(await page()).toHaveLength(20);
		expect(await page({ size: 3, skip: 58 })).toEqual(['Contact 58', 'Contact 59']);
		expect(await page({ size: 100 })).toHaveLength(50);
		expect(await page({ skip: 60 })).toEqual([]);
		Object.assign(bench.sandbox.options, { chatbotPage: 2, chatbotMostPerPage: 5 });
		expect(await page()).toHaveLength(2);
		expect(await page({ size: 100 })).toHaveLength(5);
	});

	test.each([
		['size', '0'],
		['size', '-1'],
		['size', 'ten'],
		['size', '1.5'],
		['skip', '-1'],
		['skip', ''],
	])('%s can not be "%s"', async (name, value) => {
		for (const list of ['bots', 'flows', 'chats']) {
			const answer = await get('telegram', list, { bot_id: bot().id, [name]: value });
			expect(refusalOf(answer)).toEqual(malformed(name));
		}
	});

	test('arrays, or the objects of the descriptions', async () => {
		const { json } = await get('telegram', 'tags', { bot_id: bot().id });
		bench.sandbox.options.chatbotLists = 'object';
		const numbered = (await get('telegram', 'tags', { bot_id: bot().id })).json;
		expect(json.data).toHaveLength(2);
		expect(numbered).toEqual({ success: true, data: { 0: json.data[0], 1: json.data[1] } });
		const { id: contact_id } = contactOf(bench, 'telegram');
		const notes = await get('telegram', 'contacts/notes', { bot_id: bot().id, contact_id });
		expect(notes.json.data).toEqual({});
	});

	test('chats: those who have one, the latest first', async () => {
		const [first, second, third, , fifth] = contactsOf(bench, 'viber');
		bench.clock.advance(1_000);
		bench.sandbox.state.talk.say(fifth!, { data: { type: 'text' }, source: 'api' });
		bench.clock.advance(1_000);
		bench.sandbox.state.talk.receive(second!, 'Hello?');
		const { data } = (await get('viber', 'chats', { bot_id: first?.bot.id })).json;
		expect(data.map(({ contact }: any) => contact.id)).toEqual(
			[second, fifth, first, third].map((contact) => contact?.id),
		);
		expect(data[0]).toMatchObject({
			inbox_last_message: { data: { text: 'Hello?' }, direction: 1 },
			inbox_unread: 2,
		});
		expect(data[1]).toMatchObject({ inbox_last_message: null, inbox_unread: 0 });
	});

	describe('messages of a chat', () => {
		const texts = async (query: object = {}) => {
			const { id } = contactOf(bench, 'telegram');
			const answer = await get('telegram', 'chats/messages', { contact_id: id, ...query });
			return answer.json.data.map(({ data }: any) => data.text);
		};
		const idOf = (text: string) => store().messages.find((message) => message.text === text)?.id;
		beforeEach(() => {
			const { talk } = bench.sandbox.state;
			const contact = contactOf(bench, 'telegram');
			for (const text of ['one', 'two', 'three']) talk.receive(contact, text);
		});
		const hello = 'Hello, are you open on Sunday?';

		test('newest first, or oldest first', async () => {
			expect(await texts()).toEqual(['three', 'two', 'one', hello]);
			expect(await texts({ order: 'desc', size: 2 })).toEqual(['three', 'two']);
			expect(await texts({ order: 'asc', skip: 1 })).toEqual(['one', 'two', 'three']);
		});

		test('after one of them', async () => {
			expect(await texts({ search_after: idOf('two') })).toEqual(['one', hello]);
			expect(await texts({ search_after: idOf('two'), order: 'asc' })).toEqual(['three']);
		});

		test.each([
			['order', 'random'],
			['order', 'ASC'],
			['search_after', STRANGER],
			['search_after', ''],
		])('%s can not be "%s"', async (name, value) => {
			const { id } = contactOf(bench, 'telegram');
			const query = { contact_id: id, [name]: value };
			expect(refusalOf(await get('telegram', 'chats/messages', query))).toEqual(malformed(name));
		});
	});

	test('dialogs of all channels', async () => {
		bench.clock.advance(1_000);
		const contact = contactOf(bench, 'tiktok');
		bench.sandbox.state.talk.receive(contact, 'Is this in stock?');
		const dialogs = async (query = '') => (await bench.get(`/chatbots/dialogs?${query}`)).json.data;
		const { list, ...about } = await dialogs('size=3');
		expect(list[0]).toMatchObject({
			_id: contact.id,
			contact: { id: contact.id, full_name: 'Anna Lindström' },
			last_inbox_message: { text: 'Is this in stock?' },
			service: 8,
			inbox_unread_count: 2,
		});
		expect(about).toEqual({
			total: 21,
			size: 3,
			search_after: list[2].last_inbox_message.id,
			order: 'desc',
		});
		const next = await dialogs(`size=3&search_after=${about.search_after}`);
		const both = await dialogs('size=6');
		expect([...list, ...next.list]).toEqual(both.list);
		expect((await dialogs('order=asc&size=50')).list.at(-1)._id).toBe(contact.id);
		expect(refusalOf(await bench.get('/chatbots/dialogs?order=up'))).toEqual(malformed('order'));
	});
});

describe('contacts', () => {
	const contact = () => contactOf(bench, 'telegram');
	const variableId = (name: string) =>
		store().variables.find((one) => one.bot === contact().bot && one.name === name)?.id;
	const setVariables = (...variables: unknown[]) =>
		about('telegram', 'contacts/setVariable', { variables });

	test('variables by name and by id, of each kind, all or none', async () => {
		const answer = await setVariables(
			{ variable_name: 'city', variable_value: 'Львів' },
			{ variable_id: variableId('orders'), variable_value: 7 },
		);
		expect(answer.json).toEqual(done);
		expect(Object.fromEntries(contact().variables)).toEqual({ city: 'Львів', orders: 7 });
		const half = await setVariables(
			{ variable_name: 'city', variable_value: 'Odesa' },
			{ variable_name: 'size', variable_value: 'XL' },
		);
		expect(refusalOf(half)).toEqual(missing('variable_name'));
		expect(contact().variables.get('city')).toBe('Львів');
		await setVariables({ variable_name: 'city', variable_value: false });
		expect(contact().variables.get('city')).toBe(false);
	});

	test.each<[string, () => unknown, unknown]>([
		['no value', () => ({ variable_name: 'city' }), malformed('variables.0.variable_value')],
		[
			'null',
			() => ({ variable_name: 'city', variable_value: null }),
			malformed('variables.0.variable_value'),
		],
		[
			'a list',
			() => ({ variable_name: 'city', variable_value: ['a'] }),
			malformed('variables.0.variable_value'),
		],
		['neither name nor id', () => ({ variable_value: 'a' }), malformed('variables.0.variable_id')],
		[
			'both',
			() => ({ variable_name: 'city', variable_id: variableId('city'), variable_value: 'a' }),
			malformed('variables.0'),
		],
		['a text', () => 'city', malformed('variables.0')],
		[
			'an unknown id',
			() => ({ variable_id: STRANGER, variable_value: 'a' }),
			missing('variable_id'),
		],
		[
			'a variable of the bot',
			() => ({ variable_name: 'opening_hours', variable_value: 'a' }),
			missing('variable_name'),
		],
	])('setVariable refuses %s', async (_, row, refusal) => {
		expect(refusalOf(await setVariables(row()))).toEqual(refusal);
	});

	test.each(['variable_name', 'variable_id'])('deleteVariable by %s', async (by) => {
		const reference = by === 'variable_id' ? variableId('city') : 'city';
		expect((await about('telegram', 'contacts/deleteVariable', { [by]: reference })).json).toEqual(
			done,
		);
		expect(Object.fromEntries(contact().variables)).toEqual({ orders: 0 });
	});

	test('deleteVariable by neither, by both, by what is not there', async () => {
		const remove = async (body: object) =>
			refusalOf(await about('telegram', 'contacts/deleteVariable', body));
		const both = { variable_name: 'city', variable_id: variableId('city') };
		expect(await remove({})).toEqual(malformed('variable_id'));
		expect(await remove(both)).toEqual(malformed('body'));
		expect(await remove({ variable_name: 'size' })).toEqual(missing('variable_name'));
		expect(await remove({ variable_id: STRANGER })).toEqual(missing('variable_id'));
		expect(contact().variables.has('city')).toBe(true);
	});

	describe('getByVariable', () => {
		const found = async (query: object) => {
			const answer = await get('telegram', 'contacts/getByVariable', { ...query });
			return answer.status === 200
				? answer.json.data.map(({ channel_data }: any) => channel_data.first_name)
				: refusalOf(answer);
		};
		const bot_id = () => contact().bot.id;

		test('by name, with the bot', async () => {
			const query = { variable_name: 'city', variable_value: 'Kyiv' };
			expect(await found({ ...query, bot_id: bot_id() })).toEqual(['Anna', 'Niamh', 'Zoë']);
			expect(await found(query)).toEqual(malformed('bot_id'));
		});

		test('by id, without the bot or with the right one', async () => {
			const query = { variable_id: variableId('orders'), variable_value: '2' };
			expect(await found(query)).toEqual(['Niamh']);
			expect(await found({ ...query, bot_id: bot_id() })).toEqual(['Niamh']);
			expect(await found({ ...query, bot_id: botOf(bench, 'viber').id })).toEqual(
				missing('bot_id'),
			);
			expect(await found({ ...query, bot_id: oldBot('telegram').id })).toEqual(
				missing('variable_id'),
			);
		});

		test('whoever lacks the variable has no value of it', async () => {
			const query = { variable_name: 'city', bot_id: bot_id() };
			expect(await found({ ...query, variable_value: 'undefined' })).toEqual([]);
			expect(await found({ ...query, variable_value: 'kyiv' })).toEqual([]);
		});
	});

	test('tags: new ones come to the bot, known ones stay one', async () => {
		await about('telegram', 'contacts/setTag', { tags: ['vip', 'Größe 名', 'Größe 名'] });
		expect([...contact().tags]).toEqual(['vip', 'Größe 名']);
		const { data } = (await get('telegram', 'tags', { bot_id: contact().bot.id })).json;
		expect(data.map(({ name, contact_count }: any) => [name, contact_count])).toEqual([
			['vip', 1],
			['newsletter', 0],
			['Größe 名', 1],
		]);
		const byTag = await get('telegram', 'contacts/getByTag', {
			tag: 'Größe 名',
			bot_id: contact().bot.id,
		});
		expect(byTag.json.data.map(({ id }: any) => id)).toEqual([contact().id]);
		expect((await about('telegram', 'contacts/deleteTag', { tag: 'vip' })).json).toEqual(done);
		expect(refusalOf(await about('telegram', 'contacts/deleteTag', { tag: 'vip' }))).toEqual(
			refused('tag'),
		);
		expect([...contact().tags]).toEqual(['Größe 名']);
		expect(
			store().tags.filter(({ bot, name }) => bot === contact().bot && name === 'vip'),
		).toHaveLength(1);
	});

	test.each([5, null, '', ['vip']])('setTag refuses %j among the tags', async (tag) => {
		const answer = await about('telegram', 'contacts/setTag', { tags: ['new', tag] });
		expect(refusalOf(answer)).toEqual(malformed('tags.1'));
		expect([...contact().tags]).toEqual(['vip']);
	});

	test('status, chat and operator', async () => {
		const steps: Array<[string, object, object]> = [
			['disable', {}, { status: 3 }],
			['enable', {}, { status: 1 }],
			['openChat', {}, { isChatOpened: true }],
			['closeChat', {}, { isChatOpened: false }],
			['operators/assign', { operator_id: 7100001 }, { operatorId: 7100001 }],
			['operators/unAssign', {}, { operatorId: null }],
		];
		for (const [name, body, state] of steps) {
			expect((await about('instagram', `contacts/${name}`, body)).json).toEqual(done);
			expect(contactOf(bench, 'instagram')).toMatchObject(state);
		}
	});

	test('a deleted contact takes chat and notes along', async () => {
		const { id } = contact();
		store().addNote(contact(), 'Calls late');
		expect((await about('telegram', 'contacts/delete')).json).toEqual(done);
		expect(refusalOf(await get('telegram', 'contacts/get', { id }))).toEqual(missing('id'));
		const left = [...store().messages, ...store().notes].filter((one) => one.contact.id === id);
		expect(left).toEqual([]);
	});

	test.each(channelIds)('setName: %s', async (channel) => {
		const answer = await about(channel, 'contacts/setName', { name: 'Ann Lee' });
		if (channel !== 'whatsapp' && channel !== 'liveChat') expect(answer.status).toBe(404);
		else {
			expect(answer.json).toEqual(done);
			expect(contactOf(bench, channel).person.name).toBe('Ann Lee');
			expect(refusalOf(await about(channel, 'contacts/setName'))).toEqual(malformed('name'));
		}
	});

	test('getByTelegramId', async () => {
		const { id, bot, number } = contact();
		const find = (telegram_id: unknown, bot_id: unknown = bot.id) =>
			get('telegram', 'contacts/getByTelegramId', { telegram_id, bot_id });
		expect((await find(number)).json.data.id).toBe(id);
		for (const wrong of ['ann', '1.5', `${number}.0`, `${number}e0`, '0x10', ` ${number}`, '']) {
			expect(refusalOf(await find(wrong))).toEqual(malformed('telegram_id'));
		}
		expect(refusalOf(await find(-number))).toEqual(missing('telegram_id'));
		expect(refusalOf(await find(GONE))).toEqual(malformed('telegram_id'));
		expect(refusalOf(await find(number, GONE))).toEqual(malformed('bot_id'));
		expect(refusalOf(await find(1))).toEqual(missing('telegram_id'));
		expect((await get('viber', 'contacts/getByTelegramId', { telegram_id: 1 })).status).toBe(404);
	});
});

describe('automation', () => {
	const minutes = async () =>
		(
			await get('telegram', 'contacts/getPauseAutomation', {
				contact_id: contactOf(bench, 'telegram').id,
			})
		).json;
	const answers = () =>
		store()
			.outbox.filter(({ source }) => source === 'flow')
			.map(({ text }) => text);

	test('a pause counts down, and flows wait for its end', async () => {
		const contact = contactOf(bench, 'telegram');
		const { talk } = bench.sandbox.state;
		expect(await minutes()).toEqual({ success: true, data: { minutes: 0 } });
		await about('telegram', 'contacts/setPauseAutomation', { minutes: 60 });
		expect((await minutes()).data).toEqual({ minutes: 60 });
		const { data } = (await get('telegram', 'contacts/get', { id: contact.id })).json;
		expect(Date.parse(data.automation_paused_until)).toBeGreaterThan(bench.clock.now());
		talk.receive(contact, 'price');
		expect(answers()).toEqual([]);
		bench.clock.advance(59 * 60_000);
		expect((await minutes()).data).toEqual({ minutes: 1 });
		bench.clock.advance(60_000);
		expect((await minutes()).data).toEqual({ minutes: 0 });
		talk.receive(contact, ' Price ');
		expect(answers()).toEqual(['Flow: Price list']);
	});

	test.each([
		['unsubscribed', ContactState.Unsubscribed],
		['disabled', ContactState.Disabled],
		['blocked', ContactState.Blocked],
	])('a keyword of a contact that is %s starts nothing', (_, status) => {
		const contact = contactOf(bench, 'telegram');
		contact.status = status;
		bench.sandbox.state.talk.receive(contact, 'price');
		expect(answers()).toEqual([]);
		contact.status = ContactState.Active;
		bench.sandbox.state.talk.receive(contact, 'price');
		expect(answers()).toEqual(['Flow: Price list']);
	});

	test('a pause ends early', async () => {
		await about('telegram', 'contacts/setPauseAutomation', { minutes: 60 });
		expect((await about('telegram', 'contacts/deletePauseAutomation')).json).toEqual(done);
		expect((await minutes()).data).toEqual({ minutes: 0 });
		bench.sandbox.state.talk.receive(contactOf(bench, 'telegram'), 'price');
		expect(answers()).toEqual(['Flow: Price list']);
	});

	test.each(channelIds)('flows of %s, run with data', async (channel) => {
		const contact = contactOf(bench, channel);
		const flow = store().flows.find(({ bot }) => bot === contact.bot);
		const external_data = { tracking_number: '1234-0987-5678-9012' };
		const run = await about(channel, 'flows/run', { flow_id: flow?.id, external_data });
		expect(run.json).toEqual(done);
		const byTrigger = await about(channel, 'flows/runByTrigger', { trigger_keyword: 'Order' });
		expect(byTrigger.json).toEqual(done);
		expect(store().runs.map(({ flow: { name }, externalData }) => [name, externalData])).toEqual([
			['Price list', external_data],
			['Order status', {}],
		]);
	});

	test('flows that are off, and contacts who left', async () => {
		const contact = contactOf(bench, 'telegram');
		const flow = (name: string) =>
			store().flows.find((one) => one.bot === contact.bot && one.name === name)?.id;
		const run = async (flow_id: unknown) =>
			refusalOf(await about('telegram', 'flows/run', { flow_id }));
		expect(await run(flow('Spring 2020'))).toEqual(refused('flow_id'));
		bench.sandbox.state.talk.block(contact);
		expect(await run(flow('Price list'))).toEqual([422, 'none', ['contact_id']]);
		expect(store().runs).toEqual([]);
	});
});

describe('contacts of WhatsApp', () => {
	const create = (place?: string, value?: unknown) => {
		const body = {
			phone: '380931112299',
			name: 'Ann Lee',
			bot_id: botOf(bench, 'whatsapp').id,
			tags: ['vip', 'fair'],
			variables: [
				{ name: 'city', value: 'Lviv' },
				{ name: 'orders', value: 3 },
			],
		};
		return bench.post('/whatsapp/contacts', place ? changed(body, place, value) : body);
	};

	test('are made with all that is known of them', async () => {
		const { json } = await create();
		expect(json).toMatchObject({
			success: true,
			data: {
				status: 1,
				channel_data: { first_name: 'Ann', last_name: 'Lee', name: 'Ann Lee' },
				tags: ['vip', 'fair'],
				variables: { city: 'Lviv', orders: 3 },
			},
		});
		const byPhone = await get('whatsapp', 'contacts/getByPhone', {
			phone: '380931112299',
			bot_id: json.data.bot_id,
		});
		expect(byPhone.json).toEqual(json);
		expect(refusalOf(await create())).toEqual(refused('phone'));
	});

	test('need phone and bot, nothing else', async () => {
		const { bot_id } = (await create('phone', '380931112298')).json.data;
		const bare = await bench.post('/whatsapp/contacts', { phone: '380931112297', bot_id });
		expect(bare.json.data).toMatchObject({ tags: [], variables: [] });
	});

	test.each<[string, unknown, unknown]>([
		['phone', GONE, malformed('phone')],
		['phone', '+380 93 111 22 99', malformed('phone')],
		['phone', 380931112299, malformed('phone')],
		['bot_id', GONE, malformed('bot_id')],
		['bot_id', STRANGER, missing('bot_id')],
		['name', 5, malformed('name')],
		['tags', 'vip', malformed('tags')],
		['tags.1', 5, malformed('tags.1')],
		['variables', { city: 'Lviv' }, malformed('variables')],
		['variables.0.name', GONE, malformed('variables.0.name')],
		['variables.1.value', null, malformed('variables.1.value')],
		['variables.0.name', 'size', missing('variable_name')],
	])('%s can not be %j', async (place, value, refusal) => {
		const before = store().contacts.length;
		expect(refusalOf(await create(place, value))).toEqual(refusal);
		expect(store().contacts).toHaveLength(before);
		expect(store().tags.some(({ name }) => name === 'fair')).toBe(false);
	});

	test('getByPhone', async () => {
		const find = (query: object) => get('whatsapp', 'contacts/getByPhone', { ...query });
		const bot_id = botOf(bench, 'whatsapp').id;
		expect(refusalOf(await find({ bot_id }))).toEqual(malformed('phone'));
		expect(refusalOf(await find({ phone: '380931112230' }))).toEqual(malformed('bot_id'));
		expect(refusalOf(await find({ phone: 'ann', bot_id }))).toEqual(malformed('phone'));
		expect(refusalOf(await find({ phone: '380930000000', bot_id }))).toEqual(missing('phone'));
	});

	test('exist on WhatsApp only', async () => {
		for (const channel of channelIds.filter((one) => one !== 'whatsapp')) {
			const answer = await bench.post(`${channelOf(channel).path}/contacts`, {});
			expect(answer.status).toBe(404);
		}
	});
});

test('who asks without a token is nobody', async () => {
	for (const path of ['/chatbots/bots', ...channelIds.map((channel) => pathOf(channel, 'bots'))]) {
		expect((await bench.call('GET', path, { authorization: null })).status).toBe(401);
	}
});
