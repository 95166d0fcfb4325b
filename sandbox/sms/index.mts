import type { SandboxProduct } from '../product.mts';
import { Dispatch } from './dispatch.mts';
import { smsOptions, type SmsOptions } from './options.mts';
import { smsViews } from './page.mts';
import { smsControlRoutes } from './routes/control.mts';
import { smsRoutes } from './routes/index.mts';
import { seedSms } from './seed.mts';
import { SmsStore } from './store.mts';

/** What the account holds of the SMS service. */
interface SmsStores {
	readonly sms: SmsStore;
	/** Takes messages to their numbers. */
	readonly dispatch: Dispatch;
}

declare module '../state.mts' {
	interface SandboxState extends SmsStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends SmsOptions {}
}

/** Messages to telephones, whose numbers are in the mailing lists of the e-mail service. */
export const sms: SandboxProduct<SmsStores, SmsOptions> = {
	title: 'SMS',
	views: smsViews,
	options: smsOptions,
	stores: (state, { options }) => ({ sms: new SmsStore(), dispatch: new Dispatch(state, options) }),
	seed: seedSms,
	routes: smsRoutes,
	controlRoutes: smsControlRoutes,
	figures: ({ state }) => ({
		smsCampaigns: state.sms.campaigns.all().length,
		smsBlacklist: state.sms.blacklist.size,
	}),
};
