import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ApiFailure } from '../../engine/api/failures';
import type { Write } from '../../engine/run/operation';
import { change, type Thing } from '../../engine/run/thing';
import { elementsOf, succeeded } from '../../engine/run/outcome';
import type { ItemParameters } from '../../engine/parameters/parameters';
import { isRecord } from '../../engine/api/record';
import type { ApiRequest } from '../../engine/api/request';
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

const THING = '(contact|note|tag|variable|bot)';

/** Words that something is not there, which name it. */
const MISSING = [
	new RegExp(`no such ${THING}`, 'i'),
	new RegExp(`selected ${THING}[ \\w]* is invalid`, 'i'),
	new RegExp(`.*\\b${THING}.*?(?:not found|(?:not|n't) exist)`, 'i'),
];

/**
 * Does the API itself say that this is not there? No document tells how: the words of a field that was
 * not accepted. A contact that is not there says nothing of its tag, and a web page nothing at all.
 */
export const isGone =
	(what: 'contact' | 'note' | 'tag' | 'variable') =>
	({ status = 0, own, words }: ApiFailure): boolean => {
		if (!own || ![400, 404, 422].includes(status)) return false;
		const said = MISSING.map((form) => form.exec(words)?.[1]).find(Boolean);
		return said?.toLowerCase() === what;
	};

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

/** Chatbot services' APIs, schema Contact. Real answers have 0 as well: WhatsApp contacts who were never written to. */
const STATUS = {
	0: 'New',
	1: 'Active',
	2: 'Unsubscribed',
	3: 'Disabled',
	4: 'Blocked by the user',
};

/** The contact as the API gives it, with the word for its status, and its IDs as the node's own parameters are called. */
export function contactRecord(record: IDataObject): IDataObject {
	// PHP writes an empty object as a list.
	const { variables } = record;
	const empty = Array.isArray(variables) && variables.length === 0;
	return withIds(withStatusName(empty ? { ...record, variables: {} } : record, STATUS), {
		contactId: record.id,
		botId: record.bot_id,
	});
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

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** What people are called: each channel writes that in fields of its own. */
export function personName(data: unknown): string {
	if (!isRecord(data)) return '';
	const whole = ['name', 'full_name', 'display_name'].map((field) => text(data[field]));
	const parts = [data.first_name, data.last_name].map(text).filter(Boolean).join(' ');
	const nick = [data.username, data.user_name].map(text);
	return [...whole, parts, ...nick].find(Boolean) ?? '';
}
