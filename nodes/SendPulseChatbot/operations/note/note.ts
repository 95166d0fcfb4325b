import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters';
import { post } from '../../../engine/request';
import { channelField, inChannel } from '../../../fields/chatbot/channelField';
import { readContact, type ContactOf } from '../../../fields/chatbot/contact';
import { botId, contactId, readChatbotId } from '../../../fields/chatbot/ids';

/** A contact whose bot has to be named as well, as notes want it. */
export interface ContactOfBot extends ContactOf {
	botId: string;
}

export const noteFields: INodeProperties[] = [channelField, botId, contactId];

export const noteText: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	placeholder: 'e.g. Prefers to be called in the afternoon',
	description: 'What the note says. The contact does not see it.',
};

export const readContactOfBot = (item: ItemParameters): ContactOfBot => ({
	...readContact(item),
	botId: readChatbotId(item, 'botId'),
});

/** A POST about the notes of a contact. */
export const postAbout = (
	{ channel, botId, contactId }: ContactOfBot,
	request: ReturnType<typeof post>,
	body: Record<string, string>,
) => inChannel(channel, { ...request, body: { contact_id: contactId, bot_id: botId, ...body } });
