import type { Channel } from './channel';
import { instagram } from './instagram';
import { liveChat } from './liveChat';
import { messenger } from './messenger';
import { telegram } from './telegram';
import { tikTok } from './tikTok';
import { viber } from './viber';
import { whatsApp } from './whatsApp';

/** Every channel, under the value that workflows store. */
export const CHANNELS = {
	instagram,
	liveChat,
	messenger,
	telegram,
	tiktok: tikTok,
	viber,
	whatsapp: whatsApp,
} satisfies Record<string, Channel>;

export type ChannelId = keyof typeof CHANNELS;

export const CHANNEL_IDS = Object.keys(CHANNELS) as ChannelId[];

export const isChannel = (value: unknown): value is ChannelId =>
	CHANNEL_IDS.includes(value as ChannelId);

/** SendPulse's part for the channel; the literal type of each would get in the way. */
export const channelOf = (id: ChannelId): Channel => CHANNELS[id];
