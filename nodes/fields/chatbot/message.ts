import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { shown, type ItemParameters } from '../../engine/parameters';

/** What a button does: opens a page, starts a flow, or only says its text. */
export type Button = { text: string } & ({ url: string } | { flowId: string } | { reply: true });

/** A message in words that every channel knows; each channel makes its own body of it. */
export type Message =
	| { type: 'text'; text: string; html: boolean }
	| { type: 'image'; url: string; caption: string; html: boolean }
	| { type: 'file'; url: string; caption: string; html: boolean }
	| { type: 'buttons'; text: string; buttons: Button[]; html: boolean }
	| { type: 'json'; messages: IDataObject[] };

const MESSAGE_TYPES = ['text', 'image', 'file', 'buttons', 'json'];

const ONLY_WITH_CAPTION = ['telegram', 'whatsapp'];

/** Fields of a message. Whoever uses them may leave types out, or add its own. */
export const messageFields: INodeProperties[] = [
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{
				name: 'Buttons',
				value: 'buttons',
				description: 'A text with buttons that open a page or start a flow',
			},
			{ name: 'File', value: 'file', description: 'A file from the internet' },
			{ name: 'Image', value: 'image', description: 'A picture from the internet' },
			{
				name: 'JSON',
				value: 'json',
				description: "The channel's own form, for whatever the other types don't offer",
			},
			{ name: 'Text', value: 'text', description: 'Words alone' },
		],
		default: 'text',
		description: 'What kind of message to send',
	},
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
		description: 'Address of the picture, which SendPulse must be able to reach',
		displayOptions: { show: { messageType: ['image'] } },
	},
	{
		displayName: 'File URL',
		name: 'fileUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/price-list.pdf',
		description: 'Address of the file, which SendPulse must be able to reach',
		displayOptions: { show: { messageType: ['file'] } },
	},
	{
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		default: '',
		placeholder: 'e.g. Our new collection',
		description: 'Words that go with the image or file (Telegram and WhatsApp)',
		displayOptions: { show: { messageType: ['image', 'file'], channel: ONLY_WITH_CAPTION } },
	},
	{
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add button',
		default: {},
		required: true,
		description: 'What the contact can click, from top to bottom',
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
						description: 'What stands on the button',
					},
					{
						displayName: 'On Click',
						name: 'onClick',
						type: 'options',
						options: [
							{ name: 'Open a Page', value: 'url', description: 'Not in WhatsApp and TikTok' },
							{
								name: 'Reply',
								value: 'reply',
								description: 'Sends the label as the answer of the contact (WhatsApp only)',
							},
							{ name: 'Start a Flow', value: 'flow', description: 'Runs a flow of the bot' },
						],
						default: 'url',
						description: 'What a click does',
					},
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/orders',
						description: 'The page that opens',
						displayOptions: { show: { onClick: ['url'] } },
					},
					{
						displayName: 'Flow Name or ID',
						name: 'flowId',
						type: 'options',
						typeOptions: { loadOptionsMethod: 'getFlows', loadOptionsDependsOn: ['channel'] },
						default: '',
						description:
							'The flow that starts. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
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
			"The message in the channel's own form: one object, or a list of them where the channel takes several",
		displayOptions: { show: { messageType: ['json'] } },
	},
];

/** For the collection `options`. */
export const messageOptions: INodeProperties[] = [
	{
		displayName: 'HTML Formatting',
		name: 'html',
		type: 'boolean',
		default: true,
		description: 'Whether tags such as &lt;b&gt; in text and caption format it (Telegram)',
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
				description: 'A survey about something that the contact bought or asked',
			},
			{
				name: 'Human Agent',
				value: 'HUMAN_AGENT',
				description: "A person's answer to a question, up to seven days old",
			},
		],
		default: 'HUMAN_AGENT',
		description: 'What Messenger wants to know of a message that comes after the 24-hour window',
		displayOptions: { show: { '/channel': ['messenger'] } },
	},
];

/** @throws InputProblem naming the field, and what is wrong with it */
export function readMessage(item: ItemParameters): Message {
	const html = item.options.flag('html');
	const type = item.choice('messageType', MESSAGE_TYPES) as Message['type'];
	switch (type) {
		case 'text':
			return { type, text: item.message('text'), html };
		case 'image':
			return { type, url: address(item, 'imageUrl'), caption: caption(item), html };
		case 'file':
			return { type, url: address(item, 'fileUrl'), caption: caption(item), html };
		case 'buttons':
			return { type, text: item.message('text'), buttons: readButtons(item), html };
		case 'json':
			return { type, messages: readJson(item) };
	}
}

const caption = (item: ItemParameters) => item.optionalMessage('caption') ?? '';

function isAddress(text: string): boolean {
	try {
		return /^https?:$/.test(new URL(text).protocol);
	} catch {
		return false;
	}
}

function address(item: ItemParameters, field: string): string {
	const text = item.text(field);
	if (isAddress(text)) return text;
	return item.fail(field, `is not an address on the internet: ${shown(text)}. Begin with https://`);
}

function readButtons(item: ItemParameters): Button[] {
	const { button } = (item.raw('buttons') ?? {}) as { button?: unknown };
	const rows = Array.isArray(button) ? (button as unknown[]) : [];
	if (rows.length === 0) item.fail('buttons', 'has no button. Add one, or send a text');
	return rows.map((row, index) => readButton(item, (row ?? {}) as IDataObject, index + 1));
}

function readButton(
	item: ItemParameters,
	{ label, onClick = 'url', url, flowId }: IDataObject,
	number: number,
): Button {
	const wants = (what: string): never => item.fail('buttons', `: button ${number} ${what}`);
	const textOf = (value: unknown) =>
		typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	const text = textOf(label) || wants('has no label. Enter what stands on it');
	switch (onClick) {
		case 'url': {
			const page = textOf(url);
			return isAddress(page) ? { text, url: page } : wants(`opens no page: ${shown(page)}`);
		}
		case 'flow':
			return { text, flowId: textOf(flowId) || wants('names no flow. Choose the one to start') };
		case 'reply':
			return { text, reply: true };
		default:
			return wants(`has an unknown action ${shown(onClick)}. Use url, flow or reply`);
	}
}

function readJson(item: ItemParameters): IDataObject[] {
	const messages = item.objects('messageJson');
	if (messages.length > 0 && messages.every((message) => Object.keys(message).length > 0)) {
		return messages;
	}
	return item.fail('messageJson', 'holds no message. Write it in the form of the channel');
}
