import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';

/** What came out of Viber campaigns. */
export function viberControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/sandbox/viber', async () => {
		sandbox.agenda.catchUp();
		return { campaigns: sandbox.state.viber.campaigns() };
	});
}
