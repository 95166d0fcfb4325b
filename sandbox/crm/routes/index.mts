import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { CrmError } from '../errors.mts';
import { pipelineRoutes } from './pipelines.mts';

/** The CRM, with refusals in the form that a switch tells. */
export function crmRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	api.register(
		async (part) => {
			part.setErrorHandler((error) => {
				throw error instanceof CrmError ? error.in(sandbox.options.crmErrors) : error;
			});
			for (const declare of [pipelineRoutes]) declare(part, sandbox);
		},
		{ prefix: '/crm/v1' },
	);
}
