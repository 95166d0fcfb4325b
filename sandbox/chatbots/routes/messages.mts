import { asArguments, type Arguments } from '../../arguments.mts';
import { missing } from '../errors.mts';
import { MESSAGE_TAGS, shortText } from '../messages.mts';
import type { Message } from '../store.mts';
import type { ChannelRoutes } from './channelRoutes.mts';
import { aboutContact, bodyWith, enveloped, id, text } from './requests.mts';

/** What a bot says to one contact. */
export function messageRoutes(routes: ChannelRoutes): void {
	const { id: channel } = routes;

	routes.sending('contacts/send', aboutContact(), (args, request) => {
		const contact = routes.contactOf(args.contact_id);
		const messages = routes.messagesIn(request, args);
		routes.mustBeReachable(contact);
		return messages.map((data) => routes.talk.say(contact, { data, source: 'api' }));
	});

	if (channel === 'telegram') {
		routes.sending('contacts/sendText', aboutContact({ text: shortText }), sayText);

		const reaction = bodyWith({ type: { const: 'emoji' }, emoji: text });
		routes.post('contacts/react', aboutContact({ message_id: id, reaction }), (args) => {
			const contact = routes.contactOf(args.contact_id);
			const message = messageOf(args.message_id, (found) => found.contact === contact);
			message.reaction = String(asArguments(args.reaction).emoji);
			return true;
		});
	}

	if (channel === 'whatsapp') {
		routes.bare('PUT', 'chats/react', bodyWith({ message_id: id, reaction: text }), (args) => {
			const message = messageOf(args.message_id, ({ contact }) => contact.bot.channel === channel);
			message.reaction = String(args.reaction);
			return enveloped(true);
		});
	}

	if (channel === 'messenger') {
		// The list of what is required says `tag` of what is described as `message_tag`.
		const schema = {
			...aboutContact(
				{
					message_type: { enum: ['RESPONSE', 'MESSAGE_TAG'] },
					message_tag: { enum: MESSAGE_TAGS },
					text,
				},
				['message_tag'],
			),
			if: { properties: { message_type: { const: 'MESSAGE_TAG' } }, required: ['message_type'] },
			then: { required: ['message_tag'] },
		};
		routes.sending('contacts/sendText', schema, sayText);
	}

	if (channel === 'whatsapp' || channel === 'messenger') {
		routes.change('contacts/sendTyping', aboutContact(), () => {});
	}

	function sayText(args: Arguments): Message[] {
		const contact = routes.contactOf(args.contact_id);
		routes.mustNotBeTooLong({ text: args.text }, 'text');
		routes.mustBeReachable(contact);
		return [routes.talk.say(contact, { data: { type: 'text', text: args.text }, source: 'api' })];
	}

	function messageOf(messageId: unknown, fits: (message: Message) => boolean): Message {
		const message = routes.store.messages.find(
			(candidate) => candidate.id === messageId && fits(candidate),
		);
		if (!message) throw missing('message_id', 'Message');
		return message;
	}
}
