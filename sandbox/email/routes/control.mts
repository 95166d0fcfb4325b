import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';

/** What came out of the e-mail service, and what makes it deliver at once. */
export function emailControlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	// Mails with activation codes among them: this is the only inbox they come to.
	server.get('/sandbox/outbox', async () => sandbox.state.outbox);

	server.get('/sandbox/events', async () => sandbox.state.automations.received);

	server.get('/sandbox/webhooks/deliveries', async () => sandbox.state.webhooks.deliveries);

	// Sends what waits, and again what was not taken; answers with the attempts made by then.
	server.post('/sandbox/webhooks/deliver', async () => {
		sandbox.agenda.catchUp();
		const { deliveries } = sandbox.state.webhooks;
		const before = new Set(deliveries);
		await sandbox.courier.deliver();
		return deliveries.filter((delivery) => !before.has(delivery));
	});
}
