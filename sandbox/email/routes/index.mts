import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { blacklistRoutes } from './blacklist.mts';
import { campaignRoutes } from './campaigns.mts';
import { contactRoutes } from './contacts.mts';
import { emailRoutes } from './emails.mts';
import { eventRoutes } from './events.mts';
import { listRoutes } from './lists.mts';
import { senderRoutes } from './senders.mts';
import { tagRoutes } from './tags.mts';
import { templateRoutes } from './templates.mts';
import { webhookRoutes } from './webhooks.mts';

const concerns = [
	listRoutes,
	contactRoutes,
	emailRoutes,
	campaignRoutes,
	templateRoutes,
	senderRoutes,
	blacklistRoutes,
	tagRoutes,
	webhookRoutes,
	eventRoutes,
];

/** The e-mail service (the OpenAPI description bulk-email), and events for its automations. */
export function emailServiceRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	for (const declare of concerns) declare(api, sandbox);
}
