import type { Arguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { linksIn, plainLink, wordsOf } from '../html.mts';
import { outcomeOf } from '../page/outcome.mts';
import { code, tableSection, type Cell } from '../page/table.mts';
import { template } from '../page/template.mts';
import type { View } from '../page/view.mts';
import { latestBounces } from './bounces.mts';
import type { Address, Recipient, SmtpMail } from './mails.mts';
import type { Deed } from './relay.mts';
import { smtpSenders } from './senders.mts';
import { services, type Service } from './store.mts';
import { smtpEventNames } from './webhookEvents.mts';
import type { SmtpWebhook } from './webhooks.mts';

const SHOWN = 100;

export const smtpViews: readonly [View, ...View[]] = [
	{ name: 'smtp', title: 'Sent e-mails', sections: mailSections },
	{
		name: 'smtp-unsubscribed',
		title: 'Unsubscribe list',
		sections: (sandbox) => [unsubscribedSection(sandbox)],
	},
	{ name: 'smtp-webhooks', title: 'Webhooks of e-mails', sections: webhooksSections },
	{
		name: 'smtp-senders',
		title: 'Senders and domains',
		sections: (sandbox) => [
			sendersSection(sandbox),
			domainsSection(sandbox),
			serviceSection(sandbox),
		],
	},
];

/** `mail` in the page's address chooses the one that is read. */
function mailSections(sandbox: SandboxContext, { mail: chosen }: Arguments): string[] {
	const { mails } = sandbox.state.smtp;
	const mail = mails.get(String(chosen)) ?? mails.all().at(-1);
	return [
		listSection(sandbox, mail),
		...(mail ? [readingSection(sandbox, mail)] : []),
		bouncesSection(sandbox),
	];
}

const named = ({ email, name }: Address) => (name ? `${name} <${email}>` : email);

function listSection({ state }: SandboxContext, chosen: SmtpMail | undefined): string {
	const all = state.smtp.mails.all();
	const zone = state.account.profile.locale;
	return tableSection({
		id: 'smtp-mails',
		title: 'Sent e-mails',
		note: `${all.length} in all`,
		empty: 'Nothing has been sent yet.',
		columns: [
			{ name: 'Subject', kind: 'names' },
			{ name: 'To', kind: 'address' },
			{ name: 'Time', kind: 'date' },
			{ name: 'Answer', kind: 'names' },
			{ name: 'Opened', kind: 'number' },
			{ name: 'Clicked', kind: 'number' },
			{ name: 'ID' },
		],
		rows: all
			.slice(-SHOWN)
			.reverse()
			.map((mail) => [
				{ text: mail.subject, path: `/?view=smtp&mail=${mail.id}`, isChosen: mail === chosen },
				mail.to.map(named).join(', '),
				accountDate(mail.sentAt, zone),
				answerCell(mail.recipients[0]),
				mail.recipients.reduce((total, { opens }) => total + opens.length, 0),
				mail.recipients.reduce((total, { clicks }) => total + clicks.length, 0),
				code(mail.id),
			]),
	});
}

function answerCell(recipient: Recipient | undefined): Cell {
	const answer = recipient?.answer;
	if (!answer) return { text: 'underway', tone: 'soft' };
	const text = `${answer.code} ${answer.explanation}`;
	return { text, tone: answer.code < 400 ? 'good' : 'bad' };
}

interface Reading {
	mail: SmtpMail;
	head: Array<[name: string, value: string]>;
	words: string;
	links: string[];
	files: string[];
	readers: Array<{ email: string; answer: Cell }>;
	deeds: Array<[Deed, string]>;
}

/** One for each event of the webhooks. */
const DEEDS: Record<Deed, string> = {
	open: 'Open',
	click: 'Click a link',
	unsubscribe: 'Unsubscribe',
	resubscribe: 'Subscribe again',
	complain: 'Report as spam',
	deliver: 'Their server takes it',
	fail: 'It does not',
	bounceSoft: 'Soft bounce',
	bounceHard: 'Hard bounce',
};

const renderReading = template<Reading>(`
<section aria-labelledby="smtp-mail">
<div class="title"><h2 id="smtp-mail"><bdi><%= it.mail.subject %></bdi></h2><% if (it.mail.html !== null) { %><a href="/sandbox/smtp/mails/<%= it.mail.id %>" target="_blank" rel="noreferrer noopener">As a program for e-mails shows it</a><% } %></div>
<dl><% for (const [name, value] of it.head) { %><div><dt><%= name %></dt><dd dir="auto"><%= value %></dd></div><% } %></dl>
<pre dir="auto"><%= it.words %></pre>
<% if (it.links.length) { %><p>Links: <% for (const link of it.links) { %><a href="<%= link %>" target="_blank" rel="noreferrer noopener" dir="auto"><%= link %></a> <% } %></p><% } %>
<% if (it.files.length) { %><p>Attachments: <%= it.files.join(', ') %></p><% } %>
<% if (it.mail.html !== null) { %>
<h3 id="smtp-source">Source</h3>
<div class="wide" tabindex="0" role="region" aria-labelledby="smtp-source"><pre dir="ltr"><%= it.mail.html %></pre></div>
<% } %>
<% for (const { email, answer } of it.readers) { %>
<form method="post" action="/sandbox/smtp/act" aria-label="What <%= email %> does">
<input type="hidden" name="mail" value="<%= it.mail.id %>"><input type="hidden" name="recipient" value="<%= email %>">
<span><bdi><%= email %></bdi><br><span class="<%= answer.tone %>"><%= answer.text %></span></span>
<% for (const [act, words] of it.deeds) { %><button name="act" value="<%= act %>"><%= words %></button>
<% } %></form>
<% } %>
</section>
`);

function readingSection({ state }: SandboxContext, mail: SmtpMail): string {
	const { from, replyTo, to, cc, bcc, html, text } = mail;
	const zone = state.account.profile.locale;
	const all: Array<[string, readonly Address[]]> = [
		['From', [from]],
		['Reply to', replyTo ? [replyTo] : []],
		['To', to],
		['Cc', cc],
		['Bcc', bcc],
	];
	const people = all.filter(([, addresses]) => addresses.length > 0);
	return renderReading({
		mail,
		head: [
			...people.map(([name, some]): [string, string] => [name, some.map(named).join(', ')]),
			['Time', accountDate(mail.sentAt, zone)],
		],
		words: html === null ? (text ?? '') : wordsOf(html),
		links: html === null ? [] : linksIn(html).map(plainLink),
		files: mail.attachments.map(({ name, bytes }) => `${name} (${sizeText(bytes)})`),
		readers: mail.recipients.map((one) => ({ email: one.email, answer: answerCell(one) })),
		deeds: Object.entries(DEEDS) as Array<[Deed, string]>,
	});
}

const sizeText = (bytes: number) =>
	bytes < 1_024 ? `${bytes} bytes` : `${(bytes / 1_024).toFixed(1)} KiB`;

function bouncesSection({ state, clock }: SandboxContext): string {
	return tableSection({
		id: 'smtp-bounces',
		title: 'Bounces of the last 24 hours',
		empty: 'There are none.',
		columns: [
			{ name: 'Address', kind: 'address' },
			{ name: 'Time', kind: 'date' },
			{ name: 'Subject', kind: 'names' },
			{ name: 'Answer', kind: 'path' },
		],
		rows: latestBounces(state.smtp.mails, clock.now())
			.slice(0, SHOWN)
			.map(({ mail, email, answer }) => [
				email,
				accountDate(answer.at, state.account.profile.locale),
				mail.subject,
				answer.data,
			]),
	});
}

function unsubscribedSection({ state }: SandboxContext): string {
	return tableSection({
		id: 'smtp-unsubscribed',
		title: 'Unsubscribe list',
		empty: 'Nobody is on it.',
		columns: [
			{ name: 'Address', kind: 'address' },
			{ name: 'Since', kind: 'date' },
			{ name: 'How', kind: 'names' },
			{ name: 'Comment', kind: 'names' },
		],
		rows: state.smtp.unsubscribed
			.all()
			.reverse()
			.map(({ email, at, byLink, byUser, complained, comment }) => [
				email,
				accountDate(at, state.account.profile.locale),
				[byLink && 'by link', byUser && 'by the account', complained && 'complained']
					.filter(Boolean)
					.join(', '),
				comment,
			]),
	});
}

function sendersSection({ state }: SandboxContext): string {
	return tableSection({
		id: 'smtp-senders',
		title: 'Senders that may be used',
		note: 'confirmed ones of the e-mail service',
		columns: [{ name: 'Address', kind: 'address' }],
		rows: smtpSenders(state).map((email) => [email]),
	});
}

function domainsSection({ state }: SandboxContext): string {
	return tableSection({
		id: 'smtp-domains',
		title: 'Sender domains',
		columns: [{ name: 'Domain', kind: 'address' }, { name: 'ID' }, { name: 'Status' }],
		rows: state.smtp.domains
			.all()
			.map(({ name, id, isVerified }) => [
				name,
				code(id),
				isVerified ? { text: 'Active', tone: 'good' } : { text: 'Not active', tone: 'bad' },
			]),
	});
}

const renderWebhooks = template<{ webhooks: SmtpWebhook[]; events: readonly string[] }>(`
<section aria-labelledby="smtp-settings">
<div class="title"><h2 id="smtp-settings">Webhooks</h2><span class="soft">as in SendPulse under Account settings &gt; API</span></div>
<% for (const webhook of it.webhooks) { %>
<form method="post" action="/sandbox/smtp/webhooks/remove"><input type="hidden" name="url" value="<%= webhook.url %>"><span><code><%= webhook.url %></code><br><span class="soft"><%= webhook.events.join(', ') %></span></span><button>Remove</button></form>
<% } %>
<form method="post" action="/sandbox/smtp/webhooks">
<label class="grow">URL<input type="url" name="url" id="smtp-webhook-url" required placeholder="http://127.0.0.1:5678/webhook/…"></label>
<fieldset><legend>Events</legend>
<% for (const event of it.events) { %><label><input type="checkbox" name="events[]" value="<%= event %>"<% if (event === 'delivered') { %> checked<% } %>><%= event %></label><% } %>
</fieldset>
<button>Add webhook</button>
</form>
<form method="post" action="/sandbox/smtp/deliver"><button>Deliver now</button></form>
</section>
`);

function webhooksSections({ state, smtpCourier }: SandboxContext): string[] {
	const { webhooks } = state.smtp;
	return [
		renderWebhooks({ webhooks: webhooks.all(), events: smtpEventNames }),
		tableSection({
			id: 'smtp-deliveries',
			title: 'Deliveries',
			note: `${webhooks.deliveries.length} in all, ${smtpCourier.pending} events wait`,
			empty: 'Nothing has been delivered yet.',
			columns: [
				{ name: 'URL', kind: 'path' },
				{ name: 'Time', kind: 'date' },
				{ name: 'Events', kind: 'names' },
				{ name: 'Attempt', kind: 'number' },
				{ name: 'Outcome', kind: 'names' },
			],
			rows: webhooks.deliveries
				.slice(-SHOWN)
				.reverse()
				.map((delivery) => [
					code(delivery.url),
					accountDate(delivery.at, state.account.profile.locale),
					[...new Set(delivery.events.map(({ event }) => String(event)))].join(', '),
					delivery.attempt,
					outcomeOf(delivery),
				]),
		}),
	];
}

const SERVICE: Record<Service, string> = {
	active: 'may be used',
	absent: 'has not been applied for',
	limited: 'is limited for now',
	barred: 'is barred for this account',
};

const renderService = template<{ current: Service; choices: Array<[string, string]> }>(`
<section aria-labelledby="smtp-service">
<div class="title"><h2 id="smtp-service">The service</h2><span class="soft"><%= it.choices.find(([name]) => name === it.current)[1] %></span></div>
<form method="post" action="/sandbox/smtp/service" aria-label="What SendPulse decides">
<% for (const [name, words] of it.choices) { if (name !== it.current) { %><button name="service" value="<%= name %>">It <%= words %></button><% } } %>
</form>
</section>
`);

/** What the staff of SendPulse decides about an account. */
const serviceSection = ({ state }: SandboxContext) =>
	renderService({
		current: state.smtp.service,
		choices: services.map((name) => [name, SERVICE[name]]),
	});
