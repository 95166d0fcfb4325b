import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { optionsField } from '../../../engine/run/commonFields';
import { saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { elementsOf, succeeded } from '../../../engine/run/outcome';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import { channelField, channelOptions, inChannel, readChannel } from '../../fields/channelField';
import { CHANNEL_IDS, channelOf, type ChannelId } from '../../fields/channels';
import { composedForCampaign } from '../../fields/channels/channel';
import { botId, readChatbotId } from '../../fields/ids';
import {
	contentFields,
	messageOptions,
	messageTypeField,
	readCircumstances,
	readMessage,
} from '../../fields/message';
import { tags } from '../../fields/names';
import { componentsOption, readTemplate, templateFields } from '../../fields/whatsAppTemplate';
import { LATER, NOW, readSendDate, sendDate, sendDateZone } from '../../../fields/sendDate';
import { post } from '../../product';

const WITH_CAMPAIGNS = CHANNEL_IDS.filter((id) => channelOf(id).campaigns);

const TEMPLATE: INodePropertyOptions = {
	name: 'Template',
	value: 'template',
	description: 'A template that WhatsApp has approved (WhatsApp only)',
};

/** In Messenger's campaigns an image is part of a card, which has to have a title. */
const withTitleOfCards = (field: INodeProperties): INodeProperties =>
	field.name === 'caption'
		? {
				...field,
				displayOptions: {
					show: { ...field.displayOptions?.show, channel: ['messenger', 'telegram', 'whatsapp'] },
				},
			}
		: field;

const onlyLater = { show: { sendMode: ['schedule'] } };

const onlyForTemplates = { show: { messageType: ['template'] } };

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
		...messageTypeField,
		options: [...(messageTypeField.options as INodePropertyOptions[]), TEMPLATE].sort(
			(one, other) => one.name.localeCompare(other.name, 'en'),
		),
		description:
			'What kind of message to send. On Instagram and WhatsApp it reaches only those who were active within the last 24 hours; a WhatsApp template reaches everyone.',
	},
	...contentFields.map(withTitleOfCards),
	...templateFields.map((field) => ({ ...field, displayOptions: onlyForTemplates })),
	{
		displayName: 'Send',
		name: 'sendMode',
		type: 'options',
		options: [LATER, NOW],
		// So that no date that is lacking can mean "to everybody, at once".
		default: 'schedule',
		description: 'When the campaign is sent',
	},
	{
		...sendDate,
		displayName: 'Send At',
		name: 'sendAt',
		required: true,
		displayOptions: onlyLater,
		description:
			'When to send, to the minute. A date that names its own time zone keeps it; 2030-12-31 23:34 (without T) is in the time zone of the SendPulse account.',
	},
	{ ...sendDateZone, displayOptions: onlyLater },
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
					{
						name: 'All Tags',
						value: 'and',
						description: 'Contacts who have every one of the tags',
					},
					{
						name: 'Any Tag',
						value: 'or',
						description: 'Contacts who have at least one of the tags',
					},
				],
				default: 'and',
				description: 'Which contacts to send to when there are several tags',
			},
			{ ...tags, required: undefined },
		],
	},
	{
		...optionsField,
		options: [
			...messageOptions,
			{ ...componentsOption, displayOptions: { show: { '/messageType': ['template'] } } },
		],
	},
];

/**
 * Filters as the examples of the documents have them.
 *
 * @throws InputProblem for a filter without tags, which would reach everybody
 */
function readFilter(item: ItemParameters): IDataObject | undefined {
	if (!item.hasEntries('filters')) return undefined;
	const { filters } = item;
	const names = filters.list('tags');
	if (names.length === 0) {
		item.fail('filters', 'has no tag. Choose one, or remove the filter to send to everyone');
	}
	const type = filters.has('match') ? filters.choice('match', ['and', 'or']) : 'and';
	const expressions = names.map((value) => ({ operator: 'eq', field: 'tags', value }));
	return { type: 'and', expressions: [{ type, expressions }] };
}

/**
 * The schema for Telegram has the filter inside each message, its example beside them: both, since a
 * filter that is not seen would send the campaign to everybody.
 */
function filtered(
	channel: ChannelId,
	messages: IDataObject[],
	filter: IDataObject | undefined,
): IDataObject {
	if (!filter) return { messages };
	if (channel !== 'telegram') return { filter, messages };
	return { filter, messages: messages.map((message) => ({ ...message, filter })) };
}

/**
 * When to send, as the API is asked and as the output tells; undefined for at once.
 *
 * @throws InputProblem where there is no date, so that nobody gets at once what was meant for later
 */
async function readTiming(item: ItemParameters) {
	if (item.choice('sendMode', ['now', 'schedule']) === 'now') return undefined;
	// White space is no date either.
	if (!item.hasValue('sendAt')) {
		item.fail(
			'sendAt',
			"is empty. Choose a date, or set 'Send' to Now to send to everybody at once",
		);
	}
	const { inAccount, iso } = await readSendDate(item, item, 'sendAt', 'minute');
	// The API reads minutes (Y-m-d H:i).
	return { asked: { send_at: inAccount.slice(0, -':00'.length) }, told: { sendDate: iso } };
}

/** A template, or messages in the form of the channel. */
interface Content {
	request: ApiRequest;
	body: IDataObject;
}

/** WhatsApp service API, POST /campaigns/sendTemplate: without a filter. */
function readTemplateContent(item: ItemParameters, channel: ChannelId): Content {
	const template = readTemplate(item, 'campaign');
	if (channel !== 'whatsapp') {
		item.fail('messageType', 'can be Template for WhatsApp only. Choose another');
	}
	if (readFilter(item)) {
		item.fail(
			'filters',
			"don't work with a template: SendPulse would send it to everyone. Remove the filter, or use 'Send Template' of the resource Message for each contact",
		);
	}
	return { request: post`/campaigns/sendTemplate`, body: { template } };
}

/** Chatbot services' APIs, POST /campaigns/send. */
function readMessageContent(item: ItemParameters, channel: ChannelId): Content {
	const circumstances = readCircumstances(item);
	const { messageTag } = circumstances;
	const messages = composedForCampaign(channelOf(channel), readMessage(item), circumstances);
	const tag = channel === 'messenger' && messageTag ? { message_tag: messageTag } : {};
	return {
		request: post`/campaigns/send`,
		body: { ...tag, ...filtered(channel, messages, readFilter(item)) },
	};
}

export const send = write({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a campaign to the subscribers of a bot',
		description: 'Send a message to all subscribers of a bot, or to those who have certain tags',
	},
	fields,
	prepare: async (item) => {
		const channel = readChannel(item);
		const botId = readChatbotId(item, 'botId');
		const title = item.text('title');
		const isTemplate = item.raw('messageType') === TEMPLATE.value;
		const content = isTemplate
			? readTemplateContent(item, channel)
			: readMessageContent(item, channel);
		const when = await readTiming(item);
		const body = { title, bot_id: botId, ...when?.asked, ...content.body };
		return { channel, botId, title, when, request: { ...content.request, body } };
	},
	// A campaign must never go out twice.
	repeatable: false,
	neverAlike: 'send the same campaign',
	confirmed: saysSuccess,
	request: ({ channel, request }) => inChannel(channel, request),
	output: (body, { channel, botId, title, when }) => {
		const campaign = elementsOf(body).find(isRecord);
		const told = campaign ? { channel, ...campaign } : succeeded({ channel, botId, title });
		return { ...told, ...when?.told };
	},
	counts: { noun: 'campaigns', done: 'sent' },
});
