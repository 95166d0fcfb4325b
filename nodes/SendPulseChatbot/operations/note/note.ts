import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { elementsOf } from '../../../engine/run/outcome';
import type { Thing } from '../../../engine/run/thing';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import { channelField, inChannel } from '../../fields/channelField';
import { concernsContact, done, readContact, type ContactOf } from '../../fields/contact';
import { botId, contactId, noteId, readChatbotId } from '../../fields/ids';
import { chatbots } from '../../product';

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

/** What is done with one note. */
export const oneNote: Thing<ContactOfBot & { noteId: string }> = {
	product: chatbots,
	noun: 'notes',
	fields: [...noteFields, noteId],
	read: (item) => ({ ...readContactOfBot(item), noteId: readChatbotId(item, 'noteId') }),
	concerns: concernsContact,
};

/** A POST about the notes of a contact. */
export const postAbout = (
	{ channel, botId, contactId }: ContactOfBot,
	request: ApiRequest,
	body: Record<string, string>,
) => inChannel(channel, { ...request, body: { contact_id: contactId, bot_id: botId, ...body } });

/** The note in an answer; an answer that only says that it worked tells whom it concerns. */
export function noteIn(body: unknown, about: ContactOfBot): IDataObject {
	const [note] = elementsOf(body).filter(isRecord);
	return note?.id ? note : done(about, { botId: about.botId });
}
