import { botRecord, tagRecord, variableRecord } from '../records.mts';
import { ContactState } from '../store.mts';
import { accountRecord } from './account.mts';
import type { ChannelRoutes } from './channelRoutes.mts';

/** A channel's account and bots, with what each bot has. */
export function botRoutes(routes: ChannelRoutes): void {
	const { id, channel } = routes;

	routes.get('account', () =>
		accountRecord(routes.store, (bot) => bot.channel === id, channel.plan),
	);

	routes.list('bots', () => {
		const { bots, contacts } = routes.store;
		return bots.filter((bot) => bot.channel === id).map((bot) => botRecord(bot, contacts));
	});

	// Without `success`.
	routes.bareGet('bots/statistics', ({ bot_id }) => {
		const bot = routes.botOf(bot_id);
		const own = routes.contactsOf(bot);
		const total = own.length;
		const active = own.filter(({ status }) => status === ContactState.Active).length;
		const sent = routes.store.outbox.filter(({ contact }) => contact.bot === bot).length;
		// One service writes these names as all others are written.
		const data =
			id === 'liveChat'
				? {
						subscribed_total_count: total,
						subscribed_active_count: active,
						outgoing_messages_total_count: sent,
					}
				: {
						subscribedTotalCount: total,
						subscribedActiveCount: active,
						outgoingMessagesTotalCount: sent,
					};
		return { data };
	});

	routes.listOfBot('variables', (bot) =>
		routes.store.variables.filter((variable) => variable.bot === bot).map(variableRecord),
	);

	routes.listOfBot('tags', (bot) =>
		routes.store.tags
			.filter((tag) => tag.bot === bot)
			.map((tag) => tagRecord(tag, routes.store.contacts)),
	);
}
