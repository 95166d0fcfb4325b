import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { bounceRoutes } from './bounces.mts';
import { emailRoutes } from './emails.mts';
import { senderRoutes } from './senders.mts';
import { unsubscribeRoutes } from './unsubscribe.mts';

/** The SMTP service. POST /senders, which is in its OpenAPI description, too, is the e-mail service's. */
export function smtpRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	for (const declare of [emailRoutes, bounceRoutes, unsubscribeRoutes, senderRoutes])
		declare(api, sandbox);
}
