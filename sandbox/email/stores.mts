import type { Setting } from '../product.mts';
import type { SandboxState } from '../state.mts';
import { AutomationEvents } from './automations.mts';
import { Blacklist } from './blacklist.mts';
import { CampaignStore } from './campaigns.mts';
import { Fates } from './fates.mts';
import { Happenings } from './happenings.mts';
import { ListStore } from './lists.mts';
import { Mailing } from './mailing.mts';
import type { Mail } from './outbox.mts';
import { NumberChecks } from './phones.mts';
import { SegmentStore } from './segments.mts';
import { SenderStore } from './senders.mts';
import { TagStore } from './tags.mts';
import { TemplateStore } from './templates.mts';
import { WebhookStore } from './webhooks.mts';

/** What the account holds of the e-mail service. */
export interface EmailStores {
	readonly lists: ListStore;
	readonly segments: SegmentStore;
	readonly senders: SenderStore;
	readonly campaigns: CampaignStore;
	readonly templates: TemplateStore;
	readonly tags: TagStore;
	readonly blacklist: Blacklist;
	readonly webhooks: WebhookStore;
	readonly automations: AutomationEvents;
	readonly outbox: Mail[];
	readonly happenings: Happenings;
	/** What addresses do with the mails they get; tests may decide it. */
	readonly fates: Fates;
	/** Which telephone numbers can be written to. */
	readonly numberChecks: NumberChecks;
	/** Sets campaigns going and stops them. */
	readonly mailing: Mailing;
	/** Mails that ask an address to confirm its subscription. */
	readonly confirmationMails: Array<Extract<Mail, { kind: 'confirmation' }>>;
}

export function emailStores(state: SandboxState, { options, clock, seed }: Setting): EmailStores {
	const outbox: Mail[] = [];
	const fates = new Fates(seed);
	return {
		lists: new ListStore(clock),
		segments: new SegmentStore(),
		senders: new SenderStore(),
		campaigns: new CampaignStore(),
		templates: new TemplateStore(seed),
		tags: new TagStore(),
		blacklist: new Blacklist(),
		webhooks: new WebhookStore(),
		automations: new AutomationEvents(seed),
		outbox,
		happenings: new Happenings(),
		fates,
		numberChecks: new NumberChecks(fates, options, clock),
		mailing: new Mailing(state, options),
		get confirmationMails() {
			return outbox.filter((mail) => mail.kind === 'confirmation');
		},
	};
}
