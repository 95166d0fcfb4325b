import { codeText, type Phrases } from '../engine/api/codes';

/**
 * What SendPulse says without a code, where its own words leave the user alone (chatbots; seen in logs
 * of their users).
 */
export const PHRASES: Phrases = [
	{
		says: /#132001|template name does not exist/i,
		...codeText(
			'WhatsApp has no approved template of this name in this language',
			'Pick the template again: one that the list marks as pending or rejected can not be sent',
		),
	},
	{
		says: /no such contact|selected contact[ \w]* is invalid|contact not found/i,
		...codeText(
			'SendPulse knows no such contact in this channel',
			"Check that 'Channel' is the one of the contact, and that the ID is SendPulse's own, as in the address of the chat there",
		),
	},
	{
		says: /errors\.not_active|contact is not active(?! in)/i,
		...codeText(
			'The contact has unsubscribed, was disabled, has blocked the bot, or (on Facebook Messenger and Instagram) last wrote more than 24 hours ago',
			"Look at the contact's status ('Get' of the resource Contact); nothing reaches the contact before it writes to the bot again",
		),
	},
	{
		says: /blocked by the user/i,
		...codeText(
			'The contact has blocked the bot',
			'Nothing can be sent before the contact unblocks it; leave the contact out',
		),
	},
	{
		says: /outside (of )?(the )?allowed window/i,
		...codeText(
			'Facebook Messenger and Instagram let a business write only within 24 hours of the last message of the contact',
			'Wait until the contact writes; on Messenger a Message Tag (under Options) allows some later messages',
		),
	},
	{
		says: /not active in 24 ?hours/i,
		...codeText(
			'WhatsApp lets a business write freely only within 24 hours of the last message of the contact',
			"Send an approved template instead ('Send Template'), or wait until the contact writes",
		),
	},
];
