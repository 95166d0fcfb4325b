import { planEnd } from '../plans.mts';
import type { SandboxProduct } from '../product.mts';
import { SmtpCourier } from './courier.mts';
import { smtpOptions, type SmtpOptions } from './options.mts';
import { smtpViews } from './page.mts';
import { Relay } from './relay.mts';
import { smtpControlRoutes } from './routes/control.mts';
import { smtpRoutes } from './routes/index.mts';
import { seedSmtp } from './seed.mts';
import { SmtpStore } from './store.mts';

/** What the account holds of the SMTP service. */
interface SmtpStores {
	readonly smtp: SmtpStore;
	/** Takes e-mails to their recipients. */
	readonly relay: Relay;
}

interface SmtpCouriers {
	/** Delivers events of e-mails. */
	smtpCourier: SmtpCourier;
}

declare module '../state.mts' {
	interface SandboxState extends SmtpStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends SmtpOptions {}
}
declare module '../context.mts' {
	interface SandboxCouriers extends SmtpCouriers {}
}

/** Single e-mails: receipts, notifications. Senders and templates are those of the e-mail service. */
export const smtp: SandboxProduct<SmtpStores, SmtpOptions, SmtpCouriers> = {
	title: 'SMTP',
	views: smtpViews,
	options: smtpOptions,
	stores: (state, { options, seed }) => ({
		smtp: new SmtpStore(seed),
		relay: new Relay(state, options),
	}),
	seed: seedSmtp,
	couriers: (state, { options, clock }) => ({
		smtpCourier: new SmtpCourier(state, options, clock),
	}),
	routes: smtpRoutes,
	controlRoutes: smtpControlRoutes,
	plans: (sandbox) => ({
		smtp: { tariff_name: 'SMTP Free', end_date: planEnd(sandbox), auto_renew: 1 },
	}),
	figures: ({ state }) => ({
		smtpMails: state.smtp.mails.all().length,
		smtpUnsubscribed: state.smtp.unsubscribed.all().length,
	}),
};
