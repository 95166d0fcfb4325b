import type { Arguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { code, tableSection, type Cell } from '../page/table.mts';
import { template } from '../page/template.mts';
import type { View } from '../page/view.mts';
import {
	clickedOf,
	deliveredOf,
	PushStatus,
	SubscriberStatus,
	type PushCampaign,
	type PushSubscriber,
	type Shown,
	type Website,
} from './store.mts';

const SHOWN = 100;

export const pushViews: readonly [View, ...View[]] = [
	{ name: 'push', title: 'Notifications', sections: notificationSections },
	{ name: 'push-websites', title: 'Websites and subscribers', sections: websiteSections },
];

/** `campaign` in the page's address chooses the one that is looked at, and `subscriber` whose browser. */
function notificationSections(
	sandbox: SandboxContext,
	{ campaign: chosen, subscriber }: Arguments,
): string[] {
	const { push } = sandbox.state;
	const campaign = push.campaign(Number(chosen)) ?? push.campaigns.at(-1);
	if (!campaign) return [campaignsSection(sandbox, undefined)];
	const shown =
		campaign.shown.find((one) => one.subscriber.id === Number(subscriber)) ??
		campaign.shown.find(({ deliveredAt }) => deliveredAt !== null) ??
		campaign.shown[0];
	return [
		campaignsSection(sandbox, campaign),
		...(shown ? [browserSection(sandbox, campaign, shown)] : []),
		shownSection(sandbox, campaign, shown),
	];
}

function campaignsSection({ state }: SandboxContext, chosen: PushCampaign | undefined): string {
	const { locale } = state.account.profile;
	const all = state.push.campaigns;
	return tableSection({
		id: 'push-campaigns',
		title: 'Push campaigns',
		note: `${all.length} in all`,
		empty: 'Nothing has been sent yet.',
		columns: [
			{ name: 'Title', kind: 'names' },
			{ name: 'Website', kind: 'address' },
			{ name: 'Time', kind: 'date' },
			{ name: 'Status' },
			{ name: 'Sent', kind: 'number' },
			{ name: 'Delivered', kind: 'number' },
			{ name: 'Clicked', kind: 'number' },
			{ name: 'ID' },
		],
		rows: all
			.slice(-SHOWN)
			.reverse()
			.map((campaign) => [
				{
					text: campaign.title,
					path: `/?view=push&campaign=${campaign.id}`,
					isChosen: campaign === chosen,
				},
				campaign.website.url,
				accountDate(campaign.sendAt, locale),
				campaign.status === PushStatus.sent
					? { text: 'sent', tone: 'good' }
					: { text: 'waits', tone: 'soft' },
				campaign.shown.length,
				deliveredOf(campaign),
				clickedOf(campaign),
				code(campaign.id),
			]),
	});
}

const browserName = ({ browser, os }: PushSubscriber) => `${browser} on ${os}`;

const renderBrowser = template<{
	campaign: PushCampaign;
	browser: string;
	subscriber: number;
	pictures: string[];
	about: string;
}>(`
<section aria-labelledby="push-browser">
<div class="title"><h2 id="push-browser">In <%= it.browser %></h2><span class="soft"><%= it.about %></span></div>
<ol class="chat" aria-label="Notification"><li>
<strong dir="auto"><%= it.campaign.title %></strong><br>
<span dir="auto"><%= it.campaign.text %></span><br>
<% for (const picture of it.pictures) { %><span class="soft"><%= picture %></span><br><% } %>
<a href="<%= it.campaign.link %>" target="_blank" rel="noreferrer noopener"><%= it.campaign.link %></a>
</li></ol>
<form method="post" action="/sandbox/push/click" aria-label="What the subscriber does">
<input type="hidden" name="campaign" value="<%= it.campaign.id %>"><input type="hidden" name="subscriber" value="<%= it.subscriber %>">
<button>Click it</button>
<% for (const { text } of it.campaign.buttons) { %><button name="button" value="<%= text %>">Click [<bdi><%= text %></bdi>]</button><% } %>
</form>
</section>
`);

function browserSection({ state }: SandboxContext, campaign: PushCampaign, shown: Shown): string {
	const { icon, image } = campaign;
	const { locale } = state.account.profile;
	const { subscriber, deliveredAt, clickedAt, clicked } = shown;
	const pictures = { Icon: icon, Image: image };
	return renderBrowser({
		campaign,
		browser: browserName(subscriber),
		subscriber: subscriber.id,
		pictures: Object.entries(pictures).flatMap(([what, picture]) =>
			picture ? [`${what}: ${picture.name} (${picture.bytes.toLocaleString('en-US')} bytes)`] : [],
		),
		about:
			deliveredAt === null
				? 'not delivered yet'
				: clickedAt === null
					? `shown, ${accountDate(deliveredAt, locale)}`
					: `${clicked} clicked, ${accountDate(clickedAt, locale)}`,
	});
}

function shownSection(
	{ state }: SandboxContext,
	campaign: PushCampaign,
	chosen: Shown | undefined,
): string {
	const { locale } = state.account.profile;
	return tableSection({
		id: 'push-shown',
		title: 'Who was sent it',
		empty: 'Nobody yet.',
		columns: [
			{ name: 'Browser', kind: 'names' },
			{ name: 'Place', kind: 'names' },
			{ name: 'Delivered', kind: 'date' },
			{ name: 'Clicked', kind: 'date' },
			{ name: 'ID' },
		],
		rows: campaign.shown.slice(0, SHOWN).map((shown) => [
			{
				text: browserName(shown.subscriber),
				path: `/?view=push&campaign=${campaign.id}&subscriber=${shown.subscriber.id}`,
				isChosen: shown === chosen,
			},
			`${shown.subscriber.city}, ${shown.subscriber.country}`,
			shown.deliveredAt === null ? '' : accountDate(shown.deliveredAt, locale),
			shown.clickedAt === null ? '' : accountDate(shown.clickedAt, locale),
			code(shown.subscriber.id),
		]),
	});
}

/** `website` in the page's address chooses the one whose subscribers are listed. */
function websiteSections(sandbox: SandboxContext, { website: chosen }: Arguments): string[] {
	const { push } = sandbox.state;
	const website = push.website(Number(chosen)) ?? push.websites[0];
	return [
		websitesSection(sandbox, website),
		...(website ? [visitSection(website), subscribersSection(sandbox, website)] : []),
	];
}

function websitesSection({ state }: SandboxContext, chosen: Website | undefined): string {
	return tableSection({
		id: 'push-websites',
		title: 'Websites',
		columns: [
			{ name: 'Address', kind: 'address' },
			{ name: 'Since', kind: 'date' },
			{ name: 'Variables', kind: 'names' },
			{ name: 'Subscribers', kind: 'number' },
			{ name: 'ID' },
		],
		rows: state.push.websites.map((website) => [
			{
				text: website.url,
				path: `/?view=push-websites&website=${website.id}`,
				isChosen: website === chosen,
			},
			accountDate(website.at, state.account.profile.locale),
			website.variables.map(({ name }) => name).join(', '),
			website.subscribers.length,
			code(website.id),
		]),
	});
}

const renderVisit = template<{ website: Website; leaving: PushSubscriber | undefined }>(`
<section aria-labelledby="push-visit">
<div class="title"><h2 id="push-visit">Visitors of <%= it.website.url %></h2></div>
<form method="post" action="/sandbox/push/subscribe" aria-label="A visitor allows notifications">
<input type="hidden" name="website" value="<%= it.website.id %>"><button>A visitor allows notifications</button>
</form>
<% if (it.leaving) { %><form method="post" action="/sandbox/push/unsubscribe" aria-label="A subscriber forbids notifications">
<input type="hidden" name="subscriber" value="<%= it.leaving.id %>"><button>The latest subscriber forbids them</button>
</form><% } %>
</section>
`);

const visitSection = (website: Website) =>
	renderVisit({
		website,
		leaving: website.subscribers.findLast(({ status }) => status === SubscriberStatus.active),
	});

function subscribersSection({ state }: SandboxContext, website: Website): string {
	return tableSection({
		id: 'push-subscribers',
		title: `Subscribers of ${website.url}`,
		empty: 'There are none.',
		columns: [
			{ name: 'Browser', kind: 'names' },
			{ name: 'Place', kind: 'names' },
			{ name: 'Language' },
			{ name: 'Page', kind: 'path' },
			{ name: 'Since', kind: 'date' },
			{ name: 'Status' },
			{ name: 'Variables', kind: 'names' },
			{ name: 'ID' },
		],
		rows: website.subscribers
			.slice(-SHOWN)
			.reverse()
			.map((one) => [
				browserName(one),
				`${one.city}, ${one.country}`,
				one.lang,
				one.page,
				accountDate(one.at, state.account.profile.locale),
				statusCell(one.status),
				Object.entries(one.variables)
					.map(([name, value]) => `${name}: ${value}`)
					.join(', '),
				code(one.id),
			]),
	});
}

function statusCell(status: number): Cell {
	if (status === SubscriberStatus.active) return { text: 'active', tone: 'good' };
	return status === SubscriberStatus.unsubscribed
		? { text: 'unsubscribed', tone: 'bad' }
		: { text: 'deactivated', tone: 'soft' };
}
