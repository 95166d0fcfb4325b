import type { SandboxProduct } from '../product.mts';
import { ChatbotCourier } from './courier.mts';
import { chatbotOptions, type ChatbotOptions } from './options.mts';
import { chatbotsSections } from './page.mts';
import { chatbotControlRoutes } from './routes/control.mts';
import { chatbotRoutes } from './routes/index.mts';
import { seedChatbots } from './seed.mts';
import { ChatbotStore } from './store.mts';
import { Talk } from './talk.mts';

/** What the account holds of chatbots. */
interface ChatbotStores {
	readonly chatbots: ChatbotStore;
	/** What contacts of bots do, and what bots say. */
	readonly talk: Talk;
}

interface ChatbotCouriers {
	/** Delivers webhooks of chatbots. */
	chatbotCourier: ChatbotCourier;
}

declare module '../state.mts' {
	interface SandboxState extends ChatbotStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends ChatbotOptions {}
}
declare module '../context.mts' {
	interface SandboxCouriers extends ChatbotCouriers {}
}

/** Bots in messengers, their contacts, chats, flows and campaigns. */
export const chatbots: SandboxProduct<ChatbotStores, ChatbotOptions, ChatbotCouriers> = {
	title: 'Chatbots',
	views: [{ name: 'chatbots', title: 'Chatbots', sections: chatbotsSections }],
	options: chatbotOptions,
	stores(_, { clock, seed }) {
		const store = new ChatbotStore(clock, seed);
		return { chatbots: store, talk: new Talk(store, clock) };
	},
	seed: seedChatbots,
	couriers: (state, { clock }) => ({ chatbotCourier: new ChatbotCourier(state.chatbots, clock) }),
	routes: chatbotRoutes,
	controlRoutes: chatbotControlRoutes,
};
