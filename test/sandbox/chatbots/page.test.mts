import { createHash } from 'node:crypto';
import { botOf, contactOf, contactsOf, type ChannelId } from './chatbots.mts';
import { chatbotEvents } from '../../../sandbox/chatbots/store.mts';
import { startBench, type Bench, type Call } from '../client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const page = async (query = '') =>
	(await bench.call('GET', `/?view=chatbots${query}`, { authorization: null })).text;
/** As people read a piece of HTML. */
const wordsOf = (html: string) =>
	html
		.replace(/<[^>]*>/g, ' ')
		.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => CHARACTERS[name] ?? '')
		.replace(/\s+/g, ' ')
		.trim();
const CHARACTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const all = (html: string, pattern: RegExp) =>
	[...html.matchAll(pattern)].map(([, inner]) => wordsOf(inner ?? ''));
const titlesIn = (html: string) => all(html, /<h2[^>]*>([^]*?)<\/h2>/g);
const saidIn = (html: string) => all(html, /<li class="(?:in|out)">([^]*?)<\/li>/g);
const chosenIn = (html: string) => all(html, /aria-current="true">([^]*?)<\/a>/g);
/** The rows of the table with this id. */
const rowsIn = (html: string, id: string) => {
	const [, table = ''] = new RegExp(`id="${id}-table"[^]*?<tbody>([^]*?)</tbody>`).exec(html) ?? [];
	return all(table, /<tr>([^]*?)<\/tr>/g);
};
const control = (path: string, call: Call) =>
	bench.call('POST', `/sandbox/chatbots/${path}`, { authorization: null, ...call });
const form = (path: string, fields: Array<[string, string]>) =>
	control(path, {
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		raw: String(new URLSearchParams(fields)),
	});

