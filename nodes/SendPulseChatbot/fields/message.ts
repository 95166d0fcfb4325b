import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { shown, type ItemParameters, type Values } from '../../engine/parameters/parameters';
import type { Circumstances } from './channels/channel';
import { isChatbotId } from './ids';
import type { Button, Message } from './messageContent';

const MESSAGE_TYPES = ['text', 'image', 'file', 'buttons', 'json'];

const MESSAGE_TAGS = ['CUSTOMER_FEEDBACK', 'HUMAN_AGENT'];

export const messageTypeField: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	options: [
		{
			name: 'Buttons',
			value: 'buttons',
			description: 'A text with buttons that open a page or start a flow',
		},
		{ name: 'File', value: 'file', description: 'A file that is on the web, such as a PDF' },
		{ name: 'Image', value: 'image', description: 'An image that is on the web' },
		{
			name: 'JSON',
			value: 'json',
			description:
				"The channel's own form, for what the other types don't offer, such as carousels and videos",
		},
		{ name: 'Text', value: 'text', description: 'A text message, with emoji if you like' },
	],
	default: 'text',
	description: 'What kind of message to send',
};

/** Fields of what a message holds. */
export const contentFields: INodeProperties[] = [
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. Your order is on its way',
		description: 'What the contact reads',
		displayOptions: { show: { messageType: ['text', 'buttons'] } },
	},
	{
		displayName: 'Image URL',
		name: 'imageUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/picture.png',
		description: 'Public address of the image. WhatsApp takes https addresses only.',
		displayOptions: { show: { messageType: ['image'] } },
	},
	{
		displayName: 'File URL',
		name: 'fileUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/price-list.pdf',
		description: 'Public address of the file. WhatsApp takes https addresses only.',
		displayOptions: { show: { messageType: ['file'] } },
	},
	{
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		default: '',
		placeholder: 'e.g. Our new collection',
		description: 'Text to go with the image or file',
		displayOptions: {
			show: { messageType: ['image', 'file'], channel: ['telegram', 'whatsapp'] },
		},
	},
	{
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add button',
		default: {},
		required: true,
		description: 'The buttons under the text, from top to bottom',
		displayOptions: { show: { messageType: ['buttons'] } },
		options: [
			{
				displayName: 'Button',
				name: 'button',
				values: [
					{
						displayName: 'Label',
						name: 'label',
						type: 'string',
						default: '',
						placeholder: 'e.g. Track my order',
						description: 'Text on the button',
					},
					{
						displayName: 'On Click',
						name: 'onClick',
						type: 'options',
						options: [
							{
								name: 'Open a Page',
								value: 'url',
								description: 'Opens a web page (not on WhatsApp and TikTok)',
							},
							{
								name: 'Reply',
								value: 'reply',
								description: 'Answers with the label of the button (WhatsApp only)',
							},
							{ name: 'Start a Flow', value: 'flow', description: 'Starts a flow of the bot' },
						],
						default: 'url',
						description: 'What happens when the contact clicks the button',
					},
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/orders',
						description: 'Address of the page to open',
						displayOptions: { show: { onClick: ['url'] } },
					},
					{
						displayName: 'Flow Name or ID',
						name: 'flowId',
						type: 'options',
						typeOptions: {
							loadOptionsMethod: 'getFlows',
							loadOptionsDependsOn: ['channel', 'botId.value'],
						},
						default: '',
						description:
							'The flow to start. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
						displayOptions: { show: { onClick: ['flow'] } },
					},
				],
			},
		],
	},
	{
		displayName: 'Message (JSON)',
		name: 'messageJson',
		type: 'json',
		default: '{}',
		required: true,
		placeholder: 'e.g. {"type": "video", "video": "https://example.com/clip.mp4"}',
		description:
			"The message as SendPulse's API documentation shows it for the channel, without contact or bot. Instagram, Live Chat, TikTok, Viber and campaigns also take a list of messages.",
		displayOptions: { show: { messageType: ['json'] } },
	},
];

/** Fields of a message. */
export const messageFields: INodeProperties[] = [messageTypeField, ...contentFields];

