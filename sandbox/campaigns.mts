const FIRST_ID = 14_900_001;

/** Statuses after which nothing more happens to a campaign (Bulk Email Service API, Get campaign information). */
const finished: ReadonlySet<number> = new Set([3, 4, 5, 6, 8, 12, 16, 23, 25, 26, 36]);

export interface Campaign {
	readonly id: number;
	name: string;
	status: number;
	listIds: number[];
}

/** Mailings, as far as mailing lists know of them. */
export class CampaignStore {
	private readonly byId = new Map<number, Campaign>();
	private nextId = FIRST_ID;

	add({ name, status, listIds }: Omit<Campaign, 'id'>): Campaign {
		const campaign = { id: this.nextId++, name, status, listIds };
		this.byId.set(campaign.id, campaign);
		return campaign;
	}

	all(): Campaign[] {
		return [...this.byId.values()];
	}

	ofList(listId: number): Campaign[] {
		return this.all().filter(({ listIds }) => listIds.includes(listId));
	}

	/** Whether a list is still needed by a campaign under way. */
	isListInUse(listId: number): boolean {
		return this.ofList(listId).some(({ status }) => !finished.has(status));
	}
}