describe('the page', () => {
	test('bots, the first one’s contacts, and the chat with the first of these', async () => {
		const html = await page();
		expect(titlesIn(html)).toEqual([
			'Bots',
			'Chat with Anna Lindström',
			'Contacts',
			'New subscriber',
			'Webhooks of Holm Telegram',
			'Deliveries',
			'Chatbot campaigns',
			'Latest requests',
		]);
		expect(rowsIn(html, 'bots')).toHaveLength(14);
		expect(rowsIn(html, 'bot-contacts')).toHaveLength(5);
		expect(chosenIn(html)).toEqual(['Holm Telegram', 'Anna Lindström']);
		expect(saidIn(html)).toEqual([
			'Anna Lindström, 2026-01-15 10:00:00 Hello, are you open on Sunday?',
		]);
	});

	test('another bot, another contact', async () => {
		const [, contact] = contactsOf(bench, 'viber');
		expect(chosenIn(await page(`&bot=${contact?.bot.id}`))).toEqual([
			'Holm Viber',
			'Anna Lindström',
		]);
		expect(chosenIn(await page(`&contact=${contact?.id}`))).toEqual([
			'Holm Viber',
			'Дмитро Шевченко',
		]);
	});

	test.each(['&bot=x', '&contact=x', '&bot=1&bot=2&contact=3&contact=4'])(
		'%s is nobody',
		async (query) => {
			expect(titlesIn(await page(query))).toContain('Chat with Anna Lindström');
		},
	);

	test('a bot without contacts, an account without bots', async () => {
		const { bots } = bench.sandbox.state.chatbots;
		const old = bots.find(({ active }) => !active);
		const html = await page(`&bot=${old?.id}`);
		expect(titlesIn(html)).toContain('Webhooks of Holm Telegram, old');
		expect(titlesIn(html).join()).not.toContain('Chat with');
		bots.length = 0;
		expect(titlesIn(await page())).toEqual(['Bots', 'Latest requests']);
	});

	test('who said what, reactions, notes, and how much came before', async () => {
		const contact = contactOf(bench, 'telegram');
		const { talk, chatbots } = bench.sandbox.state;
		talk.receive(contact, 'price');
		talk.say(contact, { data: { type: 'text', text: 'On its way' }, source: 'api' }).reaction =
			'❤';
		talk.say(contact, {
			data: { type: 'photo', photo: 'https://www.cdn.com/photo.png', caption: 'New' },
			source: 'campaign',
		});
		chatbots.addNote(contact, 'Calls late');
		const html = await page();
		const at = '2026-01-15 10:00:00';
		expect(saidIn(html).slice(1)).toEqual([
			`Anna Lindström, ${at} price`,
			`Bot (flow), ${at} Flow: Price list`,
			`Bot (API), ${at}, ❤ On its way`,
			`Bot (campaign), ${at} https://www.cdn.com/photo.png · New`,
		]);
		expect(html.match(/<li class="out">/g)).toHaveLength(3);
		expect(wordsOf(html)).toContain('Note: Calls late');
		for (let index = 0; index < 100; index += 1) talk.receive(contact, `Line ${index}`);
		const long = await page();
		expect(saidIn(long)).toHaveLength(100);
		expect(long).toContain('5 earlier messages');
	});

	describe('pictures, files and buttons', () => {
		const PHOTO = 'https://www.cdn.com/photo.png?size=5&kind=a';
		const SHOP = 'https://shop.example/spring';
		/** Links of the last message, each with its address. */
		const linksIn = (html: string) => {
			const last = html.match(/<li class="out">[^]*?<\/li>/g)?.at(-1) ?? '';
			return [...last.matchAll(/<a ([^>]*)>/g)].map(([, attributes = '']) => attributes);
		};
		const shown = async (channel: ChannelId, data: Record<string, unknown>, text?: string) => {
			const contact = contactOf(bench, channel);
			bench.sandbox.state.talk.say(contact, { data, text, source: 'api' });
			const html = await page(`&contact=${contact.id}`);
			const said = saidIn(html)
				.at(-1)
				?.replace(/^.*?\d\d:\d\d:\d\d /, '');
			const links = linksIn(html);
			for (const link of links) expect(link).toContain(' rel="noreferrer noopener"');
			const addresses = links.map((link) => wordsOf(/href="([^"]*)"/.exec(link)?.[1] ?? ''));
			return [said, addresses];
		};
		const button = { type: 'web_url', text: 'Open', url: SHOP };
		const reply = { type: 'postback', text: 'Later', to_chain_id: 'x' };

		test.each<[ChannelId, Record<string, unknown>, said: string, addresses: string[]]>([
			[
				'telegram',
				{
					type: 'photo',
					photo: PHOTO,
					caption: 'New',
					reply_markup: {
						inline_keyboard: [
							[button, { type: 'postback', text: 'Later', data: { to_chain_id: 'x' } }],
							[{ type: 'web_url', text: 'App', web_app: { url: SHOP } }],
						],
					},
				},
				`${PHOTO} · New · Button Open · Button Later · Button App`,
				[PHOTO, SHOP, SHOP],
			],
			['whatsapp', { type: 'document', document: { link: PHOTO } }, PHOTO, [PHOTO]],
			[
				'whatsapp',
				{
					type: 'interactive',
					interactive: {
						type: 'button',
						body: { text: 'Shall we?' },
						action: { buttons: [{ type: 'reply', reply: { title: 'Yes' } }] },
					},
				},
				'Shall we? · Button Yes',
				[],
			],
			[
				'messenger',
				{
					type: 'RESPONSE',
					content_type: 'template',
					data: {
						attachment: {
							type: 'template',
							payload: {
								template_type: 'generic',
								elements: [
									{
										title: 'Spring',
										image_url: PHOTO,
										buttons: [{ type: 'web_url', title: 'Open', url: SHOP }],
									},
								],
							},
						},
					},
				},
				`Spring · ${PHOTO} · Button Open`,
				[PHOTO, SHOP],
			],
			[
				'viber',
				{ type: 'image', image: { file: { is_path_absolute: true, path: PHOTO } } },
				PHOTO,
				[PHOTO],
			],
			[
				'liveChat',
				{ type: 'text', text: { text: 'New', buttons: [[button, reply]] } },
				'New · Button Open · Button Later',
				[SHOP],
			],
		])('%s, message %#', async (channel, data, said, addresses) => {
			expect(await shown(channel, data)).toEqual([said, addresses]);
		});

		test('a template: its text, and the picture that came with it', async () => {
			const header = { type: 'header', parameters: [{ type: 'image', image: { link: PHOTO } }] };
			const body = { type: 'body', parameters: [{ type: 'text', text: 'Ann' }] };
			const template = { name: 'a', language: { code: 'en' }, components: [header, body] };
			expect(await shown('whatsapp', { type: 'template', template }, 'Hello Ann')).toEqual([
				`Hello Ann · ${PHOTO}`,
				[PHOTO],
			]);
		});

		test.each(['javascript:alert(1)', 'data:text/html,x', '//shop.example/', ' https://a.example'])(
			'%s is nothing to click',
			async (url) => {
				const reply_markup = { inline_keyboard: [[{ type: 'web_url', text: 'Open', url }]] };
				const [, addresses] = await shown('telegram', { type: 'photo', photo: url, reply_markup });
				expect(addresses).toEqual([]);
			},
		);
	});

	test('when campaigns go out, in the time zone of the account', async () => {
		const bot_id = botOf(bench, 'telegram').id;
		const messages = [{ type: 'text', message: { text: 'Sale!' } }];
		for (const more of [{}, { send_at: '2026-07-01 10:00' }]) {
			await bench.post('/telegram/campaigns/send', { title: 'Sale', bot_id, messages, ...more });
		}
		expect(rowsIn(await page(), 'chatbot-campaigns')).toEqual([
			'Sale Holm Telegram at once 5',
			'Sale Holm Telegram 2026-07-01 10:00:00 0',
		]);
	});

	test('what became of deliveries', async () => {
		const bot = botOf(bench, 'telegram');
		bot.webhooks.push({ url: 'http://192.0.2.1/', events: ['open_chat'] });
		bench.sandbox.state.talk.openChat(contactOf(bench, 'telegram'));
		expect(rowsIn(await page(), 'chatbot-deliveries')).toEqual([
			'http://192.0.2.1/ 2026-01-15 10:00:00 open_chat not on this machine, not called',
		]);
	});

	test('what people enter is text, never HTML', async () => {
		const evil = `"><script>alert("1")</script><img src=x onerror='alert(1)'>`;
		const { talk, chatbots } = bench.sandbox.state;
		const bot = chatbots.addBot('telegram', evil);
		bot.webhooks.push({ url: `http://127.0.0.1:9/${evil}`, events: ['open_chat'] });
		const contact = talk.subscribe(bot, { name: evil });
		contact.tags.add(evil);
		contact.variables.set(evil, evil);
		talk.receive(contact, evil).reaction = evil;
		talk.say(contact, { data: { type: 'text', text: evil }, source: 'api' });
		const buttons = [[{ text: evil, url: `https://shop.example/${evil}` }]];
		talk.say(contact, { data: { photo: `https://shop.example/${evil}`, buttons }, source: 'api' });
		talk.callFromFlow(contact, evil);
		chatbots.addNote(contact, evil);
		await bench.post('/telegram/campaigns/send', {
			title: evil,
			bot_id: bot.id,
			messages: [{ type: 'text', message: { text: evil } }],
		});
		await bench.sandbox.chatbotCourier.settle();
		const html = await page(`&contact=${contact.id}`);
		expect(html.match(/&lt;script&gt;alert\(/g)?.length).toBeGreaterThan(10);
		for (const raw of ['<script>alert', '<img']) expect(html).not.toContain(raw);
		expect(html.match(/<script>/g)).toHaveLength(1);
		// An attribute that ends early would let the rest out.
		expect(html.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\sonerror/);
	});

	test('ids are one of a kind, fields have labels, forms stay on this machine', async () => {
		botOf(bench, 'telegram').webhooks.push(
			{ url: 'http://127.0.0.1:1/', events: ['open_chat'] },
			{ url: 'http://127.0.0.1:2/', events: ['open_chat'] },
		);
		const html = await page();
		const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
		expect(new Set(ids).size).toBe(ids.length);
		const fields = html.match(/<input type="(?!hidden)/g) ?? [];
		const labelled = html.match(/<label[^>]*>(?:[^<]+<input|<input[^>]*>[^<]+<\/label>)/g) ?? [];
		expect(labelled).toHaveLength(fields.length);
		const forms = html.match(/<form[^>]*>/g) ?? [];
		expect(forms).toHaveLength(6);
		for (const tag of forms) {
			expect(tag).toMatch(/^<form method="post" action="\/sandbox\/chatbots\/[\w/]+"/);
		}
	});

	test('its script and style are what the policy lets through', async () => {
		const { text, headers } = await bench.call('GET', '/?view=chatbots', { authorization: null });
		const policy = String(headers['content-security-policy']);
		for (const [, inner] of text.matchAll(/<(?:script|style)>([^]*?)<\/(?:script|style)>/g)) {
			const hash = createHash('sha256').update(String(inner)).digest('base64');
			expect(policy).toContain(`'sha256-${hash}'`);
		}
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain("form-action 'self'");
		expect(text).not.toMatch(/ (style|on\w+)=/);
	});
});

describe('forms and control routes', () => {
	const BOT = () => botOf(bench, 'telegram');
	const CONTACT = () => contactOf(bench, 'telegram');

	test('a form leads back to where it was', async () => {
		const { id } = CONTACT();
		const said = await form('receive', [
			['contact', id],
			['text', 'Größe 名 & <b>'],
		]);
		expect([said.status, said.headers.location]).toEqual([303, `/?view=chatbots&contact=${id}`]);
		expect(saidIn(await page(`&contact=${id}`)).at(-1)).toMatch(/Größe 名 & <b>$/);
		const added = await form('webhooks', [
			['bot', BOT().id],
			['url', 'http://127.0.0.1:9/hook'],
			['events[]', 'incoming_message'],
			['events[]', 'bot_block'],
		]);
		expect([added.status, added.headers.location]).toEqual([
			303,
			`/?view=chatbots&bot=${BOT().id}`,
		]);
		expect(BOT().webhooks).toEqual([
			{ url: 'http://127.0.0.1:9/hook', events: ['incoming_message', 'bot_block'] },
		]);
		await form('webhooks/remove', [
			['bot', BOT().id],
			['url', 'http://127.0.0.1:9/hook'],
		]);
		expect(BOT().webhooks).toEqual([]);
		await form('subscribe', [
			['bot', BOT().id],
			['name', 'Ann Lee'],
			['phone', ''],
		]);
		expect(contactsOf(bench, 'telegram').at(-1)?.person).toEqual({ name: 'Ann Lee' });
	});

	test('a comment on a post, where the channel has posts', async () => {
		const [telegram, instagram] = [contactOf(bench, 'telegram'), contactOf(bench, 'instagram')];
		const button = 'formaction="/sandbox/chatbots/comment"';
		expect(await page(`&contact=${telegram.id}`)).not.toContain(button);
		expect(await page(`&contact=${instagram.id}`)).toContain(button);
		const { status } = await form('comment', [
			['contact', instagram.id],
			['text', 'How much?'],
		]);
		expect(status).toBe(303);
		expect(saidIn(await page(`&contact=${instagram.id}`)).at(-1)).toContain('How much?');
	});

	test('JSON is answered with JSON', async () => {
		const { status, json } = await control('receive', {
			body: { contact: CONTACT().id, text: 'Hi' },
		});
		expect([status, json]).toEqual([200, { done: true }]);
	});

	test.each<[act: string, more: object, state: object]>([
		['openChat', {}, { isChatOpened: true }],
		['unsubscribe', {}, { status: 2 }],
		['block', {}, { status: 4 }],
	])('act: %s', async (act, more, state) => {
		await control('act', { body: { contact: CONTACT().id, act, ...more } });
		expect(CONTACT()).toMatchObject(state);
	});

	test('acts that only webhooks tell of, with their words', async () => {
		BOT().webhooks.push({ url: 'http://192.0.2.1/', events: ['link_click', 'run_custom_flow'] });
		const contact = CONTACT().id;
		const link = 'https://shop.example/autumn';
		for (const body of [
			{ act: 'clickLink' },
			{ act: 'clickLink', link },
			{ act: 'callFromFlow' },
			{ act: 'callFromFlow', title: 'Asked' },
		]) {
			await control('act', { body: { contact, ...body } });
		}
		const { json } = await bench.call('GET', '/sandbox/chatbots/deliveries', {
			authorization: null,
		});
		expect(json.map(({ title, body }: any) => [title, body[0].info])).toEqual([
			['link_click', { link: expect.any(String) }],
			['link_click', { link }],
			['run_custom_flow', {}],
			['Asked', {}],
		]);
	});

	test('a subscriber with a phone starts the flow for new ones', async () => {
		bench.sandbox.state.chatbots.addFlow(BOT(), 'Welcome', [{ name: 'start', type: 1 }]);
		await control('subscribe', { body: { bot: BOT().id, name: 'Ann Lee', phone: '380931112299' } });
		const { outbox, contacts } = bench.sandbox.state.chatbots;
		expect(contacts.at(-1)?.person).toEqual({ name: 'Ann Lee', phone: '380931112299' });
		expect(outbox.map(({ text }) => text)).toEqual(['Flow: Welcome']);
	});

	test.each<[path: string, body: object, status: number, message: RegExp]>([
		['receive', { contact: 'x', text: 'Hi' }, 404, /no such contact/],
		['receive', {}, 422, /text/],
		['receive', { text: ' ' }, 422, /text/],
		['receive', { text: 5 }, 422, /text/],
		['act', {}, 422, /openChat/],
		['act', { act: 'dance' }, 422, /openChat/],
		['subscribe', { bot: 'x', name: 'Ann' }, 404, /no such bot/],
		['subscribe', {}, 422, /name/],
		['subscribe', { name: 'Ann', phone: '+380' }, 422, /phone/],
		['webhooks', { bot: 'x', url: 'http://a.example/', events: ['open_chat'] }, 404, /no such bot/],
		['webhooks', { events: ['open_chat'] }, 422, /url/],
		['webhooks', { url: 'javascript:alert(1)', events: ['open_chat'] }, 422, /url/],
		['webhooks', { url: 'http://a.example/' }, 422, /no event/],
		['webhooks', { url: 'http://a.example/', events: ['open_chat', 'opened'] }, 422, /opened/],
		['webhooks/remove', { bot: 'x' }, 404, /no such bot/],
	])('%s refuses %j', async (path, body, status, message) => {
		const answer = await control(path, {
			body: { contact: CONTACT().id, bot: BOT().id, ...body },
		});
		expect([answer.status, answer.json]).toEqual([
			status,
			{ message: expect.stringMatching(message) },
		]);
		expect(BOT().webhooks).toEqual([]);
	});

	test('one address is one webhook: its events change', async () => {
		const body = { bot: BOT().id, url: 'http://127.0.0.1:9/', events: ['open_chat'] };
		await control('webhooks', { body });
		await control('webhooks', { body: { ...body, events: 'link_click' } });
		expect(BOT().webhooks).toEqual([{ url: body.url, events: ['link_click'] }]);
	});

	test('everything at a glance, for other processes', async () => {
		const { json } = await bench.call('GET', '/sandbox/chatbots', { authorization: null });
		expect([json.bots.length, json.contacts.length, json.messages.length]).toEqual([14, 35, 21]);
		expect(json.contacts[0]).toEqual({
			id: CONTACT().id,
			botId: BOT().id,
			channel: 'telegram',
			name: 'Anna Lindström',
			phone: '380931112230',
			isChatOpened: false,
			operatorId: null,
		});
	});

	test('none of it is a request to SendPulse', async () => {
		await control('receive', { body: { contact: CONTACT().id, text: 'Hi' } });
		await page();
		expect(bench.sandbox.log).toHaveLength(0);
	});
});

/** The page's own script, with as much of a browser around it as it asks for. */
describe('the automatic refresh', () => {
	interface Field {
		value: string;
		defaultValue: string;
		checked: boolean;
		defaultChecked: boolean;
	}

	/** Opens the page, lets somebody do something, and waits for a tick of the script. */
	async function isRefreshed(act: (open: Open) => void): Promise<boolean> {
		const html = await page();
		const [, script = ''] = /<script>([^]*)<\/script>/.exec(html) ?? [];
		const fields = [...html.matchAll(/<input[^>]*>/g)].map(([tag]): Field => {
			const [, value = ''] = / value="([^"]*)"/.exec(tag) ?? [];
			const checked = / checked/.test(tag);
			return { value, defaultValue: value, checked, defaultChecked: checked };
		});
		let wasReplaced = false;
		let press = () => {};
		let tick = async () => {};
		const part = (innerHTML: string) => ({
			innerHTML,
			contains: () => false,
			querySelectorAll: () => [],
			replaceWith: () => (wasReplaced = true),
		});
		const button = { addEventListener: (_: string, listener: () => void) => (press = listener) };
		const shown = part('old');
		const document = {
			hidden: false,
			activeElement: null as unknown,
			querySelector: (selector: string) => ({ main: shown, button })[selector] ?? null,
			querySelectorAll: (selector: string) => (selector === 'input' ? fields : []),
		};
		class DOMParser {
			parseFromString = () => ({ querySelector: () => part('new') });
		}
		const selection = { isCollapsed: true };
		const browser = {
			document,
			DOMParser,
			location: { href: '' },
			fetch: async () => ({ text: async () => '' }),
			getSelection: () => selection,
			setInterval: (listener: () => Promise<void>) => (tick = listener),
		};
		new Function(...Object.keys(browser), script)(...Object.values(browser));
		act({ document, selection, fields, press: () => press() });
		await tick();
		return wasReplaced;
	}

	interface Open {
		document: { hidden: boolean; activeElement: unknown };
		selection: { isCollapsed: boolean };
		fields: Field[];
		press(): void;
	}

	test('shows what is new', async () => {
		expect(await isRefreshed(() => {})).toBe(true);
	});

	test.each<[string, (open: Open) => void]>([
		['a text is begun', ({ fields }) => (fields.find(({ value }) => value === '')!.value = 'Half')],
		[
			'an event is ticked',
			({ fields }) => (fields.find(({ checked }) => !checked)!.checked = true),
		],
		[
			'an event is unticked',
			({ fields }) => (fields.find(({ checked }) => checked)!.checked = false),
		],
		['somebody is in a form', ({ document }) => (document.activeElement = { closest: () => ({}) })],
		['a text is selected', ({ selection }) => (selection.isCollapsed = false)],
		['nobody looks', ({ document }) => (document.hidden = true)],
		['updates are paused', ({ press }) => press()],
	])('waits while %s', async (_, act) => {
		expect(await isRefreshed(act)).toBe(false);
	});
});

test('each event of the webhooks can be made to happen', async () => {
	const bot = botOf(bench, 'telegram');
	const [contact] = contactsOf(bench, 'telegram');
	bot.webhooks.push({ url: 'https://site.example/hook', events: [...chatbotEvents] });
	const own: [string, string] = ['contact', contact!.id];

	await form('receive', [own, ['text', 'Hello']]);
	await form('say', [own, ['text', 'Good morning']]);
	for (const act of ['openChat', 'clickLink', 'callFromFlow', 'unsubscribe', 'block'])
		await form('act', [own, ['act', act]]);
	await form('subscribe', [
		['bot', bot.id],
		['name', 'New One'],
	]);

	const told = bench.sandbox.chatbotCourier.deliveries.map(({ title }) => title);
	expect([...new Set(told)].sort()).toEqual([...chatbotEvents].sort());
	const html = await page(`&contact=${contact!.id}`);
	expect(html).toContain('formaction="/sandbox/chatbots/say"');
	expect(saidIn(html).at(-1)).toMatch(/^Bot \(flow\), .* Good morning$/);
});
