import type { SandboxProduct } from '../product.mts';
import { automation360Options, type Automation360Options } from './options.mts';
import { automation360Views } from './page.mts';
import { automation360ControlRoutes } from './routes/control.mts';
import { automation360Routes } from './routes/index.mts';
import { seedAutomations } from './seed.mts';
import { Automations } from './store.mts';

/** What the account holds of Automation 360. */
interface Automation360Stores {
	/** Flows; the events that start them came in for the e-mail service. */
	readonly flows: Automations;
}

declare module '../state.mts' {
	interface SandboxState extends Automation360Stores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends Automation360Options {}
}

/** Flows that events start, and what became of those who came into them. */
export const automation360: SandboxProduct<Automation360Stores, Automation360Options> = {
	title: 'Automation 360',
	views: automation360Views,
	options: automation360Options,
	stores(state, { clock }) {
		const flows = new Automations(clock);
		state.automations.followers.push((event) => flows.receive(event));
		return { flows };
	},
	seed: seedAutomations,
	routes: automation360Routes,
	controlRoutes: automation360ControlRoutes,
	figures: ({ state }) => ({
		flowStarts: state.flows.all().reduce((sum, { journeys }) => sum + journeys.length, 0),
	}),
};
