import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';

/** What came out of the SMS service. */
export function smsControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/sandbox/sms', async () => {
		sandbox.agenda.catchUp();
		const { sms, account } = sandbox.state;
		return {
			balance: account.funds.balance,
			campaigns: sms.campaigns.all().map(({ routes, ...campaign }) => ({
				...campaign,
				routes: Object.fromEntries(routes),
			})),
		};
	});
}
