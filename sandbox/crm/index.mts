import type { SandboxProduct } from '../product.mts';
import { crmOptions, type CrmOptions } from './options.mts';
import { crmViews } from './page.mts';
import { crmControlRoutes } from './routes/control.mts';
import { crmRoutes } from './routes/index.mts';
import { seedCrm } from './seed.mts';
import { Seller } from './seller.mts';
import { CrmStore } from './store.mts';

/** What the account holds of the CRM. */
interface CrmStores {
	readonly crm: CrmStore;
	/** What is done in SendPulse itself. */
	readonly seller: Seller;
}

declare module '../state.mts' {
	interface SandboxState extends CrmStores {}
}
declare module '../options.mts' {
	interface SandboxOptions extends CrmOptions {}
}

/** Contacts, companies, deals and tasks of those who sell. */
export const crm: SandboxProduct<CrmStores, CrmOptions> = {
	title: 'CRM',
	views: crmViews,
	options: crmOptions,
	stores: ({ account, agenda }, { options, clock }) => {
		const crm = new CrmStore(account.profile.id, options, clock);
		return { crm, seller: new Seller(crm, agenda) };
	},
	seed: seedCrm,
	routes: crmRoutes,
	controlRoutes: crmControlRoutes,
	figures: ({ state }) => ({
		crmContacts: state.crm.contacts.size,
		crmDeals: state.crm.deals.size,
		crmCompanies: state.crm.companies.size,
	}),
};
