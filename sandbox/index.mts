import { setMaxListeners } from 'node:events';
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import { Agenda } from './agenda.mts';
import { addBodyParsers, bodyLimit } from './body.mts';
import { ChatbotCourier } from './chatbots/courier.mts';
import { systemClock, type Clock } from './clock.mts';
import type { SandboxContext } from './context.mts';
import { Courier } from './courier.mts';
import { FaultPlan } from './faults.mts';
import { addGate, refuseBadPath } from './gate.mts';
import { RateLimits } from './limits.mts';
import { RequestLog } from './log.mts';
import { defaultOptions, type SandboxOptions } from './options.mts';
import { pageRoutes } from './page/routes.mts';
import { blacklistRoutes } from './routes/blacklist.mts';
import { campaignRoutes } from './routes/campaigns.mts';
import { chatbotControlRoutes } from './routes/chatbotControl.mts';
import { chatbotRoutes } from './routes/chatbots/index.mts';
import { contactRoutes } from './routes/contacts.mts';
import { controlRoutes } from './routes/control.mts';
import { emailRoutes } from './routes/emails.mts';
import { eventRoutes } from './routes/events.mts';
import { listRoutes } from './routes/lists.mts';
import { oauthRoutes } from './routes/oauth.mts';
import { senderRoutes } from './routes/senders.mts';
import { tagRoutes } from './routes/tags.mts';
import { templateRoutes } from './routes/templates.mts';
import { userRoutes } from './routes/user.mts';
import { webhookRoutes } from './routes/webhooks.mts';
import { seedState } from './seed.mts';
import { SandboxState } from './state.mts';
import { isLoopback } from './syntax.mts';

export { ManualClock, systemClock, type Clock } from './clock.mts';
export { CampaignStatus, type Campaign } from './campaigns.mts';
export { ContactStatus, type Contact } from './contacts.mts';
export type { Bot, BotContact, Message } from './chatbots/store.mts';
export type { ChatbotDelivery } from './chatbots/courier.mts';
export type { Fate } from './fates.mts';
export type { FaultKind, FaultRule } from './faults.mts';
export type { MailingList } from './lists.mts';
export type { Mail } from './outbox.mts';
export type { RequestRecord } from './log.mts';
export type { SandboxOptions } from './options.mts';
export type { SandboxState } from './state.mts';
export type { Webhook, WebhookDelivery } from './webhooks.mts';

/** How a sandbox begins: its switches, and what can't be changed later. */
export interface SandboxSetup extends Partial<SandboxOptions> {
	clock?: Clock;
	/** Changes credentials and invented people; the same seed gives the same sandbox. */
	seed?: number;
	/** Begin with nothing but the account. */
	blank?: boolean;
	/** More than a hundred lists, for paging through them. */
	manyLists?: boolean;
}

export interface ListenOptions {
	/** 0 takes any free port. */
	port?: number;
	/** A loopback address: the sandbox lets everyone in who can reach it. */
	host?: string;
}

export interface Sandbox extends SandboxContext {
	/** Starts to listen; gives the base URL, without a slash at its end. */
	listen(where?: ListenOptions): Promise<string>;
	/** Stops at once, open connections included. */
	close(): Promise<void>;
}

/**
 * SendPulse's e-mail and chatbot APIs in memory, as strict as their documents, for trying, testing and measuring.
 * One account, whose id, secret and API keys are in `state.account`.
 */
export function createSandbox(setup: SandboxSetup = {}): Sandbox {
	const { clock = systemClock, seed = 1, blank = false, manyLists = false, ...switches } = setup;
	const atStart: SandboxOptions = { ...defaultOptions, ...switches };
	const options = { ...atStart };
	const closing = new AbortController();
	// Each answer that is slow on purpose waits for its end, too.
	setMaxListeners(0, closing.signal);
	const agenda = new Agenda(clock);
	const begin = () => {
		const state = new SandboxState(options, clock, seed, agenda);
		if (!blank) seedState(state, seed, manyLists);
		return state;
	};

	let state = begin();
	let courier = new Courier(state, options, clock);
	let chatbotCourier = new ChatbotCourier(state.chatbots, clock);
	const log = new RequestLog();
	const faults = new FaultPlan(seed);
	const limits = new RateLimits(options, clock);
	const sandbox: Sandbox = {
		get state() {
			return state;
		},
		options,
		clock,
		limits,
		faults,
		log,
		get courier() {
			return courier;
		},
		get chatbotCourier() {
			return chatbotCourier;
		},
		agenda,
		closing: closing.signal,
		reset() {
			Object.assign(options, atStart);
			agenda.clear();
			void courier.stop();
			void chatbotCourier.stop();
			state = begin();
			courier = new Courier(state, options, clock);
			chatbotCourier = new ChatbotCourier(state.chatbots, clock);
			log.clear();
			faults.clear();
			limits.clear();
		},
		async listen({ port = 0, host = '127.0.0.1' } = {}) {
			if (!isLoopback(host))
				throw new Error(`The sandbox listens on loopback addresses only, not on ${host}`);
			const url = await server.listen({ port, host });
			agenda.start();
			return url;
		},
		async close() {
			closing.abort();
			agenda.stop();
			await Promise.all([courier.stop(), chatbotCourier.stop(), server.close()]);
		},
	};
	const server = createServer(sandbox);
	return sandbox;
}

function createServer(context: SandboxContext): FastifyInstance {
	const server = fastify({
		bodyLimit,
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 10_000 },
		frameworkErrors: (_error, request, reply) =>
			refuseBadPath(request, reply as FastifyReply, context),
		// Values count as they were sent: text is no number, and what is unknown is not quietly left out.
		ajv: {
			customOptions: {
				coerceTypes: false,
				removeAdditional: false,
				useDefaults: false,
				allowUnionTypes: true,
			},
		},
	});
	addBodyParsers(server);
	server.register(async (control) => {
		controlRoutes(control, context);
		chatbotControlRoutes(control, context);
		pageRoutes(control, context);
	});
	server.register(async (api) => {
		addGate(api, context);
		oauthRoutes(api, context);
		userRoutes(api, context);
		listRoutes(api, context);
		contactRoutes(api, context);
		emailRoutes(api, context);
		campaignRoutes(api, context);
		templateRoutes(api, context);
		senderRoutes(api, context);
		blacklistRoutes(api, context);
		tagRoutes(api, context);
		webhookRoutes(api, context);
		eventRoutes(api, context);
		chatbotRoutes(api, context);
	});
	return server;
}
