import type { SandboxProduct } from '../product.mts';
import { CampaignStatus, type OtherCampaign } from '../email/campaigns.mts';
import { MessageStatus, priceOf, type SmsCampaign, type SmsStage } from './campaigns.mts';
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

/** Statuses are those of e-mail campaigns. Assumption. */
const stageStatus: Readonly<Record<SmsStage, number>> = {
	moderation: CampaignStatus.moderation,
	scheduled: CampaignStatus.queued,
	sending: CampaignStatus.sending,
	sent: CampaignStatus.sent,
	cancelled: CampaignStatus.cancelled,
	emulated: CampaignStatus.draft,
};

const asOther = (campaign: SmsCampaign): OtherCampaign => ({
	id: campaign.id,
	product: 'sms',
	name: `Campaign_${campaign.id}`,
	status: stageStatus[campaign.stage],
	senderName: campaign.sender,
	listId: campaign.listId || null,
	at: campaign.sendAt ?? campaign.createdAt,
	price: priceOf(campaign.messages) / 10_000,
	quantity: campaign.messages.length,
	delivered: campaign.messages.filter(({ status }) => status === MessageStatus.delivered).length,
});

/** Messages to telephones, whose numbers are in the mailing lists of the e-mail service. */
export const sms: SandboxProduct<SmsStores, SmsOptions> = {
	title: 'SMS',
	views: smsViews,
	options: smsOptions,
	stores(state, { options }) {
		const store = new SmsStore();
		state.campaigns.others.push(() =>
			store.campaigns
				.all()
				.filter(({ isEmulated }) => !isEmulated)
				.map(asOther),
		);
		return { sms: store, dispatch: new Dispatch(state, options) };
	},
	seed: seedSms,
	routes: smsRoutes,
	controlRoutes: smsControlRoutes,
	figures: ({ state }) => ({
		smsCampaigns: state.sms.campaigns.all().length,
		smsBlacklist: state.sms.blacklist.size,
	}),
};
