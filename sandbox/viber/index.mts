import type { SandboxProduct } from '../product.mts';
import { Ferry } from './ferry.mts';
import { viberOptions, type ViberOptions } from './options.mts';
import { viberViews } from './page.mts';
import { viberControlRoutes } from './routes/control.mts';
import { viberRoutes } from './routes/index.mts';
import { seedViber } from './seed.mts';
import { ViberStore } from './store.mts';

/** What the account holds of Viber campaigns. */
interface ViberStores {
	readonly viber: ViberStore;
	/** Takes messages to their recipients. */
	readonly ferry: Ferry;
}

declare module '../state.mts' {
	interface SandboxState extends ViberStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends ViberOptions {}
}

/** Campaigns in Viber; those whom it does not reach may get an SMS. */
export const viber: SandboxProduct<ViberStores, ViberOptions> = {
	title: 'Viber',
	views: viberViews,
	options: viberOptions,
	stores: (state, { options }) => ({ viber: new ViberStore(), ferry: new Ferry(state, options) }),
	seed: seedViber,
	routes: viberRoutes,
	controlRoutes: viberControlRoutes,
	figures: ({ state }) => ({
		viberCampaigns: state.viber.campaigns().length,
		viberBlacklist: state.viber.blacklist.size,
	}),
};
