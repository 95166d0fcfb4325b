import { channelIds, channelOf, type ChannelId } from '../../../sandbox/chatbots/channels.mts';
import type { Bot, BotContact } from '../../../sandbox/index.mts';
import type { Answer, Bench } from '../client.mts';

export { channelIds, type ChannelId };

export const pathOf = (channel: ChannelId, rest: string) => `${channelOf(channel).path}/${rest}`;

/** The active bot that the sandbox begins with on a channel. */
export function botOf({ sandbox }: Bench, channel: ChannelId): Bot {
	const bot = sandbox.state.chatbots.bots.find((one) => one.channel === channel && one.active);
	if (!bot) throw new Error(`No bot on ${channel}`);
	return bot;
}

/** Its contacts: the first three have written, the first is tagged "vip". */
export const contactsOf = (bench: Bench, channel: ChannelId): BotContact[] =>
	bench.sandbox.state.chatbots.contacts.filter(({ bot }) => bot === botOf(bench, channel));

export function contactOf(bench: Bench, channel: ChannelId): BotContact {
	const [contact] = contactsOf(bench, channel);
	if (!contact) throw new Error(`No contact on ${channel}`);
	return contact;
}

/** What the contact was told, in the channel's own form. */
export const saidTo = ({ sandbox }: Bench, contact: BotContact) =>
	sandbox.state.chatbots.outbox
		.filter((message) => message.contact === contact)
		.map(({ data }) => data);

/** A refusal in one of its two forms: its status, and the fields it names. */
export function refusalOf({
	status,
	json,
}: Answer): [status: number, form: string, fields: string[]] {
	const { errors, ...rest } = json ?? {};
	const fields = Object.keys(errors ?? {});
	const isFramework = JSON.stringify(rest) === '{"message":"The given data was invalid."}';
	const isEnvelope =
		JSON.stringify(rest) === JSON.stringify({ success: false, data: null, error_code: status });
	const texts = Object.values(errors ?? {}).flat();
	const areTexts =
		texts.length === fields.length && texts.every((text) => typeof text === 'string');
	const form = !areTexts ? 'none' : isFramework ? 'framework' : isEnvelope ? 'envelope' : 'none';
	return [status, form, fields];
}

export const malformed = (field: string) => [422, 'framework', [field]];
export const missing = (field: string) => [404, 'envelope', [field]];
export const refused = (field: string) => [400, 'envelope', [field]];

/** What takes a member away in {@link changed}. */
export const GONE = Symbol('gone');

/** A copy with another value at a place such as `message.buttons.0.url`. */
export function changed<Value>(whole: Value, place: string, value: unknown): Value {
	const copy = structuredClone(whole);
	const names = place.split('.');
	const last = names.pop() ?? '';
	const holder = names.reduce((inner: any, name) => inner[name], copy);
	if (value === GONE) delete holder[last];
	else holder[last] = value;
	return copy;
}
