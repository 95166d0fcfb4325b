import { CampaignStatus, campaignStatuses, Delivery, type Campaign } from '../campaigns.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { code, tableSection, type Cell } from '../../page/table.mts';

const number = (name: string) => ({ name, kind: 'number' as const });

export const campaignPath = (id: number) => `/?view=campaigns&campaign=${id}`;

export function campaignsSection({ state }: SandboxContext, chosen: Campaign | undefined): string {
	const zone = state.account.profile.locale;
	return tableSection({
		id: 'campaigns',
		title: 'Campaigns',
		columns: [
			{ name: 'Name', kind: 'names' },
			{ name: 'ID' },
			{ name: 'Status', kind: 'names' },
			{ name: 'Date', kind: 'date' },
			number('Sent'),
			number('Delivered'),
			number('Opened'),
			number('Clicked'),
			number('Left'),
			number('Bounced'),
			{ name: 'Lists' },
		],
		rows: state.campaigns
			.all()
			.reverse()
			.map((campaign) => [
				{ text: campaign.name, path: campaignPath(campaign.id), isChosen: campaign === chosen },
				code(campaign.id),
				statusOf(campaign),
				dateOf(campaign, zone),
				...figures(campaign),
				{ text: listNames(campaign, state.lists), tone: 'soft' as const },
			]),
	});
}

/** Segments have no call of the API: here is where their ids are found. */
export function segmentsSection({ state }: SandboxContext): string {
	return tableSection({
		id: 'segments',
		title: 'Segments',
		columns: [{ name: 'Name' }, { name: 'ID' }, { name: 'Mailing list' }],
		rows: state.segments
			.all()
			.map(({ id, name, listId }) => [name, code(id), state.lists.get(listId)?.name ?? '']),
	});
}

const failures: readonly number[] = [5, 12, 16, 25];

export function statusOf({ status, isScheduled }: Campaign): Cell {
	const text = `${status} ${isScheduled ? 'Waiting for its date' : campaignStatuses[status]}`;
	if (status === CampaignStatus.sent || status === CampaignStatus.testSent)
		return { text, tone: 'good' };
	return failures.includes(status) ? { text, tone: 'bad' } : { text };
}

export function dateOf({ sentAt, sendAt, createdAt }: Campaign, zone: string): string {
	return accountDate(sentAt ?? sendAt ?? createdAt, zone).slice(0, 16);
}

function figures(campaign: Campaign): number[] {
	const count = (...codes: number[]) => codes.reduce((sum, one) => sum + campaign.count(one), 0);
	return [
		count(Delivery.sent),
		count(Delivery.delivered),
		count(Delivery.opened),
		count(Delivery.clicked),
		count(Delivery.unsubscribed, Delivery.unsubscribedFromAll, Delivery.spam),
		count(Delivery.noSuchEmail, Delivery.mailboxFull),
	];
}

export function listNames({ listIds }: Campaign, lists: SandboxContext['state']['lists']): string {
	return listIds.map((id) => lists.get(id)?.name ?? String(id)).join(', ');
}
