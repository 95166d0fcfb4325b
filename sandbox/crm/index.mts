import type { SandboxProduct } from '../product.mts';
import { crmOptions, type CrmOptions } from './options.mts';
import { crmViews } from './page.mts';
import { crmRoutes } from './routes/index.mts';
import { seedCrm } from './seed.mts';
import { CrmStore } from './store.mts';

/** What the account holds of the CRM. */
interface CrmStores {
	readonly crm: CrmStore;
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
	stores: ({ account }, { options, clock }) => ({
		crm: new CrmStore(account.profile.id, options, clock),
	}),
	seed: seedCrm,
	routes: crmRoutes,
	figures: ({ state }) => ({
		crmContacts: state.crm.contacts.size,
		crmCompanies: state.crm.companies.size,
	}),
};
