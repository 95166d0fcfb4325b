import { CampaignStatus, Delivery, type Campaign, type Recipient } from './campaigns.mts';
import { ContactStatus, isActive, type Contact } from './contacts.mts';
import { bounces, type Fate } from './fates.mts';
import type { Happening } from './happenings.mts';
import { plainLink } from '../html.mts';
import type { SandboxOptions } from '../options.mts';
import type { SandboxState } from '../state.mts';

/** Up to here a campaign needs no moderation (Bulk Email Service API, campaign status 13). */
const UNMODERATED = 20;
const PORTIONS = 5;

export interface Audience {
	listIds: number[];
	segmentId: number | null;
}

/**
 * Addresses that a mailing would go to now, each once with the list it was found in: new and active ones that
 * are not on the blacklist.
 */
export function audienceOf(
	{ lists, segments, blacklist }: SandboxState,
	{ listIds, segmentId }: Audience,
): Map<string, { email: string; listId: number }> {
	const segment = segmentId === null ? undefined : segments.get(segmentId);
	const found = new Map<string, { email: string; listId: number }>();
	for (const listId of listIds) {
		for (const contact of lists.get(listId)?.contacts.values() ?? []) {
			const key = contact.email.toLowerCase();
			if (found.has(key) || !isActive(contact.status) || blacklist.has(key)) continue;
			if (!segment || segment.matches(contact)) found.set(key, { email: contact.email, listId });
		}
	}
	return found;
}

/**
 * Takes campaigns through their statuses (Bulk Email Service API, Possible campaign statuses), step by step on the
 * clock: 13, then 1 for twenty addresses and more, 14 where it waits for its date or is queued, 2 or 14 while it
 * sends, 3; a test 4, then 8. What recipients do follows the deliveries, a step apart.
 */
export class Mailing {
	constructor(
		private readonly state: SandboxState,
		private readonly options: SandboxOptions,
	) {}

	/** Sets a new campaign going. */
	begin(campaign: Campaign): void {
		const { status, createdAt } = campaign;
		const { campaignStep } = this.options;
		if (status === CampaignStatus.test) {
			this.later(campaign, this.startOf(campaign) + campaignStep, (at) => this.test(campaign, at));
		} else if (status === CampaignStatus.creating) {
			this.later(campaign, createdAt + campaignStep, (at) => this.created(campaign, at));
		}
	}

	/** Takes in that a campaign has another date. */
	reschedule(campaign: Campaign, now: number): void {
		campaign.plan += 1;
		if (campaign.status === CampaignStatus.creating) this.begin(campaign);
		else if (campaign.status === CampaignStatus.moderation) {
			this.later(campaign, now + this.options.campaignStep, (at) => this.approve(campaign, at));
		} else this.queue(campaign, now);
	}

	/** Stops it for good; what was sent stays sent. */
	cancel(campaign: Campaign): void {
		campaign.plan += 1;
		campaign.status = CampaignStatus.cancelled;
		for (const recipient of campaign.recipients) {
			if (recipient.code === Delivery.queued) campaign.reach(recipient, Delivery.notSent);
		}
	}

	/** Everything at once, at a time in the past: nobody is told, no contact changes. */
	replay(campaign: Campaign, at: number): void {
		campaign.sentAt = at;
		for (const { email, listId } of audienceOf(this.state, campaign).values()) {
			const recipient = campaign.addRecipient(email, listId);
			const fate = this.state.fates.of(campaign.id, email);
			this.deliver(campaign, recipient, fate, at, true);
			this.open(campaign, recipient, fate, at, true);
			this.click(campaign, recipient, fate, at, true);
			this.leave(campaign, recipient, fate, at, true);
		}
		campaign.status = CampaignStatus.sent;
	}

	/** Does what one recipient may do, or their server, whatever its fate; it is told as always. */
	act(
		campaign: Campaign,
		recipient: Recipient,
		deed: Partial<Fate>,
		event: Happening['event'],
		at: number,
	): void {
		const own = this.state.fates.of(campaign.id, recipient.email);
		const none: Partial<Fate> = { delivery: 'delivered', leaves: null, complains: false };
		const fate = { ...own, ...none, ...deed };
		if (event === 'open') this.open(campaign, recipient, fate, at, false);
		else if (event === 'redirect') this.click(campaign, recipient, fate, at, false);
		else if (event === 'unsubscribe' || event === 'spam')
			this.leave(campaign, recipient, fate, at, false);
		else this.deliver(campaign, recipient, fate, at, false);
	}

