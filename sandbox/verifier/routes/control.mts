import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';

/** What the verifier knows. */
export function verifierControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/sandbox/verifier', async () => {
		const { verifier } = sandbox.state;
		return {
			quotaLeft: verifier.quotaLeft,
			lists: verifier.listChecks(),
			singles: verifier.allSingles(),
		};
	});
}
