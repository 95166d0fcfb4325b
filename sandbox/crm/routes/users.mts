import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { userRecord } from '../records.mts';

/** "Active invited users": an array, though one object is drawn. */
export function userRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	api.get('/users', { config: { query: [] } }, async () => {
		const { users, ownerId } = sandbox.state.crm;
		const listed = users.filter(
			({ id, confirmed }) => confirmed && (id !== ownerId || sandbox.options.crmOwnerListed),
		);
		return { data: listed.map(userRecord) };
	});
}
