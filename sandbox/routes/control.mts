import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../context.mts';
import { faultSchema, type FaultRule } from '../faults.mts';
import { optionsSchema, type SandboxOptions } from '../options.mts';

/**
 * Steers the sandbox from another process. No part of SendPulse's API: no credentials, no limits, no log, and no
 * secrets in any answer.
 */
export function controlRoutes(server: FastifyInstance, sandbox: SandboxContext): void {
	const done = { done: true };

	server.get('/sandbox/state', async () => {
		const { state, log, faults, options } = sandbox;
		const lists = state.lists.all();
		return {
			lists: lists.map(({ id, name, contacts, variables }) => ({
				id,
				name,
				contacts: contacts.size,
				active: contacts.total('active'),
				variables: variables.size,
			})),
			contacts: lists.reduce((total, { contacts }) => total + contacts.size, 0),
			campaigns: state.campaigns.all().length,
			senders: state.senders.all().length,
			templates: state.templates.all().length,
			tags: state.tags.all().length,
			blacklist: state.blacklist.all().length,
			webhooks: state.webhooks.all().length,
			webhookEventsWaiting: sandbox.courier.pending,
			webhookDeliveries: state.webhooks.deliveries.length,
			events: state.automations.received.length,
			outbox: state.outbox.length,
			confirmationMails: state.confirmationMails.length,
			tokenFetches: state.account.tokenFetches,
			liveTokens: state.account.liveTokens,
			requests: log.at(-1)?.sequence ?? 0,
			faults: faults.list(),
			options,
		};
	});

	server.get(
		'/sandbox/log',
		{
			schema: {
				querystring: {
					type: 'object',
					properties: { after: { type: 'string', pattern: '^\\d+$' } },
				},
			},
		},
		async (request) => {
			const after = Number((request.query as { after?: string }).after ?? 0);
			return sandbox.log.filter(({ sequence }) => sequence > after);
		},
	);

	server.post(
		'/sandbox/faults',
		{ schema: { body: { oneOf: [faultSchema, { type: 'array', items: faultSchema }] } } },
		async (request) => {
			sandbox.faults.add(...([request.body].flat() as FaultRule[]));
			return sandbox.faults.list();
		},
	);

	server.delete('/sandbox/faults', async () => {
		sandbox.faults.clear();
		return done;
	});

	server.post('/sandbox/options', { schema: { body: optionsSchema } }, async (request) => {
		Object.assign(sandbox.options, request.body as Partial<SandboxOptions>);
		return sandbox.options;
	});

	server.post('/sandbox/tokens/revoke', async () => {
		sandbox.state.account.revokeTokens();
		return done;
	});

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

	server.post('/sandbox/reset', async () => {
		sandbox.reset();
		return done;
	});
}
