import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { withErrorForm } from '../../errorForm.mts';
import { listRoutes } from './lists.mts';
import { reportRoutes } from './reports.mts';
import { singleRoutes } from './singles.mts';

/** The verifier. Its document writes its addresses with a slash at the end, its OpenAPI description without. */
export function verifierRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	withErrorForm(
		api,
		() => sandbox.options.verifierErrors,
		(part) => {
			for (const declare of [listRoutes, singleRoutes, reportRoutes]) declare(part, sandbox);
		},
	);
}
