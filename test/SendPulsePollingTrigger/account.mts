/** An account as the polling trigger meets it: lists that a test changes, and whatever else may happen to them. */
import type { IDataObject } from 'n8n-workflow';
import { SendPulsePollingTrigger } from '../../nodes/SendPulsePollingTrigger/SendPulsePollingTrigger.node';
import { answeringBy, refuses, says, type Answer } from '../api.mts';
import { PolledNode } from '../pollNode.mts';

export interface MadeCampaign {
	id: number;
	status: number;
	/** On the account's clock, which is two hours ahead of UTC. */
	send_date?: string | null;
	lists?: number | number[];
	sms?: boolean;
	sent?: number;
}

export class Account {
	campaigns: MadeCampaign[] = [];

	contacts: IDataObject[] = [];

	/** What is counted where that differs from what is there. */
	counted?: number;

	/** As the list of campaigns comes. */
	order = (campaigns: MadeCampaign[]) => [...campaigns].sort((one, other) => other.id - one.id);

	fault?: (path: string) => Answer | undefined;

	readonly asked: string[] = [];

	constructor() {
		answeringBy(({ path }) => {
			this.asked.push(path);
			return this.fault?.(path) ?? this.answer(new URL(path, 'http://sendpulse.example'));
		});
	}

	private answer({ pathname, searchParams }: URL): Answer {
		const page = <T,>(rows: T[]) => {
			const from = Number(searchParams.get('offset'));
			return says(rows.slice(from, from + Number(searchParams.get('limit'))));
		};
		if (pathname === '/user/info') return says({ locale: 'Europe/Kyiv' });
		if (pathname === '/campaigns') return page(this.order(this.campaigns).map(rowOf));
		if (pathname === '/addressbooks/7/emails') return page(this.contacts);
		if (pathname === '/addressbooks/7/emails/total') {
			return says([{ total: this.counted ?? this.contacts.length }]);
		}
		const id = Number(/^\/campaigns\/(\d+)$/.exec(pathname)?.[1]);
		const campaign = this.campaigns.find((one) => one.id === id);
		return campaign ? says(detailsOf(campaign)) : refuses(404, 802, 'Campaign not found');
	}
}

const rowOf = ({ id, status, send_date, lists = 7, sms = false }: MadeCampaign) => ({
	id,
	name: `Campaign ${id}`,
	status,
	is_sms: sms,
	is_viber: false,
	send_date: send_date ?? null,
	all_email_qty: 1_000,
	message: { subject: 'News', list_id: lists },
});

const detailsOf = (campaign: MadeCampaign) => {
	const { sent = 1_000 } = campaign;
	const general = [
		{ code: 1, count: sent },
		{ code: 2, count: sent * 0.98 },
		{ code: 3, count: sent * 0.25 },
		{ code: 4, count: sent * 0.1 },
		{ code: 15, count: sent * 0.01 },
		{ code: 6, count: sent * 0.015 },
		{ code: 7, count: sent * 0.005 },
	];
	return { ...rowOf(campaign), statistics: { general } };
};

/** The trigger, published by its first poll. */
export const trigger = (parameters: IDataObject) =>
	new PolledNode(new SendPulsePollingTrigger(), { parameters });
