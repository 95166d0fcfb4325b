/** Every operation of the SendPulse Chatbot node, run in all of its channels against the sandbox. */
import '../engine/virtualTime.mts';
import '../quiet.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	CHANNEL_IDS,
	channelOf,
	type ChannelId,
} from '../../nodes/SendPulseChatbot/fields/channels';
import { createSandbox } from '../../sandbox/index.mts';
import { callsWhatIsDocumented, type Run } from '../everyEndpoint.mts';

const sandbox = createSandbox({ perSecond: 1_000 });
const { chatbots, account } = sandbox.state;

const found = <T,>(value: T | undefined): T => {
	if (value === undefined) throw new Error('The sandbox begins without what this test needs');
	return value;
};
const botOf = (channel: ChannelId) =>
	found(chatbots.bots.find((bot) => bot.channel === channel && bot.active));
/** The contacts with a chat come first. */
const contactsOf = (channel: ChannelId) =>
	chatbots.contacts.filter(({ bot }) => bot === botOf(channel));
const flowOf = (channel: ChannelId) =>
	found(chatbots.flows.find((flow) => flow.bot === botOf(channel) && flow.active)).id;

type Parameters = (channel: ChannelId) => IDataObject;

/** In each channel, or in some of them. */
const inEach =
	(parametersOf: Parameters = () => ({}), channels: readonly ChannelId[] = CHANNEL_IDS) =>
	(): Run[] =>
		channels.map((channel) => ({ parameters: { channel, ...parametersOf(channel) } }));

const bot: Parameters = (channel) => ({ botId: botOf(channel).id });
const contact: Parameters = (channel) => ({ contactId: found(contactsOf(channel)[0]).id });
const unwanted: Parameters = (channel) => ({ contactId: found(contactsOf(channel).at(-1)).id });
const about: Parameters = (channel) => ({ ...bot(channel), ...contact(channel) });
const aboutNote: Parameters = (channel) => {
	const { contactId } = contact(channel);
	const note = found(chatbots.notes.find((candidate) => candidate.contact.id === contactId));
	return { ...about(channel), noteId: note.id };
};
const both =
	(first: Parameters, more: Parameters): Parameters =>
	(channel) => ({ ...first(channel), ...more(channel) });

const WHATSAPP = ['whatsapp'] as const;
const phone = '+380 93 111 22 30';
const text = { messageType: 'text', text: 'Größe 名 👋' };
const variables = {
	specifyVariables: 'json',
	variablesJson: { city: 'Київ', orders: 3 },
};
const template = {
	template: 'order_shipped:en',
	templateParameters: {
		mappingMode: 'defineBelow',
		value: { body_1: 'Ann', body_2: '1234' },
		schema: [],
	},
};
const withCampaigns = CHANNEL_IDS.filter((channel) => channelOf(channel).campaigns);

callsWhatIsDocumented({
	node: 'SendPulseChatbot',
	sandbox,
	runs: {
		'message.send': inEach(both(contact, () => text)),
		'message.sendByPhone': inEach(
			both(bot, () => ({ phone, ...text })),
			WHATSAPP,
		),
		'message.sendTemplate': inEach(
			both(contact, () => template),
			WHATSAPP,
		),
		'message.sendTemplateByPhone': inEach(
			both(bot, () => ({ phone, ...template })),
			WHATSAPP,
		),

		'contact.get': inEach(both(contact, () => ({ simplify: false }))),
		'contact.getByPhone': inEach(
			both(bot, () => ({ phone })),
			WHATSAPP,
		),
		'contact.create': inEach(
			both(bot, () => ({ phone: '380501234567', name: 'Ann', ...variables })),
			WHATSAPP,
		),
		'contact.setVariables': inEach(both(contact, () => variables)),
		'contact.addTags': inEach(both(contact, () => ({ tags: ['vip', 'new'] }))),
		'contact.getMany': () => [
			...inEach(both(bot, () => ({ searchBy: 'tag', tag: 'vip' })))(),
			...inEach(
				both(bot, () => ({ searchBy: 'variable', variable: 'city', variableValue: 'Київ' })),
			)(),
		],
		'contact.removeTag': inEach(both(contact, () => ({ tag: 'new' }))),
		'contact.removeVariable': inEach(both(contact, () => ({ variable: 'orders' }))),
		'contact.pauseAutomation': inEach(contact),
		'contact.resumeAutomation': inEach(contact),
		'contact.assignOperator': inEach(
			both(contact, () => ({ operatorId: Number(found(account.users()[0]).id) })),
		),
		'contact.unassignOperator': inEach(contact),
		'contact.disable': inEach(contact),
		'contact.enable': inEach(contact),
		'contact.delete': inEach(unwanted),

		'note.create': inEach(both(about, () => ({ text: 'Call back' }))),
		'note.getMany': inEach(about),
		'note.update': inEach(both(aboutNote, () => ({ text: 'Called' }))),
		'note.delete': inEach(aboutNote),

		'chat.getMany': () => [{}, ...inEach(bot)()],
		'chat.getMessages': inEach(both(contact, () => ({ filters: { order: 'asc' } }))),
		'chat.open': inEach(contact),
		'chat.markUnread': inEach(contact),
		'chat.markRead': inEach(contact),
		'chat.close': inEach(contact),

		'flow.getMany': inEach(bot),
		'flow.run': inEach(both(contact, (channel) => ({ flowId: flowOf(channel), ...variables }))),
		'flow.runByTrigger': inEach(both(contact, () => ({ keyword: 'price' }))),

		'campaign.send': () => [
			...inEach(
				both(bot, () => ({ title: 'Spring', sendMode: 'now', ...text })),
				withCampaigns,
			)(),
			...inEach(
				both(bot, () => ({
					title: 'Spring',
					sendMode: 'now',
					messageType: 'template',
					...template,
				})),
				WHATSAPP,
			)(),
		],

		'bot.getMany': () => [{}, ...inEach()()],
		'bot.getStatistics': inEach(bot),
		'bot.getVariables': inEach(bot),
		'bot.getTags': inEach(bot),
		'bot.getTriggers': inEach(bot),

		'account.get': inEach(),
	},
	written: (path) => path.replace(/^\/(viber\/chatbots|(?!chatbots)[^/]+)/, '/{channel}'),
});
