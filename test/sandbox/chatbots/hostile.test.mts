/** What a body or a query of the chatbots' services holds may be anything: the sandbox refuses it, and stands. */
import { channelOf } from '../../../sandbox/chatbots/channels.mts';
import { randomFrom } from '../../../sandbox/faults.mts';
import { documentedEndpoints } from '../../documentedEndpoints.mts';
import { botOf, changed, channelIds, contactOf, GONE, type ChannelId } from './chatbots.mts';
import { startBench, type Bench } from '../client.mts';
import { HOSTILE } from '../hostileValues.mts';

let bench: Bench;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.sandbox.close());

const LINK = 'https://shop.example/spring.png';
const PAGE = { type: 'web_url', title: 'Open', url: LINK };
const cards = {
	attachment: {
		type: 'template',
		payload: {
			template_type: 'generic',
			elements: [{ title: 'Spring', image_url: LINK, buttons: [PAGE] }],
		},
	},
};
const markup = { inline_keyboard: [[{ text: 'Open', type: 'web_url', url: LINK }]] };
const filter = {
	type: 'and',
	expressions: [{ type: 'or', expressions: [{ operator: 'eq', field: 'tags', value: 'vip' }] }],
};

/** A message with as many members as may be, to a contact. */
const MESSAGES: Record<ChannelId, object> = {
	telegram: { type: 'photo', photo: LINK, caption: 'Spring', reply_markup: markup },
	whatsapp: {
		type: 'interactive',
		interactive: {
			type: 'button',
			body: { text: 'Shall we?' },
			action: { buttons: [{ type: 'reply', to_chain_id: 'x', reply: { title: 'Yes' } }] },
		},
	},
	messenger: {
		type: 'RESPONSE',
		tag: 'CUSTOMER_FEEDBACK',
		content_type: 'template',
		data: cards,
	},
	instagram: {
		type: 'generic_template',
		message: { attachment: { payload: { elements: [{ title: 'Spring', buttons: [PAGE] }] } } },
	},
	viber: { type: 'text', text: { text: 'Spring' } },
	liveChat: { type: 'text', text: { text: 'Spring' } },
	tiktok: { type: 'text', text: { text: 'Spring' } },
};

/** The same to all of a bot's contacts, where that has another form. */
const CAMPAIGN_MESSAGES: Partial<Record<ChannelId, object>> = {
	telegram: {
		type: 'photo',
		message: { photo: LINK, caption: 'Spring', reply_markup: markup },
		filter,
	},
	whatsapp: { type: 'text', text: { body: 'Spring' } },
	messenger: { type: 'RESPONSE', content_type: 'template', data: cards },
};

const template = {
	name: 'new_collection',
	language: { code: 'en' },
	components: [
		{ type: 'header', parameters: [{ type: 'image', image: { link: LINK } }] },
		{ type: 'body', parameters: [{ type: 'text', text: 'Anna' }] },
		{ type: 'button', sub_type: 'url', index: 1, parameters: [{ type: 'text', text: 'spring' }] },
	],
};

interface Ask {
	query?: Record<string, unknown>;
	body?: object;
}

