import { Account } from './account.mts';
import type { Agenda } from './agenda.mts';
import { AutomationEvents } from './email/automations.mts';
import { Blacklist } from './email/blacklist.mts';
import { CampaignStore } from './email/campaigns.mts';
import { ChatbotStore } from './chatbots/store.mts';
import { Talk } from './chatbots/talk.mts';
import type { Clock } from './clock.mts';
import { Fates } from './email/fates.mts';
import { Happenings } from './email/happenings.mts';
import { ListStore } from './email/lists.mts';
import { Mailing } from './email/mailing.mts';
import type { SandboxOptions } from './options.mts';
import type { Mail } from './email/outbox.mts';
import { SegmentStore } from './email/segments.mts';
import { SenderStore } from './email/senders.mts';
import { TagStore } from './email/tags.mts';
import { TemplateStore } from './email/templates.mts';
import { WebhookStore } from './email/webhooks.mts';

/** Everything the account holds. Tests may read it and fill it. */
export class SandboxState {
	readonly account: Account;
	readonly lists: ListStore;
	readonly segments = new SegmentStore();
	readonly senders = new SenderStore();
	readonly campaigns = new CampaignStore();
	readonly templates: TemplateStore;
	readonly tags = new TagStore();
	readonly blacklist = new Blacklist();
	readonly webhooks = new WebhookStore();
	readonly automations: AutomationEvents;
	readonly outbox: Mail[] = [];
	readonly happenings = new Happenings();
	/** What addresses do with the mails they get; tests may decide it. */
	readonly fates: Fates;
	readonly chatbots: ChatbotStore;
	/** What contacts of bots do, and what bots say. */
	readonly talk: Talk;
	/** Sets campaigns going and stops them. */
	readonly mailing: Mailing;

	constructor(
		options: SandboxOptions,
		clock: Clock,
		seed: number,
		/** What is still to happen. */
		readonly agenda: Agenda,
	) {
		this.account = new Account(options, clock, seed);
		this.lists = new ListStore(clock);
		this.templates = new TemplateStore(seed);
		this.automations = new AutomationEvents(seed);
		this.fates = new Fates(seed);
		this.mailing = new Mailing(this, options);
		this.chatbots = new ChatbotStore(clock, seed);
		this.talk = new Talk(this.chatbots, clock);
	}

	/** Mails that ask an address to confirm its subscription. */
	get confirmationMails() {
		return this.outbox.filter((mail) => mail.kind === 'confirmation');
	}
}
