import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ApiFailure } from '../../engine/api/failures';
import type { Write } from '../../engine/run/operation';
import { change, type Thing } from '../../engine/run/thing';
import { elementsOf, succeeded } from '../../engine/run/outcome';
import type { ItemParameters } from '../../engine/parameters/parameters';
import { isRecord } from '../../engine/api/record';
import type { ApiRequest } from '../../engine/api/request';
import { CHATBOT_CONTACT_STATUS, personName } from '../../fields/chatbots';
import { withIds } from '../../fields/withIds';
import { withStatusName } from '../../fields/statusName';
import { channelField, inChannel, readChannel } from './channelField';
import type { ChannelId } from './channels';
import { chatbots } from '../product';
import { contactId, readChatbotId } from './ids';

/** A contact of a bot in its channel. */
export interface ContactOf {
	channel: ChannelId;
	contactId: string;
}

/** Fields of whatever is done with one contact. */
export const contactFields: INodeProperties[] = [channelField, contactId];

export const readContact = (item: ItemParameters): ContactOf => ({
	channel: readChannel(item),
	contactId: readChatbotId(item, 'contactId'),
});

/** What is done with one contact may overlap with what is done with another. */
export const concernsContact = <Input extends { contactId: string }>({ contactId }: Input) =>
	contactId;

/** A POST to the contact's channel that begins with its ID. */
export const postTo = (
	{ channel, contactId }: ContactOf,
	request: ApiRequest,
	body: IDataObject = {},
) => inChannel(channel, { ...request, body: { contact_id: contactId, ...body } });

/** For answers that only say that it worked. */
export const done = ({ channel, contactId }: ContactOf, what: IDataObject = {}) =>
	succeeded({ channel, contactId, ...what });

const oneContact: Thing<ContactOf> = {
	product: chatbots,
	noun: 'contacts',
	fields: contactFields,
	read: readContact,
	concerns: concernsContact,
};

/** What a write says beside whom it concerns: under the API's names, and as the output repeats it. */
interface Said {
	body: IDataObject;
	echo: IDataObject;
}

interface ContactWrite extends Pick<Write<ContactOf>, 'option' | 'alreadyDone'> {
	request: ApiRequest;
	repeatable: boolean;
	counts: { noun: string; done: string };
	/** Beside channel and contact. */
	fields?: INodeProperties[];
	/** @throws InputProblem */
	says?(item: ItemParameters): Said;
	/** @default {@link done} */
	output?(contact: ContactOf, echo: IDataObject): IDataObject;
}

/** A write that names a contact in its body, and is answered only with "done". */
export const contactWrite = ({
	request,
	says = () => ({ body: {}, echo: {} }),
	output = done,
	counts,
	...own
}: ContactWrite) =>
	change(oneContact, {
		...own,
		...counts,
		says,
		request: ({ body, ...contact }) => postTo(contact, request, body),
		output: (_, { echo, channel, contactId }) => output({ channel, contactId }, echo),
	});

/** The contact as the API gives it, with the word for its status, and its IDs as the node's own parameters are called. */
export function contactRecord(record: IDataObject): IDataObject {
	// PHP writes an empty object as a list.
	const { variables } = record;
	const empty = Array.isArray(variables) && variables.length === 0;
	return withIds(
		withStatusName(empty ? { ...record, variables: {} } : record, CHATBOT_CONTACT_STATUS),
		{
			contactId: record.id,
			botId: record.bot_id,
		},
	);
}

/**
 * The contact in an answer.
 *
 * @throws ApiFailure where there is none
 */
export function contactIn(body: unknown): IDataObject {
	const [contact] = elementsOf(body);
	if (isRecord(contact)) return contactRecord(contact);
	throw new ApiFailure(
		'refused',
		'SendPulse does not know this contact. Check the contact, and that the channel and the bot are its own.',
	);
}

/** What most users want of a contact. */
export const simplifyContact = ({
	contactId,
	botId,
	id,
	bot_id,
	status,
	statusName,
	channel_data: data,
	tags,
	variables,
	is_chat_opened,
	last_activity_at,
}: IDataObject): IDataObject => ({
	contactId,
	botId,
	id,
	bot_id,
	status,
	statusName,
	name: personName(data),
	...(isRecord(data) && data.phone ? { phone: String(data.phone) } : {}),
	tags,
	variables,
	is_chat_opened,
	last_activity_at,
});
