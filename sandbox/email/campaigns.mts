import { linksIn } from '../html.mts';
const FIRST_ID = 14_900_001;
const HOUR = 3_600_000;

/** Statuses of a campaign (Bulk Email Service API, Get campaign information). */
export const campaignStatuses: Readonly<Record<number, string>> = {
	0: 'New',
	1: 'Pending (in moderation)',
	2: 'Sending in progress',
	3: 'Sent',
	4: 'Test campaign',
	5: 'Campaign blocked',
	6: 'Marked to be deleted',
	7: 'Status updating',
	8: 'Test campaign sent',
	9: 'Delivery in progress',
	10: 'Being processed to be sent out',
	11: "Awaiting the user's response",
	12: 'No active addresses',
	13: 'Campaign creation in progress',
	14: 'Created and sent to the queue',
	15: 'Awaiting A/B testing results',
	16: 'Canceled by a user',
	22: 'Sending partially',
	23: 'Sent partially',
	25: 'Partially sent and blocked',
	26: 'Draft',
	27: 'Requires editing',
	28: 'Scheduled to resend to unread',
	33: 'Automations. Balance exceeded',
	36: 'Automations draft',
};

export const CampaignStatus = {
	moderation: 1,
	sending: 2,
	sent: 3,
	test: 4,
	testSent: 8,
	noActiveAddresses: 12,
	creating: 13,
	queued: 14,
	cancelled: 16,
	draft: 26,
} as const;

/** Statuses after which nothing more happens to a campaign. */
const finished: ReadonlySet<number> = new Set([3, 4, 5, 6, 8, 12, 16, 23, 25, 26, 36]);

/** Rows of `statistics.general` in the order of the same document. There is no 19. */
export const deliveryCodes: ReadonlyMap<number, string> = new Map([
	[0, 'In queue'],
	[1, 'Sent'],
	[2, 'Delivered'],
	[3, 'Opened'],
	[4, 'Link redirected'],
	[5, 'User unsubscribe'],
	[6, 'Mail server answer :: No such email'],
	[7, 'Temporary unavailable (will be sent later)'],
	[8, 'Unavailable'],
	[9, 'Mail server answer :: Rejected by server as spam'],
	[10, 'Mail server answer :: Mailbox is full'],
	[11, 'Mail server answer :: Marked as spam by user'],
	[12, 'Delivery failure'],
	[13, 'Not sent'],
	[14, 'Not such domain'],
	[15, 'Unsubscribe from newsletter'],
	[16, 'Not valid email'],
	[17, 'Temporary blocked'],
	[18, 'Disable by administrator'],
	[20, 'Already unsubscribed'],
]);

export const Delivery = {
	queued: 0,
	sent: 1,
	delivered: 2,
	opened: 3,
	clicked: 4,
	unsubscribed: 5,
	noSuchEmail: 6,
	mailboxFull: 10,
	spam: 11,
	notSent: 13,
	unsubscribedFromAll: 15,
} as const;

/** One address that a campaign goes to. */
export interface Recipient {
	readonly email: string;
	readonly listId: number;
	/** The last of the codes it came to; the campaign counts them all. */
	code: number;
	sentAt: number | null;
	opens: number;
	clicks: number;
}

export interface CampaignContent {
	name: string;
	senderName: string;
	senderEmail: string;
	subject: string;
	/** HTML. */
	body: string;
}

export interface NewCampaign extends Partial<CampaignContent> {
	status: number;
	listIds: number[];
	segmentId?: number | null;
	bodyAmp?: string;
	attachments?: string[];
	isTest?: boolean;
	isDynamic?: boolean;
	createdAt?: number;
	sendAt?: number | null;
	countsOpens?: boolean;
	countsClicks?: boolean;
	utmCampaign?: string;
	/** Addresses it was made for; null takes whoever is there when it is sent. */
	intended?: ReadonlySet<string> | null;
	fromPlan?: number;
	fromBalance?: number;
	price?: number;
}

/** A mailing, and what became of it for each of its recipients. */
export class Campaign {
	name: string;
	senderName: string;
	senderEmail: string;
	subject: string;
	body: string;
	status: number;
	readonly listIds: number[];
	readonly segmentId: number | null;
	readonly bodyAmp: string;
	readonly attachments: string[];
	readonly isTest: boolean;
	readonly isDynamic: boolean;
	readonly createdAt: number;
	/** When it is to be sent; null means at once. */
	sendAt: number | null;
	readonly countsOpens: boolean;
	readonly countsClicks: boolean;
	readonly utmCampaign: string;
	readonly intended: ReadonlySet<string> | null;
	readonly fromPlan: number;
	readonly fromBalance: number;
	readonly price: number;

