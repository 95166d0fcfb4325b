import { template } from '../../page/template.mts';
import type { EventName } from '../happenings.mts';

/** What somebody who got a campaign does, or their server. */
const DEEDS: ReadonlyArray<[event: EventName, words: string]> = [
	['open', 'opens'],
	['redirect', 'clicks'],
	['unsubscribe', 'unsubscribes'],
	['spam', 'complains'],
	['hard_bounces', 'bounces'],
];

/** Whose buttons they are, and where the page goes on. */
interface Doer {
	email: string;
	/** The mailing list of the contact. */
	list: number;
	/** Which campaign; the newest of the contact's if not given. */
	campaign?: number;
	/** The part of the page that is shown afterwards. */
	back: string;
}

const render = template<Doer & { deeds: typeof DEEDS }>(`
<form class="deeds" method="post" action="/sandbox/email/happen">
<input type="hidden" name="email" value="<%= it.email %>"><input type="hidden" name="list" value="<%= it.list %>">
<% if (it.campaign !== undefined) { %><input type="hidden" name="campaign" value="<%= it.campaign %>"><% } %>
<input type="hidden" name="back" value="<%= it.back %>">
<% for (const [event, words] of it.deeds) { %><button name="event" value="<%= event %>" aria-label="<%= it.email %> <%= words %>"><%= words %></button>
<% } %></form>
`);

/** A button for each thing that a contact may do with a campaign. HTML. */
export const deedButtons = (doer: Doer): string => render({ ...doer, deeds: DEEDS });

/** How many events wait for the webhooks, and a button that delivers them at once. HTML. */
export const deliverNow = template<{ pending: number; back: string }>(`
<form class="deliver" method="post" action="/sandbox/webhooks/deliver">
<input type="hidden" name="back" value="<%= it.back %>">
<span class="soft"><%= it.pending === 1 ? '1 event waits' : it.pending + ' events wait' %> for the webhooks</span><button>Deliver now</button>
</form>
`);
