import type { Arguments } from '../arguments.mts';
import type { SandboxContext } from '../context.mts';
import { accountDate } from '../dates.mts';
import { code, tableSection, type Cell } from '../page/table.mts';
import { template } from '../page/template.mts';
import type { View } from '../page/view.mts';
import {
	MessageStatus,
	messageStatuses,
	priceOf,
	type SmsCampaign,
	type SmsMessage,
	type SmsStage,
} from './campaigns.mts';
import { senderStatuses } from './store.mts';

const SHOWN = 100;

export const smsViews: readonly [View, ...View[]] = [
	{ name: 'sms', title: 'Messages', sections: messageSections },
	{
		name: 'sms-campaigns',
		title: 'SMS campaigns',
		sections: (sandbox) => [campaignsSection(sandbox)],
	},
	{
		name: 'sms-senders',
		title: 'Names and blacklist',
		sections: (sandbox) => [sendersSection(sandbox), blacklistSection(sandbox)],
	},
];

interface Received {
	campaign: SmsCampaign;
	message: SmsMessage;
}

/** `phone` in the page's address chooses the telephone that is looked at. */
function messageSections({ state }: SandboxContext, { phone: chosen }: Arguments): string[] {
	const byPhone = new Map<string, Received[]>();
	for (const campaign of state.sms.campaigns.all())
		for (const message of campaign.messages) {
			if (message.sentAt === null) continue;
			byPhone.set(message.phone, [...(byPhone.get(message.phone) ?? []), { campaign, message }]);
		}
	const phones = [...byPhone].sort(([, a], [, b]) => latest(b) - latest(a)).slice(0, SHOWN);
	const current = byPhone.has(String(chosen)) ? String(chosen) : phones[0]?.[0];
	const zone = state.account.profile.locale;
	const list = tableSection({
		id: 'sms-phones',
		title: 'Telephones',
		note: `${byPhone.size} in all`,
		empty: 'Nothing has been sent yet.',
		columns: [
			{ name: 'Number' },
			{ name: 'Country' },
			{ name: 'Latest message', kind: 'names' },
			{ name: 'Time', kind: 'date' },
			{ name: 'Status' },
		],
		rows: phones.map(([phone, received]) => {
			const message = received.at(-1)?.message as SmsMessage;
			return [
				{ text: phone, path: `/?view=sms&phone=${phone}`, isChosen: phone === current },
				message.countryCode,
				message.text,
				accountDate(message.sentAt ?? 0, zone),
				statusCell(message),
			];
		}),
	});
	const own = current === undefined ? undefined : byPhone.get(current);
	return own && current !== undefined ? [list, telephoneSection(current, own, zone)] : [list];
}

const latest = (received: readonly Received[]) => received.at(-1)?.message.sentAt ?? 0;

function statusCell({ status }: SmsMessage): Cell {
	const text = messageStatuses[status] ?? '';
	if (status === MessageStatus.notDelivered) return { text, tone: 'bad' };
	return status === MessageStatus.delivered ? { text, tone: 'good' } : { text };
}

interface Shown {
	text: string;
	about: string;
}

const renderTelephone = template<{ phone: string; shown: Shown[]; missed: Shown[] }>(`
<section aria-labelledby="sms-telephone">
<div class="title"><h2 id="sms-telephone">On the telephone <%= it.phone %></h2><span class="soft"><%= it.shown.length %></span></div>
<% if (it.shown.length) { %><ol class="chat" aria-label="Messages"><% for (const one of it.shown) { %><li><span dir="auto"><%= one.text %></span><br><span class="soft"><%= one.about %></span></li><% } %></ol><% } else { %><p class="soft">Nothing has arrived.</p><% } %>
<% if (it.missed.length) { %><h3>Did not arrive, or not yet</h3><ol class="chat" aria-label="What did not arrive"><% for (const one of it.missed) { %><li><span dir="auto"><%= one.text %></span><br><span class="soft"><%= one.about %></span></li><% } %></ol><% } %>
</section>
`);

function telephoneSection(phone: string, received: readonly Received[], zone: string): string {
	const shownOf = (hasArrived: boolean) =>
		received
			.filter(({ message }) => (message.status === MessageStatus.delivered) === hasArrived)
			.map(({ campaign, message }) => ({
				text: message.text,
				about: `${campaign.sender}, ${accountDate(message.sentAt ?? 0, zone)}, ${parts(message)}`,
			}));
	return renderTelephone({ phone, shown: shownOf(true), missed: shownOf(false) });
}

const parts = ({ parts: count, route }: SmsMessage) =>
	`${count} ${count === 1 ? 'part' : 'parts'}, ${route}`;

const stages: Readonly<Record<SmsStage, string>> = {
	moderation: 'On moderation',
	scheduled: 'Waits for its time',
	sending: 'Being sent',
	sent: 'Sent',
	cancelled: 'Canceled',
	emulated: 'Only tried',
};

function campaignsSection({ state }: SandboxContext): string {
	const { account, sms, lists } = state;
	const { currency, locale } = account.profile;
	const all = sms.campaigns.all();
	return tableSection({
		id: 'sms-campaigns',
		title: 'SMS campaigns',
		note: `${all.length} in all, balance ${account.funds.balance.toFixed(2)} ${currency}`,
		empty: 'There are none.',
		columns: [
			{ name: 'Text', kind: 'names' },
			{ name: 'Name' },
			{ name: 'To', kind: 'names' },
			{ name: 'Time', kind: 'date' },
			{ name: 'Status' },
			{ name: 'Numbers', kind: 'number' },
			{ name: 'Delivered', kind: 'number' },
			{ name: 'Price', kind: 'number' },
			{ name: 'ID' },
		],
		rows: all
			.slice(-SHOWN)
			.reverse()
			.map((campaign) => [
				campaign.body,
				campaign.sender,
				campaign.listId === 0
					? 'numbers'
					: (lists.get(campaign.listId)?.name ?? 'a list that was deleted'),
				accountDate(campaign.sendAt ?? campaign.createdAt, locale),
				stages[campaign.stage],
				campaign.messages.length,
				campaign.messages.filter(({ status }) => status === MessageStatus.delivered).length,
				`${(priceOf(campaign.messages) / 10_000).toFixed(4)} ${currency}`,
				code(campaign.id),
			]),
	});
}

function sendersSection({ state }: SandboxContext): string {
	return tableSection({
		id: 'sms-senders',
		title: 'Names of senders',
		columns: [{ name: 'Name' }, { name: 'Country' }, { name: 'Status' }, { name: 'ID' }],
		rows: state.sms.senders.map(({ id, name, countryCode, status }) => [
			name,
			countryCode,
			{ text: senderStatuses[status] ?? '', tone: status === 1 ? 'good' : 'bad' },
			code(id),
		]),
	});
}

function blacklistSection({ state }: SandboxContext): string {
	return tableSection({
		id: 'sms-blacklist',
		title: 'Blacklist',
		empty: 'No number is on it.',
		columns: [
			{ name: 'Number' },
			{ name: 'Since', kind: 'date' },
			{ name: 'Description', kind: 'names' },
		],
		rows: [...state.sms.blacklist.values()]
			.reverse()
			.map(({ phone, at, description }) => [
				phone,
				accountDate(at, state.account.profile.locale),
				description,
			]),
	});
}
