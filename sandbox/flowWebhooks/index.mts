import type { SandboxProduct } from '../product.mts';
import { flowWebhookControlRoutes } from './control.mts';
import { FlowCourier } from './courier.mts';
import { flowWebhookOptions, type FlowWebhookOptions } from './options.mts';
import { flowWebhooksSections } from './page.mts';
import { FlowWebhookStore } from './store.mts';

interface FlowWebhookStores {
	/** Elements of flows that send webhooks. */
	readonly flowWebhooks: FlowWebhookStore;
}

interface FlowWebhookCouriers {
	/** Sends them. */
	flowCourier: FlowCourier;
}

declare module '../state.mts' {
	interface SandboxState extends FlowWebhookStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends FlowWebhookOptions {}
}
declare module '../context.mts' {
	interface SandboxCouriers extends FlowWebhookCouriers {}
}

/** What flows of Automation 360 send to addresses outside. No API reaches it. */
export const flowWebhooks: SandboxProduct<
	FlowWebhookStores,
	FlowWebhookOptions,
	FlowWebhookCouriers
> = {
	title: 'Flow webhooks',
	views: [{ name: 'flow-webhooks', title: 'Flow webhooks', sections: flowWebhooksSections }],
	options: flowWebhookOptions,
	stores: (_, { seed }) => ({ flowWebhooks: new FlowWebhookStore(seed) }),
	couriers: (state, { options, clock }) => ({
		flowCourier: new FlowCourier(state, options, clock),
	}),
	routes: () => undefined,
	controlRoutes: flowWebhookControlRoutes,
};
