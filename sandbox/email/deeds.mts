import type { SandboxContext } from '../context.mts';
import { addContacts } from './additions.mts';
import type { Campaign, Recipient } from './campaigns.mts';
import type { Fate } from './fates.mts';
import type { EventName } from './happenings.mts';
import type { MailingList } from './lists.mts';

/** What a recipient of a campaign does, or their server, instead of its fate. */
const FATES: Partial<Record<EventName, Partial<Fate>>> = {
	delivered: { delivery: 'delivered' },
	hard_bounces: { delivery: 'hardBounce' },
	soft_bounces: { delivery: 'softBounce' },
	open: { opens: 1 },
	redirect: { clicks: 1 },
	unsubscribe: { leaves: 'list' },
	spam: { complains: true },
};

/** To whom something happens. */
export interface Whose {
	/** Without it a new address where one is added, else some recipient's. */
	email?: string;
	/** Without it the first mailing list. */
	listId?: number;
	/** Without it the newest that the contact got, else the newest of all. */
	campaignId?: number;
}

/**
 * Makes one event of the webhooks happen, with what belongs to it.
 *
 * @returns why it can't happen
 */
export function makeHappen(
	sandbox: SandboxContext,
	event: EventName,
	{ email, listId, campaignId }: Whose = {},
): string | undefined {
	const { state, clock } = sandbox;
	const at = clock.now();
	const list = listId === undefined ? state.lists.all()[0] : state.lists.get(listId);
	const campaign =
		campaignId === undefined
			? newestFor(state.campaigns.all(), email)
			: state.campaigns.get(campaignId);
	if (!list) return 'there is no mailing list';
	if (event === 'new_emails') return add(sandbox, list, email);
	if (event === 'delete') return remove(sandbox, list, email);
	if (!campaign) return 'no campaign has been sent';
	if (event === 'task_status_update') {
		state.mailing.tell(campaign, 'sending', at);
		return undefined;
	}
	const recipient = recipientOf(campaign, email, listId);
	state.mailing.act(campaign, recipient, FATES[event] ?? {}, event, at);
	return undefined;
}

function add(sandbox: SandboxContext, list: MailingList, email?: string): string | undefined {
	const wanted = email ?? `reader${list.contacts.size + 1}@mail.example`;
	if (list.contacts.get(wanted)) return `${wanted} is in ${list.name} already`;
	const settings = { confirmation: null, tags: [], keepExisting: false, silent: false };
	addContacts(sandbox, list, [{ email: wanted, variables: {} }], settings);
	return undefined;
}

function remove({ state, clock }: SandboxContext, list: MailingList, email?: string) {
	const known = email ?? [...list.contacts.values()].at(-1)?.email;
	if (known === undefined || !list.contacts.remove(known)) return `nobody is in ${list.name}`;
	state.happenings.tell({ event: 'delete', at: clock.now(), email: known, listId: list.id });
	return undefined;
}

/** Of those that somebody can click in: the newest that the contact got, if there is one. */
function newestFor(campaigns: Campaign[], email?: string): Campaign | undefined {
	const sent = campaigns.filter(
		({ recipients, links }) => recipients.length > 0 && links.length > 0,
	);
	const own = sent.findLast((one) => email !== undefined && one.recipient(email));
	return own ?? sent.at(-1);
}

function recipientOf(campaign: Campaign, email?: string, listId?: number): Recipient {
	const known = campaign.recipients.find(
		(one) => email === undefined || one.email.toLowerCase() === email.toLowerCase(),
	);
	return known ?? campaign.addRecipient(String(email), listId ?? campaign.listIds[0] ?? 0);
}
