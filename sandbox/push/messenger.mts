import type { SandboxOptions } from '../options.mts';
import type { SandboxState } from '../state.mts';
import { audienceOf } from './audience.mts';
import { PushStatus, type NewPushCampaign, type PushCampaign, type Shown } from './store.mts';

const SECOND = 1_000;
/** Portions of a sending that is spread. */
const PORTIONS = 5;

type Later = (due: number, act: (at: number) => void) => void;

/**
 * Takes push campaigns to browsers: at their date, in portions over their stretch of time, each is delivered a step
 * later and clicked a step after that, by the subscriber's fate.
 */
export class PushMessenger {
	constructor(
		private readonly state: SandboxState,
		private readonly options: SandboxOptions,
	) {}

	/** Makes a campaign and sets it going. */
	begin(data: NewPushCampaign): PushCampaign {
		const { agenda, push } = this.state;
		const campaign = push.add(data);
		const later: Later = (due, act) => agenda.at(due, act);
		later(Math.max(data.sendAt, data.createdAt + this.options.campaignStep), (at) =>
			this.send(campaign, at, later),
		);
		return campaign;
	}

	/** Everything at once, at a time in the past. */
	replay(data: NewPushCampaign): PushCampaign {
		const campaign = this.state.push.add(data);
		this.send(campaign, campaign.sendAt, (due, act) => act(due));
		return campaign;
	}

	/** Somebody clicks what they are shown: the notification, or a button on it. */
	click(shown: Shown, what: string, at: number): void {
		shown.deliveredAt ??= at;
		shown.clickedAt ??= at;
		shown.clicked ??= what;
	}

	private send(campaign: PushCampaign, at: number, later: Later): void {
		campaign.status = PushStatus.sent;
		const { locale } = this.state.account.profile;
		const audience = audienceOf(campaign.website, campaign.filters, locale);
		const size = Math.ceil(audience.length / (campaign.stretch === 0 ? 1 : PORTIONS));
		for (let from = 0; from < audience.length; from += size) {
			const portion = audience.slice(from, from + size).map(
				(subscriber): Shown => ({
					subscriber,
					deliveredAt: null,
					clickedAt: null,
					clicked: null,
				}),
			);
			const due = at + Math.round((campaign.stretch * SECOND * from) / audience.length);
			if (from === 0) this.show(campaign, portion, due, later);
			else later(due, (then) => this.show(campaign, portion, then, later));
		}
	}

	private show(campaign: PushCampaign, portion: readonly Shown[], at: number, later: Later): void {
		const { campaignStep } = this.options;
		campaign.shown.push(...portion);
		const fated = portion.map((shown) => ({
			shown,
			fate: this.state.fates.of(`push ${campaign.id}`, String(shown.subscriber.id)),
		}));
		// Whose browser never runs in time is not reached: without a lifetime, only those that run just now.
		const reached = fated.filter(({ fate }) => fate.delivery === 'delivered');
		later(at + campaignStep, (then) => {
			for (const { shown } of reached) shown.deliveredAt ??= then;
		});
		const clicking = reached.filter(({ fate }) => fate.clicks > 0);
		later(at + 2 * campaignStep, (then) => {
			for (const { shown } of clicking) this.click(shown, 'the notification', then);
		});
	}
}
