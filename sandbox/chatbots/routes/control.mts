import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asArguments, type Arguments } from '../../arguments.mts';
import { isChatbotEvent, type Bot, type BotContact } from '../store.mts';
import type { SandboxContext } from '../../context.mts';
import { finish, refuse } from '../../page/forms.mts';
import { isWebAddress } from '../../syntax.mts';

/** A link to click where nobody says which. */
const SOME_LINK = 'https://shop.example/spring';

/**
 * What contacts of chatbots do, and what the settings of their bots hold: from the page or from another process.
 * No part of SendPulse's API, which can do neither.
 */
export function chatbotControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.chatbots;
	const talk = () => sandbox.state.talk;

	server.get('/sandbox/chatbots', async () => {
		const { bots, contacts, messages } = store();
		return {
			bots: bots.map(({ id, channel, name, active, webhooks }) => ({
				id,
				channel,
				name,
				active,
				webhooks,
			})),
			contacts: contacts.map(({ id, bot, person, isChatOpened, operatorId }) => ({
				id,
				botId: bot.id,
				channel: bot.channel,
				...person,
				isChatOpened,
				operatorId,
			})),
			messages: messages.map(({ id, contact, text, direction, source }) => ({
				id,
				contactId: contact.id,
				text,
				direction,
				source,
			})),
		};
	});

	server.get('/sandbox/chatbots/deliveries', async () => sandbox.chatbotCourier.deliveries);

	server.post('/sandbox/chatbots/receive', async (request, reply) =>
		about(request, reply, (contact, { text }) => {
			if (typeof text !== 'string' || text.trim() === '') return 'text is missing';
			talk().receive(contact, text);
			return undefined;
		}),
	);

	// As a flow of the bot does.
	server.post('/sandbox/chatbots/say', async (request, reply) =>
		about(request, reply, (contact, { text }) => {
			if (typeof text !== 'string' || text.trim() === '') return 'text is missing';
			talk().say(contact, { data: { type: 'text', text }, source: 'flow' });
			return undefined;
		}),
	);

	server.post('/sandbox/chatbots/comment', async (request, reply) =>
		about(request, reply, (contact, { text }) => {
			if (typeof text !== 'string' || text.trim() === '') return 'text is missing';
			return talk().comment(contact, text) ? undefined : 'the channel has no comments';
		}),
	);

	server.post('/sandbox/chatbots/act', async (request, reply) =>
		about(request, reply, (contact, { act, link, title }) => {
			switch (act) {
				case 'openChat':
					talk().openChat(contact);
					return undefined;
				case 'clickLink':
					talk().clickLink(contact, typeof link === 'string' ? link : SOME_LINK);
					return undefined;
				case 'callFromFlow':
					talk().callFromFlow(contact, typeof title === 'string' ? title : undefined);
					return undefined;
				case 'unsubscribe':
					talk().unsubscribe(contact);
					return undefined;
				case 'block':
					talk().block(contact);
					return undefined;
				default:
					return 'act is none of openChat, clickLink, callFromFlow, unsubscribe, block';
			}
		}),
	);

	server.post('/sandbox/chatbots/subscribe', async (request, reply) =>
		settings(request, reply, (bot, { name, phone }) => {
			if (typeof name !== 'string' || name.trim() === '') return 'name is missing';
			// A form has all its fields, also those left empty.
			if (phone === undefined || phone === '') talk().subscribe(bot, { name });
			else if (typeof phone !== 'string' || !PHONE.test(phone)) return 'phone is not all digits';
			else talk().subscribe(bot, { name, phone });
			return undefined;
		}),
	);

	server.post('/sandbox/chatbots/webhooks', async (request, reply) =>
		settings(request, reply, (bot, { url, events: came }) => {
			if (!isWebAddress(url)) return 'url is no address';
			const events = [came ?? []].flat().map(String);
			if (events.length === 0) return 'no event is chosen';
			const unknown = events.find((event) => !isChatbotEvent(event));
			if (unknown !== undefined) return `there is no event ${unknown}`;
			removeWebhook(bot, url);
			bot.webhooks.push({ url, events });
			return undefined;
		}),
	);

	server.post('/sandbox/chatbots/webhooks/remove', async (request, reply) =>
		settings(request, reply, (bot, { url }) => {
			removeWebhook(bot, String(url));
			return undefined;
		}),
	);

	/** Does something to a bot. */
	function settings(
		request: FastifyRequest,
		reply: FastifyReply,
		act: (bot: Bot, args: Arguments) => string | undefined,
	) {
		const args = asArguments(request.body);
		const bot = store().bots.find(({ id }) => id === args.bot);
		if (!bot) return refuse(reply, 404, 'no such bot');
		const complaint = act(bot, args);
		if (complaint !== undefined) return refuse(reply, 422, complaint);
		return finish(request, reply, `/?view=chatbots&bot=${bot.id}`);
	}

	/** Does something in the place of a contact. */
	function about(
		request: FastifyRequest,
		reply: FastifyReply,
		act: (contact: BotContact, args: Arguments) => string | undefined,
	) {
		const args = asArguments(request.body);
		const contact = store().contacts.find(({ id }) => id === args.contact);
		if (!contact) return refuse(reply, 404, 'no such contact');
		const complaint = act(contact, args);
		if (complaint !== undefined) return refuse(reply, 422, complaint);
		return finish(request, reply, `/?view=chatbots&contact=${contact.id}`);
	}
}

function removeWebhook(bot: Bot, url: string): void {
	const at = bot.webhooks.findIndex((webhook) => webhook.url === url);
	if (at >= 0) bot.webhooks.splice(at, 1);
}

const PHONE = /^\d{5,15}$/;
