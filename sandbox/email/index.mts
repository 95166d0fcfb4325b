import type { SandboxProduct } from '../product.mts';
import { Courier } from './courier.mts';
import { emailFigures, emailPlan } from './figures.mts';
import { emailOptions, type EmailOptions } from './options.mts';
import { emailViews } from './page/index.mts';
import { emailControlRoutes } from './routes/control.mts';
import { emailServiceRoutes } from './routes/index.mts';
import { seedEmail } from './seed.mts';
import { emailStores, type EmailStores } from './stores.mts';

interface EmailCouriers {
	/** Delivers webhooks. */
	courier: Courier;
}

declare module '../state.mts' {
	interface SandboxState extends EmailStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends EmailOptions {}
}
declare module '../context.mts' {
	interface SandboxCouriers extends EmailCouriers {}
}

/** Mailing lists, contacts, campaigns and all that belongs to them. */
export const email: SandboxProduct<EmailStores, EmailOptions, EmailCouriers> = {
	title: 'E-mail',
	views: emailViews,
	options: emailOptions,
	stores: emailStores,
	seed: seedEmail,
	couriers: (state, { options, clock }) => ({ courier: new Courier(state, options, clock) }),
	routes: emailServiceRoutes,
	controlRoutes: emailControlRoutes,
	plans: emailPlan,
	figures: emailFigures,
};
