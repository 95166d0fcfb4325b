import { Account } from './account.mts';
import type { Agenda } from './agenda.mts';
import type { Setting } from './product.mts';
import { products } from './products.mts';

/** Everything the account holds, each product's stores among it. Tests may read it and fill it. */
export interface SandboxState {
	readonly account: Account;
	/** What is still to happen. */
	readonly agenda: Agenda;
}

/** An account that holds nothing yet. */
export function emptyState(setting: Setting, agenda: Agenda): SandboxState {
	const { options, clock, seed } = setting;
	const state = { account: new Account(options, clock, seed), agenda } as SandboxState;
	for (const product of products) {
		const stores = product.stores(state, setting);
		// Copied with their accessors, whose values are of the moment.
		Object.defineProperties(state, Object.getOwnPropertyDescriptors(stores));
	}
	return state;
}
