import { setMaxListeners } from 'node:events';
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import { Agenda } from './agenda.mts';
import { addBodyParsers, bodyLimit } from './body.mts';
import { ChatbotCourier } from './chatbots/courier.mts';
import { systemClock, type Clock } from './clock.mts';
import type { SandboxContext } from './context.mts';
import { Courier } from './email/courier.mts';
import { FaultPlan } from './faults.mts';
import { addGate, refuseBadPath } from './gate.mts';
import { RateLimits } from './limits.mts';
import { RequestLog } from './log.mts';
import { defaultOptions, type SandboxOptions } from './options.mts';
import { pageRoutes } from './page/routes.mts';
import { blacklistRoutes } from './email/routes/blacklist.mts';
import { campaignRoutes } from './email/routes/campaigns.mts';
import { chatbotControlRoutes } from './chatbots/routes/control.mts';
import { chatbotRoutes } from './chatbots/routes/index.mts';
import { contactRoutes } from './email/routes/contacts.mts';
import { controlRoutes } from './routes/control.mts';
import { emailRoutes } from './email/routes/emails.mts';
import { eventRoutes } from './email/routes/events.mts';
import { listRoutes } from './email/routes/lists.mts';
import { oauthRoutes } from './routes/oauth.mts';
import { senderRoutes } from './email/routes/senders.mts';
import { tagRoutes } from './email/routes/tags.mts';
import { templateRoutes } from './email/routes/templates.mts';
import { userRoutes } from './routes/user.mts';
import { webhookRoutes } from './email/routes/webhooks.mts';
import { seedState } from './seed.mts';
import { SandboxState } from './state.mts';
import { isLoopback } from './syntax.mts';

export { ManualClock, systemClock, type Clock } from './clock.mts';
export { CampaignStatus, type Campaign } from './email/campaigns.mts';
export { ContactStatus, type Contact } from './email/contacts.mts';
export type { Bot, BotContact, Message } from './chatbots/store.mts';
export type { ChatbotDelivery } from './chatbots/courier.mts';
export type { Fate } from './email/fates.mts';
export type { FaultKind, FaultRule } from './faults.mts';
export type { MailingList } from './email/lists.mts';
export type { Mail } from './email/outbox.mts';
export type { RequestRecord } from './log.mts';
export type { SandboxOptions } from './options.mts';
export type { SandboxState } from './state.mts';
export type { Webhook, WebhookDelivery } from './email/webhooks.mts';

/** How a sandbox begins: its switches, and what can't be changed later. */
export interface SandboxSetup extends Partial<SandboxOptions> {
	clock?: Clock;
	/** Changes credentials and invented people; the same seed gives the same sandbox. */
	seed?: number;
	/** Begin with nothing but the account. */
	blank?: boolean;
	/** More than a hundred lists, for paging through them. */
	manyLists?: boolean;
	/** Listens for the sandbox, and is free for another once that is closed. @default one of its own */
	server?: SandboxServer;
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
	const {
		clock = systemClock,
		seed = 1,
		blank = false,
		manyLists = false,
		server = new SandboxServer(),
		...switches
	} = setup;
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
			const url = await server.listen(sandbox, { port, host });
			agenda.start();
			return url;
		},
		async close() {
			closing.abort();
			agenda.stop();
			await Promise.all([courier.stop(), chatbotCourier.stop()]);
			await (setup.server ? server.leave() : server.close());
		},
	};
	return sandbox;
}

/**
 * What stands on the network in front of a sandbox. It costs ten times as much as the sandbox itself, so that who
 * needs many sandboxes, one after another, hands it on.
 */
export class SandboxServer {
	private current: SandboxContext | undefined;

	private readonly server = createServer(this.context());

	private url: string | undefined;

	async listen(sandbox: SandboxContext, where: ListenOptions): Promise<string> {
		if (this.current) throw new Error('Another sandbox has that server');
		this.current = sandbox;
		this.url ??= await this.server.listen(where);
		return this.url;
	}

	/** Breaks all connections off, and gives the clients the time to see it. */
	async leave(): Promise<void> {
		this.server.server.closeAllConnections();
		for (let turn = 0; turn < 2; turn += 1) await new Promise((seen) => setImmediate(seen));
		this.current = undefined;
	}

	async close(): Promise<void> {
		await this.server.close();
	}

	/** The current sandbox, for routes that are made before it is. */
	private context(): SandboxContext {
		return forwarded(() => {
			if (!this.current) throw new Error('No sandbox has that server');
			return this.current;
		}, ['options', 'clock']);
	}
}

/** Stands for whatever `current` gives when it is used; so do the members that are named. */
function forwarded<Target extends object>(
	current: () => Target,
	members: Array<keyof Target> = [],
): Target {
	const lasting = new Map(
		members.map((name) => [name, forwarded(() => current()[name] as object)] as const),
	);
	return new Proxy({} as Target, {
		get: (_, name) => {
			const member = lasting.get(name as keyof Target);
			if (member) return member;
			const target = current();
			const value: unknown = Reflect.get(target, name);
			return typeof value === 'function' ? value.bind(target) : value;
		},
		set: (_, name, value) => Reflect.set(current(), name, value),
		has: (_, name) => Reflect.has(current(), name),
		ownKeys: () => Reflect.ownKeys(current()),
		getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(current(), name),
	});
}

/**
 * Doubled slashes are one, and one at the end is none: the vendor's client for Python sends both, and the documents
 * write some addresses so.
 */
function plainPath(url: string): string {
	const end = url.indexOf('?');
	const path = end < 0 ? url : url.slice(0, end);
	const merged = path.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
	return `${merged}${end < 0 ? '' : url.slice(end)}`;
}

function createServer(context: SandboxContext): FastifyInstance {
	const server = fastify({
		bodyLimit,
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 10_000 },
		rewriteUrl: ({ url = '/' }) => plainPath(url),
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
