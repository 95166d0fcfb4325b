import { count, oneOf, type OptionPart } from '../optionPart.mts';

/** Switches of the chatbots. */
export interface ChatbotOptions {
	/** Records of a list of chatbots where no size is given. Assumption: not documented. */
	chatbotPage: number;
	/** Most records of such a list, however many were asked for. Assumption, likewise. */
	chatbotMostPerPage: number;
	/** Lists of chatbots: arrays, as in real answers, or numbered objects, as the descriptions say. */
	chatbotLists: 'array' | 'object';
	/** What a message sent is answered with where the descriptions allow all three: not on WhatsApp and in live chat. */
	chatbotSendAnswer: 'object' | 'list' | 'true';
	/** A campaign of chatbots whose time is over: refused, or sent at once. Assumption. */
	pastChatbotCampaign: 'refuse' | 'send';
	/** Texts that are longer than the messenger takes: refused, or not measured. Assumption: the documents name a limit for WhatsApp's and some of Telegram's. */
	longTexts: 'refuse' | 'accept';
	/** A message to a contact of a bot who is not active. Assumption. */
	inactiveContact: 'refuse' | 'accept';
}

export const chatbotOptions: OptionPart<ChatbotOptions> = {
	defaults: {
		chatbotPage: 20,
		chatbotMostPerPage: 50,
		chatbotLists: 'array',
		chatbotSendAnswer: 'object',
		pastChatbotCampaign: 'refuse',
		longTexts: 'refuse',
		inactiveContact: 'refuse',
	},
	schema: {
		chatbotPage: count,
		chatbotMostPerPage: count,
		chatbotLists: oneOf('array', 'object'),
		chatbotSendAnswer: oneOf('object', 'list', 'true'),
		pastChatbotCampaign: oneOf('refuse', 'send'),
		longTexts: oneOf('refuse', 'accept'),
		inactiveContact: oneOf('refuse', 'accept'),
	},
};
