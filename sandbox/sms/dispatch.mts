import type { SandboxOptions } from '../options.mts';
import type { SandboxState } from '../state.mts';
import {
	hasBegun,
	MessageStatus,
	priceOf,
	type NewSmsCampaign,
	type SmsCampaign,
	type SmsMessage,
} from './campaigns.mts';
import { countryOf, isNumber, partPrice, type Route } from './countries.mts';
import { filledIn, partsOf, transliterated } from './text.mts';

const STEPS_OF_MODERATION = 2;

/** Somebody who could get a message. */
export interface Addressee {
	phone: string;
	variables?: ReadonlyMap<string, string | number>;
}

/** What is said, under which name and by which way. */
export type Wording = Pick<NewSmsCampaign, 'sender' | 'body' | 'routes' | 'transliterate'>;

/**
 * Takes SMS campaigns to their numbers: moderation, a date to wait for, then for each number sent and, by its fate,
 * delivered or not. What it costs leaves the balance when a campaign is made, and comes back if it is not sent.
 */
export class Dispatch {
	constructor(
		private readonly state: SandboxState,
		private readonly options: SandboxOptions,
	) {}

	/** Numbers of a list that a campaign would go to now, and what is known of each person. */
	addresseesOf(listId: number): Addressee[] {
		const { lists, numberChecks } = this.state;
		const numbers = lists.get(listId)?.phoneBook.all() ?? [];
		return numbers.filter((number) => numberChecks.statusOf(number) === 'active');
	}

	/** The messages of a campaign, one for each number; of those that get none, how many. */
	write(
		{ sender, body, routes, transliterate }: Wording,
		addressees: readonly Addressee[],
	): { messages: SmsMessage[]; exceptions: number } {
		const { sms } = this.state;
		const messages = new Map<string, SmsMessage>();
		let exceptions = 0;
		for (const { phone, variables } of addressees) {
			if (messages.has(phone)) continue;
			const country = isNumber(phone) ? countryOf(phone) : undefined;
			if (!country || sms.blacklist.has(phone) || !sms.isActive(sender, country.code)) {
				exceptions += 1;
				continue;
			}
			const filled = variables ? filledIn(body, variables) : body;
			const text = transliterate ? transliterated(filled) : filled;
			const route: Route = routes.get(country.code) ?? this.options.smsDefaultRoute;
			const parts = partsOf(text);
			const price = parts * partPrice(country, route);
			const status = MessageStatus.queued;
			const about = { phone, countryCode: country.code, route, text, parts, price };
			messages.set(phone, { ...about, status, sentAt: null });
		}
		return { messages: [...messages.values()], exceptions };
	}

	/** Whether the balance suffices for these. */
	canPay(messages: readonly SmsMessage[]): boolean {
		return priceOf(messages) <= this.state.account.fractions;
	}

	/** Makes a campaign and sets it going. */
	begin(data: NewSmsCampaign): SmsCampaign {
		const campaign = this.state.sms.campaigns.add(data);
		if (campaign.isEmulated) return campaign;
		this.state.account.pay(priceOf(campaign.messages));
		const { agenda } = this.state;
		const approval = campaign.createdAt + STEPS_OF_MODERATION * this.options.campaignStep;
		agenda.at(approval, (at) => {
			if (campaign.stage !== 'moderation') return;
			const start = Math.max(at, campaign.sendAt ?? 0);
			campaign.stage = 'scheduled';
			if (start === at) this.send(campaign, at);
			else agenda.at(start, (then) => this.send(campaign, then));
		});
		return campaign;
	}

	/** A message that follows from something else, e.g. where Viber reached nobody: needs no moderation. */
	sendAtOnce(data: NewSmsCampaign): SmsCampaign {
		const campaign = this.state.sms.campaigns.add(data);
		this.state.account.pay(priceOf(campaign.messages));
		campaign.stage = 'scheduled';
		this.send(campaign, data.createdAt);
		return campaign;
	}

	/** Stops it before it is sent, and gives the money back; false where that is too late. */
	cancel(campaign: SmsCampaign): boolean {
		if (hasBegun(campaign)) return false;
		if (campaign.stage !== 'cancelled' && !campaign.isEmulated)
			this.state.account.pay(-priceOf(campaign.messages));
		campaign.stage = 'cancelled';
		return true;
	}

	/** Everything at once, at a time in the past, unpaid. */
	replay(data: NewSmsCampaign): void {
		const campaign = this.state.sms.campaigns.add(data);
		campaign.stage = 'sent';
		for (const message of campaign.messages) {
			message.sentAt = campaign.createdAt;
			message.status = this.fateOf(campaign, message);
		}
	}

	private send(campaign: SmsCampaign, at: number): void {
		if (campaign.stage !== 'scheduled') return;
		if (campaign.isDynamic) this.addLate(campaign);
		campaign.stage = 'sending';
		for (const message of campaign.messages) {
			message.status = MessageStatus.sent;
			message.sentAt = at;
		}
		this.state.agenda.at(at + this.options.campaignStep, () => {
			campaign.stage = 'sent';
			for (const message of campaign.messages) message.status = this.fateOf(campaign, message);
		});
	}

	/** Numbers that came to the list meanwhile, as far as the balance goes. */
	private addLate(campaign: SmsCampaign): void {
		const known = new Set(campaign.messages.map(({ phone }) => phone));
		const late = this.addresseesOf(campaign.listId).filter(({ phone }) => !known.has(phone));
		for (const message of this.write(campaign, late).messages) {
			if (!this.canPay([message])) continue;
			this.state.account.pay(message.price);
			campaign.messages.push(message);
		}
	}

	private fateOf({ id }: SmsCampaign, { phone }: SmsMessage): number {
		const { fates, numberChecks } = this.state;
		const isReached =
			numberChecks.exists(phone) && fates.of(`sms ${id}`, phone).delivery === 'delivered';
		return isReached ? MessageStatus.delivered : MessageStatus.notDelivered;
	}
}
