import type { Bot, ChatbotStore } from '../store.mts';

const PLAN = {
	code: 'messengersPro',
	max_bots: 100,
	max_contacts: -1,
	max_messages: -1,
	max_tags: 300,
	max_variables: 300,
	branding: false,
	is_exceeded: false,
	is_expired: false,
	expired_at: '2030-12-31T21:00:00+00:00',
};

/** GET /account of a channel or of all of them. */
export function accountRecord(
	store: ChatbotStore,
	isCounted: (bot: Bot) => boolean,
	planName: 'plan' | 'tariff',
) {
	const countOf = (entries: ReadonlyArray<{ bot: Bot }>) =>
		entries.filter(({ bot }) => isCounted(bot)).length;
	return {
		[planName]: PLAN,
		statistics: {
			messages: countOf(store.outbox.map(({ contact }) => contact)),
			bots: store.bots.filter(isCounted).length,
			contacts: countOf(store.contacts),
			variables: countOf(store.variables),
		},
	};
}
