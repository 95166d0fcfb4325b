/** Of subscribers (OpenAPI description of web push). */
export const SubscriberStatus = { deactivated: 0, active: 1, unsubscribed: 6 } as const;

export type SubscriberStatusCode = (typeof SubscriberStatus)[keyof typeof SubscriberStatus];

/** Of campaigns: both were seen, and no document explains them. Read as for e-mail. Assumption. */
export const PushStatus = { sent: 3, created: 13 } as const;

export interface Visitor {
	browser: string;
	lang: string;
	os: string;
	country: string;
	city: string;
	/** The page on which notifications were allowed. */
	page: string;
	variables: Readonly<Record<string, string>>;
}

export interface PushSubscriber extends Visitor {
	readonly id: number;
	readonly at: number;
	status: SubscriberStatusCode;
}

export interface PushVariable {
	readonly id: number;
	readonly name: string;
	readonly type: string;
}

export interface Website {
	readonly id: number;
	readonly url: string;
	readonly at: number;
	readonly variables: PushVariable[];
	readonly subscribers: PushSubscriber[];
}

/** What a notification shows. */
export interface Notification {
	title: string;
	text: string;
	link: string;
	buttons: ReadonlyArray<{ text: string; link: string }>;
	icon: Picture | null;
	image: Picture | null;
}

export interface Picture {
	name: string;
	bytes: number;
}

/** Whom a campaign is for; null is everybody. */
export interface Filters {
	browsers: readonly string[] | null;
	language: string | null;
	countries: readonly string[] | null;
	/** First and last day, in the account's time. */
	from: string | null;
	to: string | null;
	pages:
		| { type: 'include' | 'exclude'; search: string }
		| { type: 'direct'; search: string[] }
		| null;
	variable: {
		name: string;
		operator: 'and' | 'or';
		conditions: ReadonlyArray<{ condition: string; value: string }>;
	} | null;
}

export interface Shown {
	readonly subscriber: PushSubscriber;
	deliveredAt: number | null;
	clickedAt: number | null;
	/** What was clicked: the notification, or one of its buttons. */
	clicked: string | null;
}

export interface NewPushCampaign extends Notification {
	website: Website;
	filters: Filters;
	/** Seconds that a notification waits for its browser. */
	lifetime: number;
	/** Seconds that the sending is spread over. */
	stretch: number;
	createdAt: number;
	sendAt: number;
}

export interface PushCampaign extends NewPushCampaign {
	readonly id: number;
	status: (typeof PushStatus)[keyof typeof PushStatus];
	readonly shown: Shown[];
}

const [FIRST_WEBSITE, FIRST_CAMPAIGN, FIRST_SUBSCRIBER] = [4_511, 36_701, 1_870_341];

/** What the account holds of web push. */
export class PushStore {
	readonly websites: Website[] = [];
	readonly campaigns: PushCampaign[] = [];
	private subscribers = 0;

	addWebsite(url: string, at: number, variables: readonly string[] = []): Website {
		const website: Website = {
			id: FIRST_WEBSITE + this.websites.length,
			url,
			at,
			variables: variables.map((name, index) => ({ id: 90 + index, name, type: 'string' })),
			subscribers: [],
		};
		this.websites.push(website);
		return website;
	}

	website(id: number): Website | undefined {
		return this.websites.find((one) => one.id === id);
	}

	subscribe(website: Website, visitor: Visitor, at: number): PushSubscriber {
		const subscriber: PushSubscriber = {
			...visitor,
			id: FIRST_SUBSCRIBER + this.subscribers++,
			at,
			status: SubscriberStatus.active,
		};
		website.subscribers.push(subscriber);
		return subscriber;
	}

	subscriber(id: number): PushSubscriber | undefined {
		return this.websites.flatMap(({ subscribers }) => subscribers).find((one) => one.id === id);
	}

	add(data: NewPushCampaign): PushCampaign {
		const campaign: PushCampaign = {
			...data,
			id: FIRST_CAMPAIGN + this.campaigns.length,
			status: PushStatus.created,
			shown: [],
		};
		this.campaigns.push(campaign);
		return campaign;
	}

	campaign(id: number): PushCampaign | undefined {
		return this.campaigns.find((one) => one.id === id);
	}

	/** When the latest campaign of a website was made. */
	latestOf(website: Website): number {
		return Math.max(
			-Infinity,
			...this.campaigns.filter((one) => one.website === website).map((one) => one.createdAt),
		);
	}
}

export const deliveredOf = ({ shown }: PushCampaign) =>
	shown.filter(({ deliveredAt }) => deliveredAt !== null).length;

export const clickedOf = ({ shown }: PushCampaign) =>
	shown.filter(({ clickedAt }) => clickedAt !== null).length;
