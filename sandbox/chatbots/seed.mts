import type { SandboxState } from '../state.mts';
import { channelIds, channelOf } from './channels.mts';
import type { ChatbotStore, Bot } from './store.mts';
import type { Talk } from './talk.mts';

const people = ['Anna Lindström', 'Дмитро Шевченко', "Niamh O'Hara", '佐藤 美咲', 'Zoë Weiß'];

/** Bots, contacts, flows and chats on all channels: the same each time. */
export function seedChatbots({ chatbots: store, talk }: SandboxState): void {
	for (const channel of channelIds) {
		const bot = store.addBot(channel, `Holm ${channelOf(channel).name}`);
		store.addBot(channel, `Holm ${channelOf(channel).name}, old`, { active: false });
		fill(store, talk, bot);
	}
	const whatsApp = store.bots.find(({ channel, active }) => channel === 'whatsapp' && active);
	if (whatsApp) addTemplates(store, whatsApp);
}

function fill(store: ChatbotStore, talk: Talk, bot: Bot): void {
	for (const name of ['vip', 'newsletter']) store.addTag(bot, name);
	store.addVariable(bot, 'city');
	store.addVariable(bot, 'orders', 1, 2);
	store.addVariable(bot, 'opening_hours', 2);
	store.addFlow(bot, 'Price list', [{ name: 'price', type: 4, keywords: ['price'] }]);
	store.addFlow(bot, 'Order status', [{ name: 'order', type: 4, keywords: ['order'] }]);
	store.addFlow(bot, 'Spring 2020', [], { active: false });
	people.forEach((name, index) => {
		const contact = store.addContact(bot, { name, phone: `38093111223${index}` });
		if (index === 0) contact.tags.add('vip');
		if (index % 2 === 0) contact.variables.set('city', 'Kyiv').set('orders', index);
		if (index < 3) talk.receive(contact, 'Hello, are you open on Sunday?');
	});
}

/** WhatsApp's own form of components. */
function addTemplates(store: ChatbotStore, bot: Bot): void {
	const body = (text: string) => ({ type: 'BODY', text });
	const add = (
		name: string,
		components: Record<string, unknown>[],
		status: 'APPROVED' | 'PENDING' | 'REJECTED' = 'APPROVED',
		language = 'en',
	) => store.addTemplate(bot, { name, language, status, components });
	add('thanks_for_buying', [body('Thank you for your order!')]);
	add('order_shipped', [body('Hello {{1}}, your order {{2}} is on its way.')]);
	add('order_shipped', [body('Вітаємо, {{1}}! Замовлення {{2}} вже в дорозі.')], 'APPROVED', 'uk');
	add('new_collection', [
		{ type: 'HEADER', format: 'IMAGE' },
		body('Hello {{1}}, look at what is new.'),
		{ type: 'FOOTER', text: 'Holm & Sons' },
		{
			type: 'BUTTONS',
			buttons: [
				{ type: 'QUICK_REPLY', text: 'Tell me more' },
				{ type: 'URL', text: 'Open the shop', url: 'https://shop.example/{{1}}' },
			],
		},
	]);
	add('invoice', [{ type: 'HEADER', format: 'DOCUMENT' }, body('Your invoice, {{1}}.')]);
	add('black_friday', [body('Everything is cheap today')], 'REJECTED');
	add('summer', [body('Summer is here, {{1}}')], 'PENDING');
}
