import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../context.mts';

/** The account itself (Service REST API, Account information). */
export function userRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	api.get('/user/info', async () => sandbox.state.account.info());
}