/** For the collection `options`. */
export const messageOptions: INodeProperties[] = [
	{
		displayName: 'HTML Formatting',
		name: 'html',
		type: 'boolean',
		default: true,
		description:
			'Whether HTML tags such as &lt;b&gt; and &lt;a&gt; format the text and caption (Telegram only)',
		displayOptions: { show: { '/channel': ['telegram'] } },
	},
	{
		displayName: 'Message Tag',
		name: 'messageTag',
		type: 'options',
		options: [
			{
				name: 'Customer Feedback',
				value: 'CUSTOMER_FEEDBACK',
				description: 'A survey about a purchase or a conversation with support',
			},
			{
				name: 'Human Agent',
				value: 'HUMAN_AGENT',
				description: 'An answer by a person, within seven days of the question',
			},
		],
		default: 'HUMAN_AGENT',
		description:
			"Why the message may come later than 24 hours after the contact's last one (Messenger only)",
		displayOptions: { show: { '/channel': ['messenger'] } },
	},
];

/** @throws InputProblem naming the field, and what is wrong with it */
export function readMessage(item: ItemParameters): Message {
	const type = item.choice('messageType', MESSAGE_TYPES) as Message['type'];
	switch (type) {
		case 'text':
			return { type, text: item.message('text') };
		case 'image':
			return { type, url: address(item, 'imageUrl'), caption: caption(item) };
		case 'file':
			return { type, url: address(item, 'fileUrl'), caption: caption(item) };
		case 'buttons':
			return { type, text: item.message('text'), buttons: readButtons(item) };
		case 'json':
			return { type, messages: readJson(item) };
	}
}

/**
 * What the options say of a message.
 *
 * @throws InputProblem
 */
export function readCircumstances({ options }: ItemParameters): Circumstances {
	const tagged = options.has('messageTag');
	return {
		html: options.flag('html'),
		...(tagged ? { messageTag: options.choice('messageTag', MESSAGE_TAGS) } : {}),
	};
}

const caption = (item: ItemParameters) => item.optionalMessage('caption') ?? '';

/** Whether SendPulse could fetch or open something there. */
export function isAddress(text: string): boolean {
	try {
		return /^https?:$/.test(new URL(text).protocol);
	} catch {
		return false;
	}
}

function address(item: ItemParameters, field: string): string {
	const text = item.text(field);
	if (isAddress(text)) return text;
	return item.fail(field, `is not an address on the web: ${shown(text)}. Begin with 'https://'`);
}

function readButtons(item: ItemParameters): Button[] {
	const rows = item.rows('buttons', 'button');
	if (rows.length === 0) item.fail('buttons', 'has no button. Add one, or send a text');
	return rows.map((row, index) => readButton(item, row, index + 1));
}

function readButton(item: ItemParameters, row: Values, number: number): Button {
	const fail = (what: string): never => item.fail('buttons', what);
	const messageIn = (name: string) => row.optionalMessage(name)?.trim() ?? '';
	const text = messageIn('label') || fail(`has no label for button ${number}. Enter its text`);
	const onClick = row.optionalText('onClick');
	switch (onClick) {
		case 'url': {
			const page = messageIn('url');
			return isAddress(page)
				? { text, url: page }
				: fail(`has no web address for '${text}': ${shown(page)}. Begin with 'https://'`);
		}
		case 'flow': {
			const flow = row.optionalText('flowId');
			return isChatbotId(flow)
				? { text, flowId: flow }
				: fail(`has no flow for '${text}': ${shown(flow)}. Choose one, or enter its ID`);
		}
		case 'reply':
			return { text, reply: true };
		default:
			return fail(`has an unknown action for '${text}': ${shown(onClick)}. Use url, flow or reply`);
	}
}

function readJson(item: ItemParameters): IDataObject[] {
	const messages = item.objects('messageJson');
	if (messages.length > 0 && messages.every((message) => Object.keys(message).length > 0)) {
		return messages;
	}
	return item.fail('messageJson', 'holds no message. Write it in the form of the channel');
}
