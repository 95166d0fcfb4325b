import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { base64Text } from '../../../engine/api/request';
import { isRecord } from '../../../engine/api/record';
import type { InputFile } from '../../../engine/parameters/binary';
import { sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { attachmentsOption, readAttachments, withAttachments } from '../../../fields/attachments';
import { html, senderName, subject } from '../../../fields/message';
import { senderEmail } from '../../../fields/senderEmail';
import { readTemplateId, templateId } from '../../../fields/templateId';
import { eachOnce, readRecipients, type Recipient } from '../../fields/recipients';
import {
	additionalVariables,
	readTemplateVariables,
	templateVariables,
} from '../../fields/templateVariables';
import { isUnsubscribed, searchRequest } from '../../../fields/unsubscribed';
import { post, smtp } from '../../product';

const fields: INodeProperties[] = [
	{ ...senderName, required: true },
	{ ...senderEmail, required: true },
	{
		displayName: 'To Email',
		name: 'toEmail',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Ann <ann@example.com>',
		description:
			'Who gets the e-mail: addresses with or without names, separated by commas. All of them see each other; for one e-mail each, give one input item each.',
	},
	{
		...subject,
		required: true,
		placeholder: 'e.g. Your order 1042',
		description: 'Subject of the e-mail',
	},
	{
		displayName: 'Content',
		name: 'contentSource',
		type: 'options',
		options: [
			{ name: 'HTML', value: 'html' },
			{ name: 'Template', value: 'template' },
			{ name: 'Text', value: 'text' },
		],
		default: 'html',
		description: 'Where the content of the e-mail comes from',
	},
	{
		...html,
		required: true,
		// Only templates have variables here.
		description: 'Content of the e-mail as HTML, with values of the input item by expressions',
		displayOptions: { show: { contentSource: ['html'] } },
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 6 },
		default: '',
		required: true,
		description: 'Content of the e-mail as plain text, without HTML',
		displayOptions: { show: { contentSource: ['text'] } },
	},
	{
		...templateId,
		description: 'The template to send',
		displayOptions: { show: { contentSource: ['template'] } },
	},
	{ ...templateVariables, displayOptions: { show: { contentSource: ['template'] } } },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			additionalVariables,
			attachmentsOption,
			{
				displayName: 'BCC Email',
				name: 'bccEmail',
				type: 'string',
				default: '',
				placeholder: 'e.g. archive@example.com',
				description: 'Who else gets the e-mail without being seen, written as in To Email',
			},
			{
				displayName: 'CC Email',
				name: 'ccEmail',
				type: 'string',
				default: '',
				placeholder: 'e.g. Bob <bob@example.com>',
				description: 'Who else gets the e-mail, seen by all, written as in To Email',
			},
			{
				displayName: 'If Unsubscribed',
				name: 'ifUnsubscribed',
				type: 'options',
				options: [
					{
						name: 'Fail',
						value: 'fail',
						description: 'Asks SendPulse first, and sends nothing if a recipient has unsubscribed',
					},
					{
						name: 'Send',
						value: 'send',
						description:
							'Leaves it to SendPulse, which drops e-mails to who has unsubscribed without a word',
					},
					{
						name: 'Skip',
						value: 'skip',
						description: 'Asks SendPulse first, and leaves out who has unsubscribed',
					},
				],
				default: 'send',
				description:
					'What to do about recipients on the unsubscribe list. To ask costs a request for each address.',
			},
			{
				displayName: 'Plain Text',
				name: 'plainText',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				description: 'What is shown where HTML is not. Left out, SendPulse makes it from the HTML.',
			},
			{
				displayName: 'Reply To',
				name: 'replyTo',
				type: 'string',
				default: '',
				placeholder: 'e.g. Ann <ann@example.com>',
				description: 'Where answers go, if not to the sender',
			},
		],
	},
];

/**
 * HTML leaves with the key `text`, be it empty, because the description wants both; SendPulse makes a
 * text only where it is told to (SMTP service API, "Send an email").
 */
function readContent(item: ItemParameters): IDataObject {
	const { options } = item;
	const source = item.choice('contentSource', ['html', 'text', 'template']);
	if (source !== 'html' && options.optionalMessage('plainText') !== undefined) {
		options.fail('plainText', "is for HTML only. Set 'Content' to HTML, or remove it");
	}
	if (source !== 'template' && options.hasValue('additionalVariables')) {
		options.fail(
			'additionalVariables',
			"is for templates only. Set 'Content' to Template, or remove it",
		);
	}
	if (source === 'template') {
		return { template: { id: readTemplateId(item), variables: readTemplateVariables(item) } };
	}
	if (source === 'text') return { text: item.message('text') };
	const plainText = options.optionalMessage('plainText');
	return {
		html: base64Text(item.message('html')),
		text: plainText ?? '',
		auto_plain_text: plainText === undefined,
	};
}

