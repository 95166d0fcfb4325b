import type { FastifyInstance } from 'fastify';
import { channelIds } from '../channels.mts';
import type { SandboxContext } from '../../context.mts';
import { allChannelsRoutes } from './allChannels.mts';
import { botRoutes } from './bots.mts';
import { campaignRoutes } from './campaigns.mts';
import { ChannelRoutes } from './channelRoutes.mts';
import { chatRoutes } from './chats.mts';
import { contactRoutes } from './contacts.mts';
import { flowRoutes } from './flows.mts';
import { messageRoutes } from './messages.mts';
import { noteRoutes } from './notes.mts';
import { whatsAppRoutes } from './whatsApp.mts';

const concerns = [
	botRoutes,
	contactRoutes,
	noteRoutes,
	chatRoutes,
	messageRoutes,
	flowRoutes,
	campaignRoutes,
];

/**
 * The chatbots' services, one for each channel, and what they have together (the OpenAPI descriptions of chatbots,
 * telegram, whatsapp, facebook, instagram, viber-chatbot, live-chat and tiktok).
 */
export function chatbotRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	allChannelsRoutes(api, sandbox);
	for (const id of channelIds) {
		const routes = new ChannelRoutes(api, sandbox, id);
		for (const declare of concerns) declare(routes);
		if (id === 'whatsapp') whatsAppRoutes(routes);
	}
}
