import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../context.mts';
import { contactsSection } from './contacts.mts';
import { listsSection } from './lists.mts';
import { requestsSection } from './requests.mts';
import { contentSecurityPolicy, shell } from './shell.mts';

/** The page that shows what is in the sandbox and what it was asked. `list` chooses a list, `page` a page of it. */
export function pageRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	server.get('/', async (request, reply) => {
		const query = request.query as { list?: unknown; page?: unknown };
		const { lists, account } = sandbox.state;
		const chosen = lists.get(Number(query.list)) ?? lists.all()[0];
		reply.type('text/html; charset=utf-8').header('content-security-policy', contentSecurityPolicy);
		return shell({
			account: `${account.profile.name}, ${account.profile.email}`,
			sections: [
				listsSection(sandbox, chosen),
				requestsSection(sandbox),
				...(chosen ? [contactsSection(chosen, Math.floor(Number(query.page)) || 1)] : []),
			],
		});
	});
}