/** What each endpoint takes, as docs/endpoints.md writes it, and those that no node calls. */
function asksOf(channel: ChannelId): Record<string, Ask> {
	const { state } = bench.sandbox;
	const { talk, chatbots } = state;
	const { id: bot_id } = botOf(bench, channel);
	const contact = contactOf(bench, channel);
	const about = { contact_id: contact.id };
	const ofBot = { bot_id, size: 10, skip: 0 };
	const byPhone = { bot_id, phone: contact.person.phone };
	const flow = chatbots.flows.find(({ bot }) => bot.id === bot_id)!;
	const note = { ...about, bot_id, text: 'Calls late' };
	const { id: note_id } = chatbots.addNote(contact, 'Calls early');
	const said = talk.say(contact, { data: { type: 'text', text: 'Hi' }, source: 'api' });
	const { member } = channelOf(channel);
	const of = (message: object) => ({ [member]: member === 'messages' ? [message] : message });
	const campaign = { title: 'Spring', bot_id, send_at: '2030-04-01 10:00' };
	const messages = [CAMPAIGN_MESSAGES[channel] ?? MESSAGES[channel]];
	const variable = { variable_name: 'city', variable_value: 'Kyiv' };
	return {
		'GET /chatbots/dialogs': { query: { size: 10, skip: 0, order: 'asc' } },
		'GET /chatbots/bots': {},
		'GET /{channel}/account': {},
		'GET /{channel}/bots': { query: { size: 10, skip: 0 } },
		'GET /{channel}/bots/statistics': { query: { bot_id } },
		'GET /{channel}/variables': { query: ofBot },
		'GET /{channel}/tags': { query: ofBot },
		'GET /{channel}/flows': { query: ofBot },
		'GET /{channel}/triggers': { query: ofBot },
		'GET /{channel}/chats': { query: ofBot },
		'GET /{channel}/chats/messages': { query: { ...about, order: 'asc', search_after: said.id } },
		'GET /{channel}/templates': { query: { bot_id } },
		'GET /{channel}/contacts/get': { query: { id: contact.id } },
		'GET /{channel}/contacts/getByPhone': { query: byPhone },
		'GET /{channel}/contacts/getByTag': { query: { ...ofBot, tag: 'vip' } },
		'GET /{channel}/contacts/getByVariable': { query: { ...ofBot, ...variable } },
		'GET /{channel}/contacts/getByTelegramId': { query: { bot_id, telegram_id: contact.number } },
		'GET /{channel}/contacts/getPauseAutomation': { query: about },
		'GET /{channel}/contacts/notes': { query: { ...about, bot_id } },
		'PUT /{channel}/contacts/mark-read': { query: about, body: {} },
		'PUT /{channel}/contacts/mark-unread': { query: about, body: {} },
		'PUT /{channel}/chats/react': { body: { message_id: said.id, reaction: '👍' } },
		'POST /{channel}/contacts': {
			body: {
				phone: '380501112233',
				bot_id,
				name: 'Olena',
				tags: ['vip'],
				variables: [{ name: 'city', value: 1 }],
			},
		},
		'POST /{channel}/contacts/send': { body: { ...about, ...of(MESSAGES[channel]) } },
		'POST /{channel}/contacts/sendText': {
			body: { ...about, text: 'Hi', ...(channel === 'messenger' && { message_type: 'RESPONSE' }) },
		},
		'POST /{channel}/contacts/sendTyping': { body: about },
		'POST /{channel}/contacts/sendByPhone': {
			body: { ...byPhone, message: { type: 'text', text: { body: 'Hi' } } },
		},
		'POST /{channel}/contacts/sendTemplate': { body: { ...about, template } },
		'POST /{channel}/contacts/sendTemplateByPhone': { body: { ...byPhone, template } },
		'POST /{channel}/contacts/react': {
			body: { ...about, message_id: said.id, reaction: { type: 'emoji', emoji: '👍' } },
		},
		'POST /{channel}/contacts/setName': { body: { ...about, name: 'Anna' } },
		'POST /{channel}/contacts/setVariable': { body: { ...about, variables: [variable] } },
		'POST /{channel}/contacts/deleteVariable': { body: { ...about, variable_name: 'city' } },
		'POST /{channel}/contacts/setTag': { body: { ...about, tags: ['spring'] } },
		'POST /{channel}/contacts/deleteTag': { body: { ...about, tag: 'vip' } },
		'POST /{channel}/contacts/setPauseAutomation': { body: { ...about, minutes: 5 } },
		'POST /{channel}/contacts/deletePauseAutomation': { body: about },
		'POST /{channel}/contacts/operators/assign': {
			body: { ...about, operator_id: state.account.users()[0]?.id },
		},
		'POST /{channel}/contacts/operators/unAssign': { body: about },
		'POST /{channel}/contacts/createNote': { body: note },
		'POST /{channel}/contacts/updateNote': { body: { ...note, note_id } },
		'POST /{channel}/contacts/deleteNote': { body: { ...about, bot_id, note_id } },
		'POST /{channel}/contacts/openChat': { body: about },
		'POST /{channel}/contacts/closeChat': { body: about },
		'POST /{channel}/flows/run': {
			body: { ...about, flow_id: flow.id, external_data: { order: 5 } },
		},
		'POST /{channel}/flows/runByTrigger': { body: { ...about, trigger_keyword: 'price' } },
		'POST /{channel}/campaigns/send': { body: { ...campaign, messages, filter } },
		'POST /{channel}/campaigns/sendTemplate': { body: { ...campaign, template } },
		'POST /{channel}/contacts/disable': { body: about },
		'POST /{channel}/contacts/enable': { body: about },
		'POST /{channel}/contacts/delete': { body: about },
		// Steers the sandbox itself.
		'POST /sandbox/chatbots/receive': { body: { contact: contact.id, text: 'Hi' } },
		'POST /sandbox/chatbots/comment': { body: { contact: contact.id, text: 'Hi' } },
		'POST /sandbox/chatbots/act': { body: { contact: contact.id, act: 'clickLink', link: LINK } },
		'POST /sandbox/chatbots/subscribe': {
			body: { bot: bot_id, name: 'Ann', phone: '380931119999' },
		},
		'POST /sandbox/chatbots/webhooks': {
			body: { bot: bot_id, url: 'http://127.0.0.1:9/', events: ['open_chat'] },
		},
		'POST /sandbox/chatbots/webhooks/remove': { body: { bot: bot_id, url: 'http://127.0.0.1:9/' } },
	};
}

