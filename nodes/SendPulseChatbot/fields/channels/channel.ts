import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../../engine/api/inputProblem';
import type { Button, Message } from '../messageContent';

type Of<Type extends Message['type']> = Extract<Message, { type: Type }>;

/** What only some channels know. */
export interface Circumstances {
	/** Telegram: tags in text and caption format it. */
	html?: boolean;
	/** Messenger: the reason for a message after the 24-hour window. */
	messageTag?: string;
}

/** How a channel writes a message, by its type. What is missing it can't send. */
export interface Shapes {
	text(message: Of<'text'>, circumstances: Circumstances): IDataObject;
	image?(message: Of<'image'>, circumstances: Circumstances): IDataObject;
	file?(message: Of<'file'>, circumstances: Circumstances): IDataObject;
	buttons?(message: Of<'buttons'>, circumstances: Circumstances): IDataObject;
}

/** A messenger that SendPulse has bots for. */
export interface Channel {
	/** As SendPulse and its owner write it. */
	name: string;
	/** Where its part of the API begins. */
	path: string;
	/** What its webhooks say under `service`. */
	service: string;
	/** Under which name its messages go out: a single one, or a list. */
	member: 'message' | 'messages';
	/** Characters that a text or the caption of an image or file may have, where the messenger's owner says so. */
	longest?: { text: number; caption?: number };
	shapes: Shapes;
	/** Messages of campaigns, where the channel has any. */
	campaigns?: Shapes;
}

const PLURALS = { text: 'texts', image: 'images', file: 'files', buttons: 'buttons' };

export const cannot = (name: string, what: string, instead: string): never => {
	throw new InputProblem(`${name} can't send ${what} through SendPulse's API. ${instead}.`);
};

/** For channels whose images and files have no place for words. */
export function refuseCaption(name: string, caption: string): void {
	if (caption === '') return;
	cannot(
		name,
		'a caption with an image or file',
		"Clear 'Caption', or send it as a text of its own",
	);
}

/** A button that opens a page or starts a flow, for channels where others are not possible. */
export function linked<Made>(
	name: string,
	button: Button,
	made: { page?(url: string): Made; flow(flowId: string): Made },
): Made {
	if ('url' in button && made.page) return made.page(button.url);
	if ('flowId' in button) return made.flow(button.flowId);
	return cannot(
		name,
		'url' in button ? 'buttons that open a page' : 'buttons that only reply',
		made.page ? 'Let them open a page or start a flow' : 'Let them start a flow',
	);
}

/** Tags that format a text are not counted. */
const TAG = /<[^<>]*>/g;

/** Characters as people count them: an emoji may take two places in a string. */
const lengthOf = (text: string, { html }: Circumstances) =>
	[...(html ? text.replace(TAG, '') : text)].length;

/**
 * Who exceeds the messenger's limit is told before anything is sent: SendPulse refuses such a text, or
 * takes it and it never arrives.
 */
function refuseTooLong({ name, longest }: Channel, message: Message, said: Circumstances): void {
	if (!longest || message.type === 'json') return;
	const [field, text, most = Infinity] =
		'text' in message
			? ['Text', message.text, longest.text]
			: ['Caption', message.caption, longest.caption];
	const length = lengthOf(text, said);
	if (length <= most) return;
	throw new InputProblem(
		`'${field}' has ${length.toLocaleString('en')} characters; ${name} takes ${most.toLocaleString('en')} at most. Shorten it, or send it in parts.`,
	);
}

function shaped(
	channel: Channel,
	shapes: Shapes,
	message: Message,
	{ circumstances, within = '' }: { circumstances: Circumstances; within?: string },
): IDataObject[] {
	const { name } = channel;
	refuseTooLong(channel, message, circumstances);
	if (message.type === 'json') return message.messages;
	const shape = shapes[message.type] as
		| ((message: Message, circumstances: Circumstances) => IDataObject)
		| undefined;
	if (shape) return [shape(message, circumstances)];
	return cannot(
		name,
		`${PLURALS[message.type]}${within}`,
		"Choose another 'Message Type', or JSON for the channel's own form",
	);
}

/**
 * The messages in the channel's own form.
 *
 * @throws InputProblem for what the channel can't do
 */
export const composed = (channel: Channel, message: Message, circumstances: Circumstances = {}) =>
	shaped(channel, channel.shapes, message, { circumstances });

/** Likewise, as campaigns write them. */
export function composedForCampaign(
	channel: Channel,
	message: Message,
	circumstances: Circumstances = {},
): IDataObject[] {
	const { name, campaigns } = channel;
	const within = ' in a campaign';
	return campaigns
		? shaped(channel, campaigns, message, { circumstances, within })
		: cannot(name, 'campaigns', 'Choose another channel');
}

/**
 * The messages as a part of the request's body.
 *
 * @throws InputProblem for several where the channel takes one at a time
 */
export function inBody({ name, member }: Channel, messages: IDataObject[]): IDataObject {
	if (member === 'messages') return { messages };
	if (messages.length === 1) return { message: messages[0] };
	return cannot(name, 'several messages at once', 'Use one input item for each of them');
}
