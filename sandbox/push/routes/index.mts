import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { withErrorForm } from '../../errorForm.mts';
import { campaignRoutes } from './campaigns.mts';
import { websiteRoutes } from './websites.mts';

/** Web push. */
export function pushRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	withErrorForm(
		api,
		() => sandbox.options.pushErrors,
		(part) => {
			for (const declare of [campaignRoutes, websiteRoutes]) declare(part, sandbox);
		},
	);
}
