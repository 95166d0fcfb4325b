import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import { sameAddress, spellings } from '../../../engine/parameters/email';
import { notUnderstood, recordsOf } from '../../../engine/run/outcome';
import { botName, CHANNEL_PATHS } from '../../../fields/chatbots';
import { chatbots, get } from '../../../SendPulseChatbot/product';
import { absence, endsAll, type Search } from './answers';

export type ChannelId = keyof typeof CHANNEL_PATHS;

/** A bot whose contacts may have e-mail addresses. */
export interface Bot {
	channel: ChannelId;
	id: string;
	name: string;
	/** Variables of its contacts that hold an address. */
	variables: string[];
}

/** What an account has of bots. */
export interface Bots {
	bots: Bot[];
	/** Why it has none of a messenger, by its value. */
	absent: Map<ChannelId, string>;
	/** Bots of whom nobody knows by now, and why. */
	failures: Map<ChannelId, unknown>;
}

export interface BotContact {
	bot: Bot;
	contact: IDataObject;
}

const UNCLEAR = 'whose chats these are';

/** Chatbot services' APIs, schema Variable: `value_type` 6 is an e-mail address. */
const EMAIL_TYPE = 6;

const CHANNELS = Object.keys(CHANNEL_PATHS) as ChannelId[];

/** A request to the messenger's part of the API. */
export const inChannel = (channel: ChannelId, request: ApiRequest): ApiRequest => ({
	...request,
	path: `${CHANNEL_PATHS[channel]}${request.path}`,
});

/**
 * All bots of the account, asked for messenger by messenger: the list of all together does not tell whose they
 * are. The address of a contact is in a variable of that type, or of that name.
 */
export async function readBots(search: Search): Promise<Bots> {
	const found = new Map<ChannelId, Bot[]>(CHANNELS.map((channel) => [channel, []]));
	const absent: Bots['absent'] = new Map();
	const failures: Bots['failures'] = new Map();
	await search.each(CHANNELS, async (channel) => {
		const { list } = search;
		const read = async () => {
			const { records } = await list(inChannel(channel, get`/bots`), {
				identify: ({ id }) => id,
				paged: chatbots.pager,
				records: (body) => recordsOf(body, UNCLEAR),
			});
			return records;
		};
		const records = await read().catch((error: unknown) => {
			if (endsAll(error)) throw error;
			const reason = absence(error);
			if (reason === undefined) failures.set(channel, error);
			else absent.set(channel, reason);
			return [];
		});
		for (const record of records) {
			const id = String(record.id);
			const variables = await emailVariables(search, channel, id).catch((error: unknown) => {
				if (endsAll(error)) throw error;
				failures.set(channel, error);
				return [];
			});
			found.get(channel)!.push({ channel, id, name: botName(record), variables });
		}
	});
	return { bots: [...found.values()].flat(), absent: inOrder(absent), failures: inOrder(failures) };
}

/** Whichever messenger answers first: a receipt says the same of the same. */
const inOrder = <Value>(found: ReadonlyMap<ChannelId, Value>): Map<ChannelId, Value> =>
	new Map([...found].sort(([one], [other]) => CHANNELS.indexOf(one) - CHANNELS.indexOf(other)));

async function emailVariables(
	search: Search,
	channel: ChannelId,
	botId: string,
): Promise<string[]> {
	const request = { ...get`/variables`, query: { bot_id: botId } };
	const variables = recordsOf(await search.read(inChannel(channel, request)), UNCLEAR);
	return variables
		.filter(
			({ name, value_type }) =>
				Number(value_type) === EMAIL_TYPE || /^e[-_ ]?mail$/i.test(String(name)),
		)
		.map(({ name }) => String(name));
}

/**
 * The bot's contacts with exactly this address, whatever the case. SendPulse may find values only as they are
 * written, so that it is asked for small letters as well.
 *
 * @throws ApiFailure
 */
export async function contactsOf(search: Search, bot: Bot, email: string): Promise<BotContact[]> {
	const found = new Map<unknown, BotContact>();
	for (const variable_name of bot.variables) {
		for (const variable_value of spellings(email)) {
			const query = { variable_name, bot_id: bot.id, variable_value };
			const { records } = await search.list(
				inChannel(bot.channel, { ...get`/contacts/getByVariable`, query }),
				{
					identify: ({ id }) => id,
					paged: chatbots.pager,
					records: (body) => recordsOf(body, UNCLEAR),
				},
			);
			for (const contact of records) {
				if (isTheirs(contact, bot, email)) found.set(contact.id, { bot, contact });
			}
		}
	}
	return [...found.values()];
}

function isTheirs({ variables }: IDataObject, bot: Bot, email: string): boolean {
	if (!isRecord(variables)) throw notUnderstood(UNCLEAR);
	return bot.variables.some((name) => {
		const value = variables[name];
		return typeof value === 'string' && sameAddress(value) === sameAddress(email);
	});
}
