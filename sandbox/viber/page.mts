import type { Arguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { code, tableSection, type Cell } from '../page/table.mts';
import { template } from '../page/template.mts';
import type { View } from '../page/view.mts';
import { viberPriceOf } from './ferry.mts';
import {
	statisticOf,
	type RecipientStatus,
	type ViberCampaign,
	type ViberRecipient,
} from './store.mts';

const SHOWN = 100;

export const viberViews: readonly [View, ...View[]] = [
	{ name: 'viber', title: 'Viber messages', sections: messageSections },
	{
		name: 'viber-campaigns',
		title: 'Viber campaigns',
		sections: (sandbox) => [campaignsSection(sandbox)],
	},
	{
		name: 'viber-senders',
		title: 'Viber senders and blacklist',
		sections: (sandbox) => [sendersSection(sandbox), blacklistSection(sandbox)],
	},
];

interface Received {
	campaign: ViberCampaign;
	recipient: ViberRecipient;
}

/** `phone` in the page's address chooses the telephone that is looked at. */
function messageSections({ state }: SandboxContext, { phone: chosen }: Arguments): string[] {
	const zone = state.account.profile.locale;
	const byPhone = new Map<string, Received[]>();
	for (const campaign of state.viber.campaigns())
		for (const recipient of campaign.recipients) {
			if (recipient.sentAt === null) continue;
			const { phone } = recipient;
			byPhone.set(phone, [...(byPhone.get(phone) ?? []), { campaign, recipient }]);
		}
	const phones = [...byPhone].reverse().slice(0, SHOWN);
	const current = byPhone.has(String(chosen)) ? String(chosen) : phones[0]?.[0];
	const list = tableSection({
		id: 'viber-phones',
		title: 'Telephones with Viber',
		note: `${byPhone.size} in all`,
		empty: 'Nothing has been sent yet.',
		columns: [
			{ name: 'Number' },
			{ name: 'Latest message', kind: 'names' },
			{ name: 'Time', kind: 'date' },
			{ name: 'Status' },
		],
		rows: phones.map(([phone, received]) => {
			const { campaign, recipient } = received.at(-1) as Received;
			return [
				{ text: phone, path: `/?view=viber&phone=${phone}`, isChosen: phone === current },
				campaign.text ?? '(image)',
				accountDate(recipient.sentAt ?? 0, zone),
				statusCell(recipient.status),
			];
		}),
	});
	const own = current === undefined ? [] : (byPhone.get(current) ?? []);
	return current === undefined ? [list] : [list, telephoneSection(current, own, zone)];
}

function statusCell(status: RecipientStatus): Cell {
	if (status === 'undelivered' || status === 'error') return { text: status, tone: 'bad' };
	return { text: status ?? '', ...(status !== 'send' && { tone: 'good' as const }) };
}

const renderTelephone = template<{
	phone: string;
	shown: Array<ViberCampaign & { about: string }>;
	hidden: number;
}>(`
<section aria-labelledby="viber-telephone">
<div class="title"><h2 id="viber-telephone">In Viber on <%= it.phone %></h2><% if (it.hidden) { %><span class="soft"><%= it.hidden %> not delivered</span><% } %></div>
<% if (it.shown.length) { %><ol class="chat" aria-label="Messages"><% for (const one of it.shown) { %><li>
<% if (one.image) { %><a href="<%= one.image %>" target="_blank" rel="noreferrer noopener">Image</a><br><% } %>
<% if (one.text) { %><span dir="auto"><%= one.text %></span><br><% } %>
<% if (one.button) { %><a href="<%= one.button.link %>" target="_blank" rel="noreferrer noopener">[<bdi><%= one.button.text %></bdi>]</a><br><% } %>
<span class="soft"><%= one.about %></span></li><% } %></ol><% } else { %><p class="soft">Nothing has arrived.</p><% } %>
</section>
`);

function telephoneSection(phone: string, received: readonly Received[], zone: string): string {
	const arrived = received.filter(({ recipient: { status } }) =>
		['delivered', 'read', 'redirected'].includes(String(status)),
	);
	return renderTelephone({
		phone,
		hidden: received.length - arrived.length,
		shown: arrived.map(({ campaign, recipient }) => ({
			...campaign,
			about: `${campaign.sender.name}, ${accountDate(recipient.sentAt ?? 0, zone)}, ${recipient.status}`,
		})),
	});
}

function campaignsSection({ state }: SandboxContext): string {
	const { currency, locale } = state.account.profile;
	const all = state.viber.campaigns();
	const figures = ['sent', 'delivered', 'read', 'redirected', 'undelivered', 'errors'];
	return tableSection({
		id: 'viber-campaigns',
		title: 'Viber campaigns',
		note: `${all.length} in all, balance ${state.account.funds.balance.toFixed(2)} ${currency}`,
		empty: 'There are none.',
		columns: [
			{ name: 'Name', kind: 'names' },
			{ name: 'Sender', kind: 'names' },
			{ name: 'Time', kind: 'date' },
			{ name: 'Status' },
			...figures.map((name) => ({
				name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
				kind: 'number' as const,
			})),
			{ name: 'SMS' },
			{ name: 'Price', kind: 'number' },
			{ name: 'ID' },
		],
		rows: all
			.slice(-SHOWN)
			.reverse()
			.map((campaign) => {
				const statistic = statisticOf(campaign);
				return [
					campaign.name,
					campaign.sender.name,
					accountDate(campaign.sendAt, locale),
					campaign.status ?? 'waits',
					...figures.map((name) => statistic[name] ?? 0),
					campaign.sms ? (campaign.smsCampaignIds.length > 0 ? 'sent' : 'asked for') : '',
					`${(viberPriceOf(campaign) / 10_000).toFixed(4)} ${currency}`,
					code(campaign.id),
				];
			}),
	});
}

function sendersSection({ state }: SandboxContext): string {
	return tableSection({
		id: 'viber-senders',
		title: 'Names of senders',
		columns: [
			{ name: 'Name', kind: 'names' },
			{ name: 'Status' },
			{ name: 'Countries' },
			{ name: 'Approved texts', kind: 'names' },
			{ name: 'ID' },
		],
		rows: state.viber.senders.map(({ id, name, status, countries, templates }) => [
			name,
			{ text: status, tone: status === 'verified' ? 'good' : 'bad' },
			countries.join(', '),
			templates.join(' | '),
			code(id),
		]),
	});
}

function blacklistSection({ state }: SandboxContext): string {
	return tableSection({
		id: 'viber-blacklist',
		title: 'Viber blacklist',
		empty: 'No number is on it.',
		columns: [
			{ name: 'Number' },
			{ name: 'Since', kind: 'date' },
			{ name: 'Description', kind: 'names' },
		],
		rows: [...state.viber.blacklist.values()]
			.reverse()
			.map(({ phone, at, description }) => [
				phone,
				accountDate(at, state.account.profile.locale),
				description,
			]),
	});
}
