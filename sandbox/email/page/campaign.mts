import type { SandboxContext } from '../../context.mts';
import { linksIn, plainLink, wordsOf } from '../../html.mts';
import type { Cell } from '../../page/table.mts';
import { template } from '../../page/template.mts';
import { asRead, readerOf } from '../asRead.mts';
import { deliveryCodes, type Campaign } from '../campaigns.mts';
import { campaignPath, dateOf, listNames, statusOf } from './campaigns.mts';
import { deedButtons, deliverNow } from './deeds.mts';

/** Recipients with buttons; the others have theirs in their mailing lists. */
const SHOWN = 10;

interface Reading {
	campaign: Campaign;
	subject: string;
	head: Array<[name: string, value: string]>;
	status: Cell;
	words: string;
	links: string[];
	recipients: Array<{ email: string; answer: string; buttons: string }>;
	others: number;
	/** HTML. */
	deliver: string;
}

const render = template<Reading>(`
<section aria-labelledby="campaign">
<div class="title"><h2 id="campaign"><bdi><%= it.subject || it.campaign.name %></bdi></h2><% if (it.campaign.body) { %><a href="/sandbox/email/campaigns/<%= it.campaign.id %>" target="_blank" rel="noreferrer noopener">As a program for e-mails shows it</a><% } %></div>
<dl><div><dt>Status</dt><dd class="<%= it.status.tone ?? '' %>"><%= it.status.text %></dd></div><% for (const [name, value] of it.head) { %><div><dt><%= name %></dt><dd dir="auto"><%= value %></dd></div><% } %></dl>
<pre dir="auto"><%= it.words %></pre>
<% if (it.links.length) { %><p>Links: <% for (const link of it.links) { %><a href="<%= link %>" target="_blank" rel="noreferrer noopener" dir="auto"><%= link %></a> <% } %></p><% } %>
<% if (it.campaign.body) { %>
<h3 id="campaign-source">Source</h3>
<div class="wide" tabindex="0" role="region" aria-labelledby="campaign-source"><pre dir="ltr"><%= it.campaign.body %></pre></div>
<% } %>
<% if (it.recipients.length) { %>
<h3 id="campaign-recipients">What its recipients do</h3>
<%~ it.deliver %>
<div class="wide tall" tabindex="0" role="region" aria-labelledby="campaign-recipients"><table>
<thead><tr><th scope="col">Address</th><th scope="col">So far</th><th scope="col">Now</th></tr></thead>
<tbody><% for (const one of it.recipients) { %><tr><th scope="row" class="address"><%= one.email %></th><td><%= one.answer %></td><td><%~ one.buttons %></td></tr><% } %></tbody>
</table></div>
<% if (it.others > 0) { %><p class="soft">And <%= it.others %> more, who have their buttons in their mailing lists.</p><% } %>
<% } %>
</section>
`);

/** A campaign as its first recipient reads it, and what the recipients may do with it. */
export function campaignSection({ state, courier }: SandboxContext, campaign: Campaign): string {
	const { id, senderName, senderEmail, attachments, recipients, body } = campaign;
	const reader = readerOf(campaign, state);
	const html = asRead(body, reader);
	const back = campaignPath(id);
	const optional: Array<[string, string]> = [
		['Mailing lists', listNames(campaign, state.lists)],
		['As read by', reader?.email ?? ''],
		['Attachments', attachments.join(', ')],
	];
	return render({
		campaign,
		subject: asRead(campaign.subject, reader),
		status: statusOf(campaign),
		head: [
			['From', senderName ? `${senderName} <${senderEmail}>` : senderEmail],
			['Date', dateOf(campaign, state.account.profile.locale)],
			...optional.filter(([, value]) => value !== ''),
		],
		words: wordsOf(html),
		links: linksIn(html).map(plainLink),
		recipients: recipients.slice(0, SHOWN).map(({ email, listId, code }) => ({
			email,
			answer: deliveryCodes.get(code) ?? '',
			buttons: deedButtons({ email, list: listId, campaign: id, back }),
		})),
		others: recipients.length - SHOWN,
		deliver: deliverNow({ pending: courier.pending, back }),
	});
}
