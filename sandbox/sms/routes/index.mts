import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { withErrorForm } from '../../errorForm.mts';
import { blacklistRoutes } from './blacklist.mts';
import { campaignRoutes } from './campaigns.mts';
import { numberRoutes } from './numbers.mts';
import { addFallOverPlus } from './requests.mts';
import { senderRoutes } from './senders.mts';

/** The SMS service. PUT /addressbooks/{id}/phone, which its description has, too, is the e-mail service's. */
export function smsRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	withErrorForm(
		api,
		() => sandbox.options.smsErrors,
		(part) => {
			addFallOverPlus(part);
			for (const declare of [numberRoutes, blacklistRoutes, campaignRoutes, senderRoutes])
				declare(part, sandbox);
		},
	);
}
