import { isIP } from 'node:net';
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import { addBodyParsers, bodyLimit } from './body.mts';
import { systemClock, type Clock } from './clock.mts';
import type { SandboxContext } from './context.mts';
import { FaultPlan } from './faults.mts';
import { addGate, refuseBadPath } from './gate.mts';
import { RateLimits } from './limits.mts';
import { RequestLog } from './log.mts';
import { defaultOptions, type SandboxOptions } from './options.mts';
import { pageRoutes } from './page/routes.mts';
import { contactRoutes } from './routes/contacts.mts';
import { controlRoutes } from './routes/control.mts';
import { listRoutes } from './routes/lists.mts';
import { oauthRoutes } from './routes/oauth.mts';
import { userRoutes } from './routes/user.mts';
import { seedState } from './seed.mts';
import { SandboxState } from './state.mts';

export { ManualClock, systemClock, type Clock } from './clock.mts';
export { ContactStatus, type Contact } from './contacts.mts';
export type { FaultKind, FaultRule } from './faults.mts';
export type { MailingList } from './lists.mts';
export type { RequestRecord } from './log.mts';
export type { SandboxOptions } from './options.mts';
export type { SandboxState } from './state.mts';

/** How a sandbox begins: its switches, and what can't be changed later. */
export interface SandboxSetup extends Partial<SandboxOptions> {
	clock?: Clock;
	/** Changes credentials and invented people; the same seed gives the same sandbox. */
	seed?: number;
	/** Begin without lists, contacts, senders and campaigns. */
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
 * SendPulse's e-mail API in memory, as strict as its documents, for trying, testing and measuring. One account,
 * whose id, secret and API keys are in `state.account`.
 */
export function createSandbox(setup: SandboxSetup = {}): Sandbox {
	const { clock = systemClock, seed = 1, blank = false, manyLists = false, ...switches } = setup;
	const atStart: SandboxOptions = { ...defaultOptions, ...switches };
	const options = { ...atStart };
	const closing = new AbortController();
	const begin = () => {
		const state = new SandboxState(options, clock, seed);
		if (!blank) seedState(state, seed, manyLists);
		return state;
	};

	let state = begin();
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
		closing: closing.signal,
		reset() {
			Object.assign(options, atStart);
			state = begin();
			log.clear();
			faults.clear();
			limits.clear();
		},
		async listen({ port = 0, host = '127.0.0.1' } = {}) {
			if (!isLoopback(host))
				throw new Error(`The sandbox listens on loopback addresses only, not on ${host}`);
			return server.listen({ port, host });
		},
		async close() {
			closing.abort();
			await server.close();
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
		ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
	});
	addBodyParsers(server);
	server.register(async (control) => {
		controlRoutes(control, context);
		pageRoutes(control, context);
	});
	server.register(async (api) => {
		addGate(api, context);
		oauthRoutes(api, context);
		userRoutes(api, context);
		listRoutes(api, context);
		contactRoutes(api, context);
	});
	return server;
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
