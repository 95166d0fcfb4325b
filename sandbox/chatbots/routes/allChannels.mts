import type { FastifyInstance } from 'fastify';
import { channelOf } from '../channels.mts';
import { botRecord, dialogRecord } from '../records.mts';
import type { BotContact } from '../store.mts';
import type { SandboxContext } from '../../context.mts';
import { accountRecord } from './account.mts';
import { chatsOf } from './chats.mts';
import { after, enveloped, orderOf, pageOf, queryOf } from './requests.mts';

/** The account, bots and dialogs of all channels together (OpenAPI chatbots). */
export function allChannelsRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.chatbots;

	api.get('/chatbots/account', async () => {
		const account = accountRecord(store(), () => true, 'tariff');
		const services = new Set(store().bots.map(({ channel }) => channelOf(channel).serviceNumber));
		return enveloped({ ...account, services: [...services].sort((one, other) => one - other) });
	});

	// No pages are described.
	api.get('/chatbots/bots', async () =>
		enveloped(store().bots.map((bot) => botRecord(bot, store().contacts))),
	);

	api.get('/chatbots/dialogs', async (request) => {
		const query = queryOf(request);
		const { contacts, messages } = store();
		const { size, skip } = pageOf(query, sandbox.options);
		const order = orderOf(query);
		const chats = chatsOf(contacts, messages);
		if (order === 'asc') chats.reverse();
		const sayings = (contact: BotContact) =>
			messages.filter((message) => message.contact === contact);
		/** Where to go on: after the last words of the contact, if there are any. */
		const placeOf = (contact: BotContact) =>
			sayings(contact).findLast(({ direction }) => direction === 1)?.id ?? contact.id;
		const shown = after(chats, query, placeOf).slice(skip, skip + size);
		const last = shown.at(-1);
		const { id: userId } = sandbox.state.account.profile;
		return enveloped({
			list: shown.map((contact) => dialogRecord(contact, sayings(contact), userId)),
			total: chats.length,
			size,
			search_after: last ? placeOf(last) : null,
			order,
		});
	});
}
