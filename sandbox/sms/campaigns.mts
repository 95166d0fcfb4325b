import type { Route } from './countries.mts';

const FIRST_ID = 7_520_001;
const HOUR = 3_600_000;

/**
 * What became of one number. 2 and 12 are in the OpenAPI description, 1 was seen; 0 before that is an assumption,
 * and so are the words of 0 and 1.
 */
export const MessageStatus = { queued: 0, sent: 1, delivered: 2, notDelivered: 12 } as const;

export const messageStatuses: Readonly<Record<number, string>> = {
	0: 'In queue',
	1: 'Sent',
	2: 'Delivered',
	12: 'Not delivered',
};

/** A message to one number. */
export interface SmsMessage {
	readonly phone: string;
	readonly countryCode: string;
	readonly route: Route;
	readonly text: string;
	readonly parts: number;
	/** In ten-thousandths of the account's currency. */
	readonly price: number;
	status: number;
	sentAt: number | null;
}

export interface NewSmsCampaign {
	/** 0 for numbers that were named. */
	listId: number;
	sender: string;
	body: string;
	createdAt: number;
	/** Null sends at once. */
	sendAt: number | null;
	routes: ReadonlyMap<string, Route>;
	isEmulated: boolean;
	/** Whether numbers that are added until it is sent get it, too. */
	isDynamic: boolean;
	/** Whether links are shortened and counted, and with https:// before them. */
	linkTracking: boolean;
	linkProtocol: boolean;
	transliterate: boolean;
	messages: SmsMessage[];
}

export type SmsStage = 'moderation' | 'scheduled' | 'sending' | 'sent' | 'cancelled' | 'emulated';

export interface SmsCampaign extends NewSmsCampaign {
	readonly id: number;
	/** The API tells it nowhere. */
	stage: SmsStage;
}

export const hasBegun = ({ stage }: SmsCampaign) => stage === 'sending' || stage === 'sent';

/** In ten-thousandths. */
export const priceOf = (messages: readonly SmsMessage[]) =>
	messages.reduce((total, { price }) => total + price, 0);

/** SMS campaigns in the order they were made. */
export class SmsCampaignStore {
	private readonly byId = new Map<number, SmsCampaign>();
	private nextId = FIRST_ID;

	add(data: NewSmsCampaign): SmsCampaign {
		const stage: SmsStage = data.isEmulated ? 'emulated' : 'moderation';
		const campaign: SmsCampaign = { ...data, id: this.nextId++, stage };
		this.byId.set(campaign.id, campaign);
		return campaign;
	}

	get(id: number): SmsCampaign | undefined {
		return this.byId.get(id);
	}

	delete({ id }: SmsCampaign): void {
		this.byId.delete(id);
	}

	all(): SmsCampaign[] {
		return [...this.byId.values()];
	}
}

/** Counts what was made through the API in the last hour, whatever became of it since. */
export class HourlyCount {
	private times: number[] = [];

	of(now: number): number {
		this.times = this.times.filter((time) => time > now - HOUR);
		return this.times.length;
	}

	add(now: number): void {
		this.times.push(now);
	}
}