	/** When sending began. */
	sentAt: number | null = null;
	/** Clicks by link, as the links stand in the HTML. */
	readonly clicks = new Map<string, number>();
	/** Opens by country. */
	readonly countries = new Map<string, number>();
	/** Counts up when what was planned for the campaign no longer holds. */
	plan = 0;

	private readonly byKey = new Map<string, Recipient>();
	private readonly counts = new Map<number, number>();

	constructor(
		readonly id: number,
		data: NewCampaign,
	) {
		this.name = data.name ?? `Campaign_${id}`;
		this.senderName = data.senderName ?? '';
		this.senderEmail = data.senderEmail ?? '';
		this.subject = data.subject ?? '';
		this.body = data.body ?? '';
		this.status = data.status;
		this.listIds = data.listIds;
		this.segmentId = data.segmentId ?? null;
		this.bodyAmp = data.bodyAmp ?? '';
		this.attachments = data.attachments ?? [];
		this.isTest = data.isTest ?? false;
		this.isDynamic = data.isDynamic ?? false;
		this.createdAt = data.createdAt ?? 0;
		this.sendAt = data.sendAt ?? null;
		this.countsOpens = data.countsOpens ?? true;
		this.countsClicks = data.countsClicks ?? true;
		this.utmCampaign = data.utmCampaign ?? '';
		this.intended = data.intended ?? null;
		this.fromPlan = data.fromPlan ?? 0;
		this.fromBalance = data.fromBalance ?? 0;
		this.price = data.price ?? 0;
	}

	get isFinished(): boolean {
		return finished.has(this.status);
	}

	/** Waits for its time, with nothing sent yet. */
	get isScheduled(): boolean {
		return this.sendAt !== null && this.sentAt === null && !this.isFinished;
	}

	/** Links of its HTML, each once, in their order, as they are written there. */
	get links(): string[] {
		return linksIn(this.body);
	}

	get recipients(): readonly Recipient[] {
		return [...this.byKey.values()];
	}

	recipient(email: string): Recipient | undefined {
		return this.byKey.get(email.toLowerCase());
	}

	addRecipient(email: string, listId: number): Recipient {
		const recipient = { email, listId, code: 0, sentAt: null, opens: 0, clicks: 0 };
		this.byKey.set(email.toLowerCase(), recipient);
		this.countUp(Delivery.queued, 1);
		return recipient;
	}

	/** The recipient comes to a further code; the ones before stay counted, but for the queue. */
	reach(recipient: Recipient, code: number): void {
		if (recipient.code === Delivery.queued) this.countUp(Delivery.queued, -1);
		recipient.code = code;
		this.countUp(code, 1);
	}

	count(code: number): number {
		return this.counts.get(code) ?? 0;
	}

	private countUp(code: number, step: number): void {
		this.counts.set(code, this.count(code) + step);
	}
}

/** A campaign of another product, as lists of all campaigns have it. */
export interface OtherCampaign {
	id: number;
	product: 'sms' | 'viber';
	name: string;
	status: number;
	senderName: string;
	/** Null for numbers that were named. */
	listId: number | null;
	at: number;
	/** In the account's currency. */
	price: number;
	quantity: number;
	delivered: number;
}

/** The mailings of the account, in the order they were made. */
export class CampaignStore {
	private readonly byId = new Map<number, Campaign>();
	private nextId = FIRST_ID;
	/** Campaigns of other products: GET /campaigns lists them, too. */
	readonly others: Array<() => OtherCampaign[]> = [];
	/** Times of the campaigns that count towards the limit of an hour. */
	private counted: number[] = [];

	add(data: NewCampaign): Campaign {
		const campaign = new Campaign(this.nextId++, data);
		this.byId.set(campaign.id, campaign);
		return campaign;
	}

	get(id: number): Campaign | undefined {
		return this.byId.get(id);
	}

	all(): Campaign[] {
		return [...this.byId.values()];
	}

	ofList(listId: number): Campaign[] {
		return this.all().filter(({ listIds }) => listIds.includes(listId));
	}

	/** Whether a list is still needed by a campaign under way. */
	isListInUse(listId: number): boolean {
		return this.ofList(listId).some(({ isFinished }) => !isFinished);
	}

	/** Campaigns of the last hour that counted. */
	countOfHour(now: number): number {
		this.counted = this.counted.filter((time) => time > now - HOUR);
		return this.counted.length;
	}

	countOne(now: number): void {
		this.counted.push(now);
	}
}
