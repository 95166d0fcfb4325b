import { DateTime } from 'luxon';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../engine/parameters/parameters';
import { LATER, NOW, readSendDate, sendDate, sendDateZone } from '../../fields/sendDate';
import { readSmsSenderName, smsSenderName } from '../../fields/smsSenderName';

/** Viber API, "Create a Viber campaign": `message_type`. */
const TYPES: Record<string, number> = { promo: 2, system: 3 };

/** Characters of a text (OpenAPI, Viber). */
const LONGEST_TEXT = 1_000;

/** Seconds that Viber tries for (OpenAPI, Viber). */
const LIFETIME = { least: 60, most: 86_400 };

/** What a promo message may be made of (Viber API); anything else SendPulse refuses. */
const PARTS: Record<string, { text?: true; button?: true; image?: true }> = {
	image: { image: true },
	text: { text: true },
	textAndButton: { text: true, button: true },
	textButtonAndImage: { text: true, button: true, image: true },
};

const contentsWith = (part: 'text' | 'button' | 'image') => ({
	show: { content: Object.keys(PARTS).filter((content) => PARTS[content][part]) },
});

const onlyLater = { show: { sendMode: ['schedule'] } };
const onlyWithSms = { show: { resendAsSms: [true] } };

export const contentFields: INodeProperties[] = [
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{
				name: 'Promo',
				value: 'promo',
				description: 'Whatever you want to say, perhaps with a button and an image',
			},
			{
				name: 'System',
				value: 'system',
				description:
					'Text alone, which has to match a template that SendPulse has approved for the sender',
			},
		],
		default: 'promo',
		description: 'What kind of message to send',
	},
	{
		displayName: 'Content',
		name: 'content',
		type: 'options',
		options: [
			{ name: 'Image', value: 'image', description: 'An image alone (promo messages)' },
			{ name: 'Text', value: 'text', description: 'Text alone, also for system messages' },
			{
				name: 'Text and Button',
				value: 'textAndButton',
				description: 'Text with a button under it (promo messages)',
			},
			{
				name: 'Text, Button and Image',
				value: 'textButtonAndImage',
				description: 'Text with an image and a button (promo messages)',
			},
		],
		default: 'text',
		description: 'What the message is made of. Viber takes no other combinations.',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Spring is coming: 20% off all roses',
		description: 'The message, of 1,000 characters at the most',
		displayOptions: contentsWith('text'),
	},
	{
		displayName: 'Button Text',
		name: 'buttonText',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. To the shop',
		description:
			'What stands on the button. Keep it short: users report 19 characters as the limit.',
		displayOptions: contentsWith('button'),
	},
	{
		displayName: 'Button URL',
		name: 'buttonUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/roses',
		description: 'The page that the button opens',
		displayOptions: contentsWith('button'),
	},
	{
		displayName: 'Image URL',
		name: 'imageUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/roses.jpg',
		description: 'The address of the image, which has to be public',
		displayOptions: contentsWith('image'),
	},
];

/** When it is sent, and what becomes of those whom Viber does not reach. */
export const deliveryFields = (initial: string): INodeProperties[] => [
	{
		displayName: 'Send',
		name: 'sendMode',
		type: 'options',
		options: [LATER, NOW],
		default: initial,
		description: 'When the message is sent. SendPulse has no test: Preview Only shows the request.',
	},
	{ ...sendDate, required: true, displayOptions: onlyLater },
	{ ...sendDateZone, displayOptions: onlyLater },
	{
		displayName: 'Resend as SMS',
		name: 'resendAsSms',
		type: 'boolean',
		default: false,
		description:
			'Whether those whom Viber does not reach get a text message, when the Lifetime is over. It costs what an SMS costs.',
	},
	{
		displayName: 'SMS Text',
		name: 'smsText',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Spring is coming: 20% off all roses',
		description: 'The text message',
		displayOptions: onlyWithSms,
	},
	{
		...smsSenderName,
		displayName: 'SMS Sender Name',
		name: 'smsSenderName',
		default: { mode: 'list', value: '' },
		description: 'The name that the text message comes from, registered in SendPulse and active',
		displayOptions: onlyWithSms,
	},
];

/** For the collection `options`. */
export const messageOptions: INodeProperties[] = [
	{
		displayName: 'Lifetime',
		name: 'lifetime',
		type: 'number',
		typeOptions: { minValue: LIFETIME.least, maxValue: LIFETIME.most },
		default: 86400,
		description:
			'How many seconds Viber tries to deliver the message, from 60 to 86400. An SMS comes after that: choose less with Resend as SMS.',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Spring sale',
		description:
			'Name of the campaign in SendPulse, which readers do not see. Without it, it is n8n with date and time.',
	},
];

/** A message, without who gets it. */
export type Message = IDataObject & { task_name: string; send_date: string };

function readText(item: ItemParameters): string {
	const text = item.message('text');
	const length = [...text].length;
	return length <= LONGEST_TEXT
		? text
		: item.fail(
				'text',
				`has ${length.toLocaleString('en-US')} characters, and Viber takes ${LONGEST_TEXT.toLocaleString('en-US')}. Shorten it`,
			);
}

function readContent(item: ItemParameters): { message?: string; additional: IDataObject } {
	const type = item.choice('messageType', Object.keys(TYPES));
	const content = item.choice('content', Object.keys(PARTS));
	if (type === 'system' && content !== 'text') {
		item.fail('content', 'has to be Text for a system message');
	}
	const { text, button, image } = PARTS[content];
	return {
		...(text ? { message: readText(item) } : {}),
		additional: {
			...(button
				? { button: { text: item.message('buttonText'), link: item.webAddress('buttonUrl') } }
				: {}),
			...(image ? { image: { link: item.webAddress('imageUrl') } } : {}),
		},
	};
}

const readSms = (item: ItemParameters): IDataObject =>
	item.flag('resendAsSms')
		? {
				resend_sms: {
					status: true,
					sms_text: item.message('smsText'),
					sms_sender_name: readSmsSenderName(item, 'smsSenderName'),
				},
			}
		: {};

/** One name for a run, so that its items can share a request. */
const nameOfRun = (item: ItemParameters): string =>
	item.tally(
		'name of the campaign',
		() => `n8n ${DateTime.now().setZone(item.timeZone).toFormat('yyyy-MM-dd HH:mm:ss')}`,
		() => undefined,
	);

/** Viber API, "Create a Viber campaign": what messages to numbers and to lists have in common. */
export async function readMessage(item: ItemParameters): Promise<Message> {
	const { options } = item;
	const { message, additional } = readContent(item);
	const more = { ...additional, ...readSms(item) };
	const isLater = item.choice('sendMode', ['now', 'schedule']) === 'schedule';
	return {
		// One copy of the document requires a name.
		task_name: options.has('name') ? options.text('name') : nameOfRun(item),
		message_type: TYPES[item.text('messageType')],
		sender_id: item.id('senderId'),
		message_live_time: options.has('lifetime')
			? options.whole('lifetime', LIFETIME.least, LIFETIME.most)
			: LIFETIME.most,
		send_date: isLater ? (await readSendDate(item)).inAccount : 'now',
		...(message === undefined ? {} : { message }),
		...(Object.keys(more).length > 0 ? { additional: more } : {}),
	};
}

/** What an answer tells of a campaign; what was asked for where it does not. */
export function campaignOutput(answer: unknown, message: Message): IDataObject {
	const { task_id, task_name, send_date } = (Object(answer) as IDataObject) ?? {};
	return {
		task_id,
		task_name: task_name ?? message.task_name,
		send_date: send_date ?? message.send_date,
	};
}
