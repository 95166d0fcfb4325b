import type { SandboxProduct } from '../product.mts';
import { popupOptions, type PopupOptions } from './options.mts';
import { popupViews } from './page.mts';
import { popupControlRoutes } from './routes/control.mts';
import { popupRoutes } from './routes/index.mts';
import { seedPopups } from './seed.mts';
import { PopupStore } from './store.mts';

/** What the account holds of pop-ups. */
interface PopupStores {
	readonly popups: PopupStore;
}

declare module '../state.mts' {
	interface SandboxState extends PopupStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends PopupOptions {}
}

/** Pop-ups on websites, which collect addresses, numbers and votes. */
export const popups: SandboxProduct<PopupStores, PopupOptions> = {
	title: 'Pop-ups',
	views: popupViews,
	options: popupOptions,
	stores: (_, { seed }) => ({ popups: new PopupStore(seed) }),
	seed: seedPopups,
	routes: popupRoutes,
	controlRoutes: popupControlRoutes,
	figures: ({ state }) => ({
		popupProjects: state.popups.projects.length,
		popups: state.popups.popups().length,
		popupSubscribers: state.popups.leads.length,
	}),
};
