import type { SandboxProduct } from '../product.mts';
import { CampaignStatus, type OtherCampaign } from '../email/campaigns.mts';
import { Ferry, viberPriceOf } from './ferry.mts';
import { viberOptions, type ViberOptions } from './options.mts';
import { viberViews } from './page.mts';
import { viberControlRoutes } from './routes/control.mts';
import { viberRoutes } from './routes/index.mts';
import { seedViber } from './seed.mts';
import { statisticOf, ViberStore, type ViberCampaign } from './store.mts';

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

/** Statuses are those of e-mail campaigns. Assumption. */
const asOther = (campaign: ViberCampaign): OtherCampaign => ({
	id: campaign.id,
	product: 'viber',
	name: campaign.name,
	status:
		campaign.status === 'send'
			? CampaignStatus.sent
			: campaign.status === null
				? CampaignStatus.queued
				: CampaignStatus.moderation,
	senderName: campaign.sender.name,
	listId: campaign.listId,
	at: campaign.sendAt,
	price: viberPriceOf(campaign) / 10_000,
	quantity: campaign.recipients.length,
	delivered: statisticOf(campaign).delivered ?? 0,
});

/** Campaigns in Viber; those whom it does not reach may get an SMS. */
export const viber: SandboxProduct<ViberStores, ViberOptions> = {
	title: 'Viber',
	views: viberViews,
	options: viberOptions,
	stores(state, { options }) {
		const store = new ViberStore();
		state.campaigns.others.push(() => store.campaigns().map(asOther));
		return { viber: store, ferry: new Ferry(state, options) };
	},
	seed: seedViber,
	routes: viberRoutes,
	controlRoutes: viberControlRoutes,
	figures: ({ state }) => ({
		viberCampaigns: state.viber.campaigns().length,
		viberBlacklist: state.viber.blacklist.size,
	}),
};
