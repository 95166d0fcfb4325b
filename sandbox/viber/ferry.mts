import type { SandboxOptions } from '../options.mts';
import { countryOf, isNumber, partPrice } from '../sms/countries.mts';
import type { SandboxState } from '../state.mts';
import type { NewViberCampaign, RecipientStatus, ViberCampaign, ViberRecipient } from './store.mts';

const STEPS_OF_MODERATION = 2;
/** Portions of a sending that is spread over hours. */
const PORTIONS = 10;
const HOUR = 3_600_000;
/** What a message costs of an SMS by the national route. Made up. */
const SHARE = 0.75;

type Later = (due: number, act: (at: number) => void) => void;

/**
 * Takes Viber campaigns to their recipients: moderation, a date to wait for, then for each one, by their fate,
 * delivered, read and redirected, or not delivered once Viber has given up, and the SMS then.
 */
export class Ferry {
	constructor(
		private readonly state: SandboxState,
		private readonly options: SandboxOptions,
	) {}

	/** Those who get it, each once; what is no number, or barred, is left out. */
	recipientsAmong(phones: readonly string[], at: number): ViberRecipient[] {
		return [...new Set(phones)].flatMap((phone) => {
			const country = isNumber(phone) ? countryOf(phone) : undefined;
			if (!country || this.state.viber.blacklist.has(phone)) return [];
			const price = Math.round(partPrice(country, 'national') * SHARE);
			return [{ phone, price, status: null, sentAt: null, changedAt: at }];
		});
	}

	/** Makes a campaign and sets it going. */
	begin(data: NewViberCampaign): ViberCampaign {
		const campaign = this.state.viber.add(data);
		const { agenda } = this.state;
		this.state.account.pay(viberPriceOf(campaign));
		agenda.at(campaign.createdAt + STEPS_OF_MODERATION * this.options.campaignStep, (at) => {
			const start = Math.max(at, campaign.sendAt);
			campaign.status = null;
			const send = (then: number) => this.send(campaign, then, (due, act) => agenda.at(due, act));
			if (start === at) send(at);
			else agenda.at(start, send);
		});
		return campaign;
	}

	/** Everything at once, at a time in the past, unpaid; nobody gets an SMS. */
	replay(data: NewViberCampaign): void {
		const campaign = this.state.viber.add({ ...data, sms: null });
		this.send(campaign, campaign.sendAt, (due, act) => act(due));
	}

	private send(campaign: ViberCampaign, at: number, later: Later): void {
		campaign.status = 'send';
		const { recipients, stretch } = campaign;
		const portions = stretch === 0 ? 1 : PORTIONS;
		const size = Math.ceil(recipients.length / portions);
		for (let portion = 0; portion < portions; portion += 1) {
			const part = recipients.slice(portion * size, (portion + 1) * size);
			const start = at + Math.round((stretch * HOUR * portion) / portions);
			if (portion === 0) this.sendPortion(campaign, part, start, later);
			else if (part.length > 0)
				later(start, (then) => this.sendPortion(campaign, part, then, later));
		}
	}

	private sendPortion(
		campaign: ViberCampaign,
		part: readonly ViberRecipient[],
		at: number,
		later: Later,
	): void {
		const { fates, numberChecks } = this.state;
		const { campaignStep } = this.options;
		const fated = part.map((to) => {
			const fate = fates.of(`viber ${campaign.id}`, to.phone);
			const isReached = numberChecks.exists(to.phone) && fate.delivery === 'delivered';
			return { to, fate, isReached, hasViber: fate.delivery !== 'hardBounce' };
		});
		const turn = (some: typeof fated, status: RecipientStatus, then: number) => {
			for (const { to } of some) Object.assign(to, { status, changedAt: then });
		};
		for (const { to } of fated) to.sentAt = at;
		turn(
			fated.filter(({ hasViber }) => hasViber),
			'send',
			at,
		);
		turn(
			fated.filter(({ hasViber }) => !hasViber),
			'error',
			at,
		);
		const reached = fated.filter(({ isReached }) => isReached);
		later(at + campaignStep, (then) => turn(reached, 'delivered', then));
		const read = reached.filter(({ fate }) => fate.opens > 0);
		later(at + 2 * campaignStep, (then) => turn(read, 'read', then));
		const redirected = campaign.button ? read.filter(({ fate }) => fate.clicks > 0) : [];
		later(at + 3 * campaignStep, (then) => turn(redirected, 'redirected', then));
		later(at + campaign.lifetime * 1_000, (then) => {
			const missed = fated.filter(({ isReached }) => !isReached);
			turn(
				missed.filter(({ hasViber }) => hasViber),
				'undelivered',
				then,
			);
			this.sendSms(
				campaign,
				missed.map(({ to }) => to),
				then,
			);
		});
	}

	/** Assumption: it follows when Viber has given up, and as far as the balance goes. */
	private sendSms(campaign: ViberCampaign, missed: readonly ViberRecipient[], at: number): void {
		if (!campaign.sms || missed.length === 0) return;
		const { dispatch } = this.state;
		const wording = {
			sender: campaign.sms.sender,
			body: campaign.sms.text,
			routes: new Map(),
			transliterate: false,
		};
		const { messages } = dispatch.write(wording, missed);
		if (messages.length === 0 || !dispatch.canPay(messages)) return;
		const sent = dispatch.sendAtOnce({
			...wording,
			listId: campaign.listId ?? 0,
			createdAt: at,
			sendAt: null,
			isEmulated: false,
			isDynamic: false,
			linkTracking: false,
			linkProtocol: false,
			messages,
		});
		campaign.smsCampaignIds.push(sent.id);
	}
}

/** In ten-thousandths. */
export const viberPriceOf = ({ recipients }: Pick<ViberCampaign, 'recipients'>) =>
	recipients.reduce((total, { price }) => total + price, 0);
