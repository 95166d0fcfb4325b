import { DateTime } from 'luxon';
import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { optionsField } from '../../../engine/commonFields';
import { write } from '../../../engine/operation';
import { asRecords } from '../../../engine/outcome';
import type { ItemParameters } from '../../../engine/parameters';
import { post, type ApiRequest } from '../../../engine/request';
import {
	channelField,
	channelOptions,
	inChannel,
	readChannel,
} from '../../../fields/chatbot/channelField';
import { CHANNEL_IDS, channelOf, type ChannelId } from '../../../fields/chatbot/channels';
import { composed } from '../../../fields/chatbot/channels/channel';
import { botId, readChatbotId } from '../../../fields/chatbot/ids';
import { messageFields, messageOptions, readMessage } from '../../../fields/chatbot/message';
import { tags } from '../../../fields/chatbot/names';
import {
	componentsOption,
	readTemplate,
	templateFields,
} from '../../../fields/chatbot/whatsAppTemplate';
import { readSendDate, sendDate } from '../../../fields/sendDate';

const WITH_CAMPAIGNS = CHANNEL_IDS.filter((id) => channelOf(id).campaigns);

const [messageType, ...contentFields] = messageFields;

const TEMPLATE = {
	name: 'Template',
	value: 'template',
	description: 'A template that WhatsApp has approved (WhatsApp only)',
};

const fields: INodeProperties[] = [
	{ ...channelField, options: channelOptions(WITH_CAMPAIGNS) },
	botId,
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Spring sale',
		description: 'What the campaign is called in SendPulse',
	},
	{
		...messageType,
		options: [...(messageType.options as INodePropertyOptions[]), TEMPLATE],
	},
	...contentFields,
	...templateFields.map((field) => ({
		...field,
		displayOptions: { show: { messageType: ['template'] } },
	})),
	{
		...sendDate,
		displayName: 'Send At',
		name: 'sendAt',
		description:
			"When to send, to the minute. Leave empty to send at once. A date without a time zone is in the workflow's time zone.",
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Match',
				name: 'match',
				type: 'options',
				options: [
					{ name: 'All Tags', value: 'and', description: 'Contacts that have each of the tags' },
					{ name: 'Any Tag', value: 'or', description: 'Contacts that have at least one of them' },
				],
				default: 'and',
				description: 'How several tags go together',
			},
			{ ...tags, required: undefined },
		],
	},
	{ ...optionsField, options: [...messageOptions, componentsOption] },
];

/** Filters as the examples of the documents have them. */
function readFilter(item: ItemParameters): IDataObject | undefined {
	const names = item.filters.list('tags');
	if (names.length === 0) return undefined;
	const type = item.filters.has('match') ? item.filters.choice('match', ['and', 'or']) : 'and';
	const expressions = names.map((value) => ({ operator: 'eq', field: 'tags', value }));
	return { type: 'and', expressions: [{ type, expressions }] };
}

function readContent(item: ItemParameters, id: ChannelId, title: string): IDataObject {
	const channel = channelOf(id);
	const messageTag = item.options.optionalText('messageTag');
	const messages = composed(channel, channel.campaigns ?? channel.shapes, readMessage(item), {
		messageTag,
		title,
	});
	const tag = messageTag ? { message_tag: messageTag } : {};
	return { ...tag, messages };
}

/**
 * The schema for Telegram has the filter inside each message, its example beside them: both, since a
 * filter that is not seen would send the campaign to everybody.
 */
function filtered(id: ChannelId, content: IDataObject, filter?: IDataObject): IDataObject {
	if (!filter) return content;
	const { messages } = content;
	if (id !== 'telegram' || !Array.isArray(messages)) return { ...content, filter };
	const inEach = (messages as IDataObject[]).map((message) => ({ ...message, filter }));
	return { ...content, filter, messages: inEach };
}

/** The API reads minutes (Y-m-d H:i): never earlier than the user asked for. */
function toMinute(date: string): string {
	const asked = DateTime.fromSQL(date, { zone: 'utc' });
	return asked.plus({ seconds: 59 }).toFormat('yyyy-MM-dd HH:mm');
}

/** Chatbot services' APIs, POST /campaigns/send and, for WhatsApp, /campaigns/sendTemplate. */
export const send = write({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a campaign to the subscribers of a bot',
		description: 'Send a message to all subscribers of a bot, or to those who have certain tags',
	},
	fields,
	prepare: async (item): Promise<{ request: ApiRequest; sent: IDataObject }> => {
		const channel = readChannel(item, WITH_CAMPAIGNS);
		const botId = readChatbotId(item, 'botId');
		const title = item.text('title');
		const isTemplate = item.raw('messageType') === 'template';
		if (isTemplate && channel !== 'whatsapp') {
			item.fail('messageType', 'can be Template for WhatsApp only. Choose another');
		}
		const content = isTemplate
			? { template: readTemplate(item) }
			: readContent(item, channel, title);
		const sendAt = item.has('sendAt')
			? { send_at: toMinute(await readSendDate(item, item, 'sendAt')) }
			: {};
		const body = {
			title,
			bot_id: botId,
			...sendAt,
			...filtered(channel, content, readFilter(item)),
		};
		const request = isTemplate ? post`/campaigns/sendTemplate` : post`/campaigns/send`;
		return { request: inChannel(channel, { ...request, body }), sent: { channel, botId, title } };
	},
	// A campaign must never go out twice.
	repeatable: false,
	request: ({ request }) => request,
	output: (body, { sent }) => ({ ...sent, ...asRecords(body)[0] }),
	counts: { noun: 'campaigns', done: 'sent' },
});