	/** Says what becomes of a campaign. */
	tell(
		{ id, listIds }: Campaign,
		status: 'on_moderation' | 'approve' | 'sending',
		at: number,
	): void {
		const listId = listIds[0] ?? 0;
		this.raise({ event: 'task_status_update', at, campaignId: id, listId, status });
	}

	private later(campaign: Campaign, due: number, act: (at: number) => void): void {
		const { plan } = campaign;
		this.state.agenda.at(due, (at) => {
			if (campaign.plan === plan) act(at);
		});
	}

	private startOf({ createdAt, sendAt }: Campaign): number {
		return Math.max(createdAt, sendAt ?? 0);
	}

	private test(campaign: Campaign, at: number): void {
		const { id, senderEmail, subject, listIds } = campaign;
		campaign.sentAt = at;
		const recipient = campaign.addRecipient(senderEmail, listIds[0] ?? 0);
		recipient.sentAt = at;
		campaign.reach(recipient, Delivery.sent);
		campaign.reach(recipient, Delivery.delivered);
		campaign.status = CampaignStatus.testSent;
		this.state.outbox.push({ kind: 'test', at, to: senderEmail, campaignId: id, subject });
	}

	private created(campaign: Campaign, at: number): void {
		if (this.audience(campaign).length < UNMODERATED) return this.queue(campaign, at);
		campaign.status = CampaignStatus.moderation;
		this.tell(campaign, 'on_moderation', at);
		this.later(campaign, at + this.options.campaignStep, (then) => this.approve(campaign, then));
	}

	private approve(campaign: Campaign, at: number): void {
		this.tell(campaign, 'approve', at);
		this.queue(campaign, at);
	}

	private queue(campaign: Campaign, at: number): void {
		const start = this.startOf(campaign);
		if (start <= at) return this.send(campaign, at);
		campaign.status = CampaignStatus.queued;
		this.later(campaign, start, (then) => this.send(campaign, then));
	}

	private send(campaign: Campaign, at: number): void {
		const audience = this.audience(campaign);
		campaign.sentAt = at;
		if (audience.length === 0) {
			campaign.status = CampaignStatus.noActiveAddresses;
			return;
		}
		campaign.status =
			audience.length < UNMODERATED ? CampaignStatus.sending : CampaignStatus.queued;
		this.tell(campaign, 'sending', at);
		const recipients = audience.map(({ email, listId }) => campaign.addRecipient(email, listId));
		const { campaignStep } = this.options;
		const size = Math.ceil(recipients.length / PORTIONS);
		for (let portion = 1; portion <= PORTIONS; portion += 1) {
			const part = recipients.slice((portion - 1) * size, portion * size);
			this.later(campaign, at + Math.round((campaignStep * portion) / PORTIONS), (then) => {
				this.sendPortion(campaign, part, then);
				if (portion === PORTIONS) campaign.status = CampaignStatus.sent;
			});
		}
	}

	private sendPortion(campaign: Campaign, recipients: readonly Recipient[], at: number): void {
		const fated = recipients.map(
			(recipient) => [recipient, this.state.fates.of(campaign.id, recipient.email)] as const,
		);
		for (const [recipient, fate] of fated) this.deliver(campaign, recipient, fate, at, false);
		const { agenda } = this.state;
		const { campaignStep } = this.options;
		// Whoever has the mail reads it, even if the rest of the campaign is cancelled.
		agenda.at(at + campaignStep, (then) => {
			for (const [recipient, fate] of fated) this.open(campaign, recipient, fate, then, false);
		});
		agenda.at(at + 2 * campaignStep, (then) => {
			for (const [recipient, fate] of fated) this.click(campaign, recipient, fate, then, false);
		});
		agenda.at(at + 3 * campaignStep, (then) => {
			for (const [recipient, fate] of fated) this.leave(campaign, recipient, fate, then, false);
		});
	}

