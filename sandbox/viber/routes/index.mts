import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { withErrorForm } from '../../errorForm.mts';
import { blacklistRoutes } from './blacklist.mts';
import { campaignRoutes } from './campaigns.mts';
import { senderRoutes } from './senders.mts';

/** Viber campaigns. Chatbots in Viber are another product. */
export function viberRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	withErrorForm(
		api,
		() => sandbox.options.viberErrors,
		(part) => {
			for (const declare of [campaignRoutes, senderRoutes, blacklistRoutes]) declare(part, sandbox);
		},
	);
}
