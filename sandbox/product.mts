import type { FastifyInstance } from 'fastify';
import type { Clock } from './clock.mts';
import type { SandboxContext } from './context.mts';
import type { OptionPart } from './optionPart.mts';
import type { SandboxOptions } from './options.mts';
import type { View } from './page/view.mts';
import type { SandboxState } from './state.mts';

/** What stores and couriers are made with. */
export interface Setting {
	options: SandboxOptions;
	clock: Clock;
	seed: number;
}

/** What the account begins with. */
export interface SeedSetup {
	/** The same seed gives the same invented people. */
	seed: number;
	/** More than a hundred lists, for paging through them. */
	manyLists: boolean;
}

/** Tells addresses outside what happens. */
export interface Courier {
	/** Breaks off what is on its way, and sends nothing more. */
	stop(): Promise<void>;
}

/**
 * One of SendPulse's products: a folder with all that the sandbox has of it, and a line in `products.mts`. What it
 * gives to the state, the switches and the context is declared beside it, as Fastify's plugins declare theirs.
 */
export interface SandboxProduct<
	Stores extends object = object,
	Options extends object = object,
	Couriers extends { [Name in keyof Couriers]: Courier } = object,
> {
	/** On its tab of the page. */
	readonly title: string;
	/** Its parts of the page, the first one behind the tab. */
	readonly views: readonly [View, ...View[]];
	readonly options?: OptionPart<Options>;
	/** What the account holds of it, made anew at each reset. Stores of products before it are in the state already. */
	stores(state: SandboxState, setting: Setting): Stores;
	/** What the account has from the start. */
	seed?(state: SandboxState, setup: SeedSetup): void;
	/** Made anew at each reset, too: what was seeded is no news. */
	couriers?(state: SandboxState, setting: Setting): Couriers;
	/** Paths in which two slashes are not one. */
	readonly keepsSlashes?: RegExp;
	/** Its part of the API. */
	routes(api: FastifyInstance, sandbox: SandboxContext): void;
	/** What can be done to it from outside and not by the API. */
	controlRoutes?(server: FastifyInstance, sandbox: SandboxContext): void;
	/** Its part of GET /user/balance/detail: what the account has paid for, by name. */
	plans?(sandbox: SandboxContext): Record<string, unknown>;
	/** Its figures in GET /sandbox/state. */
	figures?(sandbox: SandboxContext): Record<string, unknown>;
}
