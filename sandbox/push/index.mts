import type { SandboxProduct } from '../product.mts';
import { PushMessenger } from './messenger.mts';
import { pushOptions, type PushOptions } from './options.mts';
import { pushViews } from './page.mts';
import { pushControlRoutes } from './routes/control.mts';
import { pushRoutes } from './routes/index.mts';
import { seedPush } from './seed.mts';
import { PushStore } from './store.mts';

/** What the account holds of web push. */
interface PushStores {
	readonly push: PushStore;
	/** Takes notifications to browsers. */
	readonly messenger: PushMessenger;
}

declare module '../state.mts' {
	interface SandboxState extends PushStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends PushOptions {}
}

/** Notifications to the browsers of a website's visitors. */
export const push: SandboxProduct<PushStores, PushOptions> = {
	title: 'Web push',
	views: pushViews,
	options: pushOptions,
	stores: (state, { options }) => ({
		push: new PushStore(),
		messenger: new PushMessenger(state, options),
	}),
	seed: seedPush,
	routes: pushRoutes,
	controlRoutes: pushControlRoutes,
	figures: ({ state }) => ({
		pushWebsites: state.push.websites.length,
		pushCampaigns: state.push.campaigns.length,
		pushSubscribers: state.push.websites.flatMap(({ subscribers }) => subscribers).length,
	}),
};