function readReplyTo(item: ItemParameters): IDataObject {
	const { options } = item;
	if (!options.has('replyTo')) return {};
	const [replyTo, ...more] = readRecipients(options, 'replyTo');
	if (more.length > 0) options.fail('replyTo', 'has to be a single address');
	return { reply_to: { ...replyTo } };
}

/** Those of these who have unsubscribed: asked once for each address of the run. */
async function unsubscribedAmong(item: ItemParameters, all: Recipient[]): Promise<Recipient[]> {
	const answers = await Promise.all(
		all.map(async ({ email }) =>
			item.lookUp(`unsubscribed: ${sameAddress(email)}`, async (client) =>
				isUnsubscribed(await client.send(searchRequest(email))),
			),
		),
	);
	return all.filter((_, index) => answers[index]);
}

/** What is told beside the output: a skipped e-mail looks like one that was sent, at a glance. */
function tellSkipped(item: ItemParameters): void {
	const skipped = item.tally(
		'skipped e-mails',
		() => ({ count: 0 }),
		({ count }) => ({
			type: 'warning',
			message:
				count === 1
					? 'One e-mail is not sent, because its recipients are on the unsubscribe list.'
					: `${count} e-mails are not sent, because their recipients are on the unsubscribe list.`,
		}),
	);
	skipped.count++;
}

interface Letter {
	/** As the API wants it, but for its files. */
	email: IDataObject;
	attachments: InputFile[];
	subject: string;
	to: string[];
	/** Recipients that were left out. */
	unsubscribed: string[];
}

const isSkipped = ({ to }: Letter) => to.length === 0;

async function readLetter(item: ItemParameters): Promise<Letter> {
	const { options } = item;
	const onList = options.has('ifUnsubscribed')
		? options.choice('ifUnsubscribed', ['fail', 'send', 'skip'])
		: 'send';
	const subject = item.message('subject');
	const from = { name: item.message('senderName'), email: item.email('senderEmail') };
	const more = (name: string) => (options.has(name) ? readRecipients(options, name) : []);
	const lists = eachOnce(readRecipients(item, 'toEmail'), more('ccEmail'), more('bccEmail'));
	const content = { ...readContent(item), ...readReplyTo(item) };
	const attachments = await readAttachments(item);
	// After all else: what can't be sent needs no look-up.
	const gone = onList === 'send' ? [] : await unsubscribedAmong(item, lists.flat());
	const unsubscribed = gone.map(({ email }) => email);
	if (onList === 'fail' && gone.length > 0) {
		options.fail(
			'ifUnsubscribed',
			`is Fail, and this recipient is on the unsubscribe list: ${unsubscribed.join(', ')}. Leave such addresses out, or choose Skip`,
		);
	}
	const [to, cc, bcc] = lists.map((list) => list.filter((one) => !gone.includes(one)));
	if (to.length === 0) tellSkipped(item);
	const email = {
		subject,
		from,
		to,
		...(cc.length > 0 ? { cc } : {}),
		...(bcc.length > 0 ? { bcc } : {}),
		...content,
	} as unknown as IDataObject;
	return {
		email,
		attachments,
		subject,
		to: to.map(({ email: address }) => address),
		unsubscribed,
	};
}

/** SMTP service API, "Send an email". */
export const send = write({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send an e-mail',
		description: 'Send an e-mail with HTML, text or a template, one for each input item',
	},
	fields,
	prepare: readLetter,
	// It must never go out twice.
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Email (filter Recipient)",
	// Nobody can tell two of them apart: such items come from a node that ran too often.
	neverAlike: 'send the same e-mail',
	concerns: ({ to, unsubscribed }) => sameAddress(to[0] ?? unsubscribed[0]),
	confirmed: smtp.done,
	request: async (letter) =>
		isSkipped(letter)
			? undefined
			: {
					...post`/smtp/emails`,
					body: { email: await withAttachments(letter.email, letter.attachments) },
				},
	output: (answer, letter) => {
		const { subject, to, unsubscribed } = letter;
		if (isSkipped(letter)) return { success: false, skipped: true, unsubscribed, subject };
		const { id } = isRecord(answer) ? answer : {};
		return succeeded({
			id,
			to,
			subject,
			...(unsubscribed.length > 0 ? { unsubscribed } : {}),
		});
	},
	counts: { noun: 'e-mails', done: 'sent' },
});