/** Every place in a value, as {@link changed} names it. */
const placesIn = (value: unknown): string[] =>
	typeof value !== 'object' || value === null
		? []
		: Object.entries(value).flatMap(([name, inner]) => [
				name,
				...placesIn(inner).map((place) => `${name}.${place}`),
			]);

const call = async (channel: ChannelId, endpoint: string, { query, body }: Ask) => {
	const [method = '', path = ''] = endpoint
		.replace('/{channel}', channelOf(channel).path)
		.split(' ');
	const inQuery = new URLSearchParams();
	for (const [name, value] of Object.entries(query ?? {})) {
		inQuery.set(name, typeof value === 'string' ? value : String(JSON.stringify(value)));
	}
	bench.clock.advance(200);
	return await bench.call(method, `${path}?${inQuery}`, { body });
};

test('every documented endpoint is asked', () => {
	const asked = Object.keys(asksOf('telegram'));
	const documented = documentedEndpoints('SendPulseChatbot');
	expect(
		documented.map(({ method, path }) => `${method} ${path}`).filter((one) => !asked.includes(one)),
	).toEqual([]);
});

test.each(channelIds)('%s', async (channel) => {
	const random = randomFrom(11);
	const pick = <T,>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
	const some = () => (random() < 0.1 ? GONE : pick(HOSTILE));
	const taken: string[] = [];
	const broken: string[] = [];
	for (const endpoint of Object.keys(asksOf(channel))) {
		bench.sandbox.reset();
		const right = asksOf(channel)[endpoint]!;
		const heard = await call(channel, endpoint, right);
		// What the channel does not have says nothing of its bodies.
		if (heard.json?.message === 'Not found' || /no comments/.test(heard.text)) continue;
		taken.push(`${heard.status} ${endpoint}`);
		const places = placesIn(right);
		const tries = Math.min(8, places.length * 2);
		for (let index = 0; index < tries; index += 1) {
			// Each place once if there are few, after that any two.
			const first = places.length > tries ? pick(places) : (places[index] ?? pick(places));
			let ask = changed(asksOf(channel)[endpoint]!, first, some());
			if (index >= places.length) {
				try {
					ask = changed(ask, pick(places), some());
				} catch {
					// The place went with what was changed before.
				}
			}
			const { status, text } = await call(channel, endpoint, ask);
			if (status >= 500) broken.push(`${endpoint} ${JSON.stringify(ask)} → ${text}`);
		}
		if (!/send|receive|comment/i.test(endpoint)) continue;
		const query = { view: 'chatbots', contact: contactOf(bench, channel).id };
		const page = await call(channel, 'GET /', { query });
		if (page.status !== 200) broken.push(`page after ${endpoint} → ${page.text}`);
	}
	expect(broken).toEqual([]);
	expect(taken.filter((line) => !line.startsWith('200 '))).toEqual([]);
	expect(taken.length).toBeGreaterThan(35);
});
