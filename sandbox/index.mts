import { setMaxListeners } from 'node:events';
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import { Agenda } from './agenda.mts';
import { addBodyParsers, bodyLimit } from './body.mts';
import { systemClock, type Clock } from './clock.mts';
import type { SandboxContext, SandboxCouriers } from './context.mts';
import { FaultPlan } from './faults.mts';
import { addGate, refuseBadPath } from './gate.mts';
import { RateLimits } from './limits.mts';
import { RequestLog } from './log.mts';
import { defaultOptions, type SandboxOptions } from './options.mts';
import { pageRoutes } from './page/routes.mts';
import type { Courier } from './product.mts';
import { products } from './products.mts';
import { controlRoutes } from './routes/control.mts';
import { oauthRoutes } from './routes/oauth.mts';
import { userRoutes } from './routes/user.mts';
import { seedState } from './seed.mts';
import { emptyState } from './state.mts';
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
 * SendPulse's e-mail, SMTP and chatbot APIs in memory, as strict as their documents, for trying, testing and measuring.
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
	const setting = { options, clock, seed };
	const begin = () => {
		const state = emptyState(setting, agenda);
		if (!blank) seedState(state, { seed, manyLists });
		const couriers: SandboxCouriers = Object.assign(
			{},
			...products.map((product) => product.couriers?.(state, setting)),
		);
		return { state, couriers };
	};
	const stop = ({ couriers }: { couriers: SandboxCouriers }) =>
		Promise.all(Object.values(couriers).map((courier: Courier) => courier.stop()));

	let current = begin();
	const log = new RequestLog();
	const faults = new FaultPlan(seed);
	const limits = new RateLimits(options, clock);
	const core: Omit<Sandbox, keyof SandboxCouriers> = {
		get state() {
			return current.state;
		},
		options,
		clock,
		limits,
		faults,
		log,
		agenda,
		closing: closing.signal,
		reset() {
			Object.assign(options, atStart);
			agenda.clear();
			void stop(current);
			current = begin();
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
			await stop(current);
			await (setup.server ? server.leave() : server.close());
		},
	};
	const names = Object.keys(current.couriers) as Array<keyof SandboxCouriers>;
	const sandbox = Object.defineProperties(
		core,
		Object.fromEntries(
			names.map((name) => [name, { enumerable: true, get: () => current.couriers[name] }]),
		),
	) as Sandbox;
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
	if (products.some(({ keepsSlashes }) => keepsSlashes?.test(path))) return url;
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
		for (const product of products) product.controlRoutes?.(control, context);
		pageRoutes(control, context);
	});
	server.register(async (api) => {
		addGate(api, context);
		oauthRoutes(api, context);
		userRoutes(api, context);
		for (const product of products) product.routes(api, context);
	});
	return server;
}