	private deliver(
		campaign: Campaign,
		recipient: Recipient,
		{ delivery }: Fate,
		at: number,
		quiet: boolean,
	): void {
		const about = { at, email: recipient.email, campaignId: campaign.id };
		recipient.sentAt = at;
		campaign.reach(recipient, Delivery.sent);
		if (delivery === 'delivered') {
			campaign.reach(recipient, Delivery.delivered);
			if (!quiet) this.raise({ event: 'delivered', ...about });
			return;
		}
		const isHard = delivery === 'hardBounce';
		campaign.reach(recipient, isHard ? Delivery.noSuchEmail : Delivery.mailboxFull);
		if (quiet) return;
		if (isHard)
			this.mark(recipient.email, listsOf(campaign, recipient), ContactStatus.sendingError);
		const event = isHard ? 'hard_bounces' : 'soft_bounces';
		this.raise({ event, ...about, bounce: bounces[delivery] });
	}

	private open(
		campaign: Campaign,
		recipient: Recipient,
		{ delivery, opens, country, reading }: Fate,
		at: number,
		quiet: boolean,
	): void {
		if (delivery !== 'delivered' || opens === 0 || !campaign.countsOpens) return;
		recipient.opens = opens;
		campaign.countries.set(country, (campaign.countries.get(country) ?? 0) + opens);
		campaign.reach(recipient, Delivery.opened);
		const about = { at, email: recipient.email, campaignId: campaign.id, reading };
		for (let time = 0; !quiet && time < opens; time += 1) this.raise({ event: 'open', ...about });
	}

	private click(
		campaign: Campaign,
		recipient: Recipient,
		{ delivery, clicks, taste, reading }: Fate,
		at: number,
		quiet: boolean,
	): void {
		const { links } = campaign;
		if (delivery !== 'delivered' || clicks === 0 || links.length === 0 || !campaign.countsClicks)
			return;
		recipient.clicks = clicks;
		campaign.reach(recipient, Delivery.clicked);
		for (let time = 0; time < clicks; time += 1) {
			const index = (Math.floor(taste * links.length) + time) % links.length;
			const link = links[index] ?? '';
			campaign.clicks.set(link, (campaign.clicks.get(link) ?? 0) + 1);
			if (quiet) continue;
			const about = { at, email: recipient.email, campaignId: campaign.id, reading };
			this.raise({ event: 'redirect', ...about, url: plainLink(link), linkId: index + 1 });
		}
	}

	private leave(
		campaign: Campaign,
		recipient: Recipient,
		{ delivery, leaves, complains }: Fate,
		at: number,
		quiet: boolean,
	): void {
		if (delivery !== 'delivered') return;
		const { email, listId } = recipient;
		if (leaves !== null) {
			const fromAll = leaves === 'everything';
			campaign.reach(recipient, fromAll ? Delivery.unsubscribedFromAll : Delivery.unsubscribed);
			if (!quiet) {
				const where = fromAll
					? this.state.lists.all().map(({ id }) => id)
					: listsOf(campaign, recipient);
				this.mark(
					email,
					where,
					fromAll ? ContactStatus.unsubscribedFromAll : ContactStatus.unsubscribed,
				);
				const campaignId = campaign.id;
				this.raise({ event: 'unsubscribe', at, email, listId, campaignId, fromAll, reason: null });
			}
		}
		if (complains) {
			campaign.reach(recipient, Delivery.spam);
			if (quiet) return;
			this.mark(email, listsOf(campaign, recipient), ContactStatus.unsubscribedFromAll);
			this.raise({ event: 'spam', at, email, campaignId: campaign.id });
		}
	}

	/** Who gets the campaign now. Without a dynamic list only those it was made for. */
	private audience(campaign: Campaign): Array<{ email: string; listId: number }> {
		const { intended } = campaign;
		return [...audienceOf(this.state, campaign)]
			.filter(([key]) => intended === null || intended.has(key))
			.map(([, address]) => address);
	}

	private mark(email: string, listIds: readonly number[], status: Contact['status']): void {
		for (const id of listIds) this.state.lists.get(id)?.contacts.setStatus(email, status);
	}

	private raise(happening: Happening): void {
		this.state.happenings.tell(happening);
	}
}

/** Where somebody is marked: the lists of the campaign, and the own one of who acts without having been sent it. */
const listsOf = ({ listIds }: Campaign, { listId }: Recipient) => [
	...new Set([...listIds, listId]),
];
