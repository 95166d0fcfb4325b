import { createHash } from 'node:crypto';

/** What visitors do with a pop-up. */
export const happenings = ['seen', 'engaged', 'subscribed', 'submitted', 'closed'] as const;
export type Happening = (typeof happenings)[number];

export interface Vote {
	at: number;
	/** 0 to 10. */
	option: number;
}

export interface NewPopup {
	name: string;
	/** 1 to 8 (OpenAPI description of pop-ups). */
	type: number;
	style: number;
	position: number;
	text: string | null;
	isEnabled: boolean;
	isQuiz: boolean;
	/** Whether visitors are asked how likely they are to recommend the shop. */
	containsNps: boolean;
	/** Whether two variants are compared. */
	isTest: boolean;
}

export interface Popup extends NewPopup {
	readonly id: string;
	readonly project: Project;
	readonly createdAt: number;
	updatedAt: number;
	readonly happened: Array<{ at: number; what: Happening }>;
	readonly votes: Vote[];
}

export interface Project {
	readonly id: string;
	readonly name: string;
	readonly url: string;
	readonly createdAt: number;
	readonly popups: Popup[];
}

export interface Lead {
	readonly id: number;
	readonly popup: Popup;
	readonly name: string | null;
	/** 0 unknown, 1 male, 2 female. */
	readonly gender: number;
	readonly email: string | null;
	readonly phone: string | null;
	readonly city: string | null;
	readonly at: number;
}

export type NewLead = Omit<Lead, 'id' | 'popup' | 'at'>;

const FIRST_LEAD = 50_211;

/** What the account holds of pop-ups. */
export class PopupStore {
	readonly projects: Project[] = [];
	/** Those of deleted pop-ups, too. */
	readonly leads: Lead[] = [];
	/** Views that the plan has. */
	readonly views = { amount: 10_000 };
	private made = 0;

	constructor(private readonly seed: number) {}

	addProject(name: string, url: string, at: number): Project {
		const project = { id: this.newId(), name, url, createdAt: at, popups: [] };
		this.projects.push(project);
		return project;
	}

	project(id: string): Project | undefined {
		return this.projects.find((one) => one.id === id.toLowerCase());
	}

	addPopup(project: Project, data: NewPopup, at: number): Popup {
		const popup: Popup = {
			...data,
			id: this.newId(),
			project,
			createdAt: at,
			updatedAt: at,
			happened: [],
			votes: [],
		};
		project.popups.push(popup);
		return popup;
	}

	popups(): Popup[] {
		return this.projects.flatMap(({ popups }) => popups);
	}

	popup(id: string): Popup | undefined {
		return this.popups().find((one) => one.id === id.toLowerCase());
	}

	delete(popup: Popup): void {
		const { popups } = popup.project;
		popups.splice(popups.indexOf(popup), 1);
	}

	happen(popup: Popup, what: Happening, at: number): void {
		popup.happened.push({ at, what });
	}

	/** Somebody sees it, and leaves what they are asked for. */
	subscribe(popup: Popup, data: NewLead, at: number): Lead {
		for (const what of ['seen', 'engaged', 'subscribed', 'submitted'] as const)
			this.happen(popup, what, at);
		const lead = { ...data, id: FIRST_LEAD + this.leads.length, popup, at };
		this.leads.push(lead);
		return lead;
	}

	get viewsUsed(): number {
		return this.popups().flatMap((popup) => popup.happened.filter(({ what }) => what === 'seen'))
			.length;
	}

	/** A UUID, the same for the same seed. */
	private newId(): string {
		const hex = createHash('sha256').update(`popup ${this.seed} ${this.made++}`).digest('hex');
		return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
	}
}

export interface Period {
	start: number;
	end: number;
}

export const ALWAYS: Period = { start: -Infinity, end: Infinity };

/** How often each thing happened in that time, under the names of the API. */
export function statisticOf(popups: readonly Popup[], { start, end }: Period) {
	const all = popups
		.flatMap(({ happened }) => happened)
		.filter(({ at }) => at >= start && at <= end);
	const count = (wanted: Happening) => all.filter(({ what }) => what === wanted).length;
	return {
		peopleReached: count('seen'),
		engagements: count('engaged'),
		subscriptions: count('subscribed'),
		formEngagements: count('submitted'),
		wereClosed: count('closed'),
	};
}

/** Promoters vote 9 or 10, critics 6 or less. */
export function scoreOf(popup: Popup, { start, end }: Period) {
	const votes = popup.votes.filter(({ at }) => at >= start && at <= end);
	const total = votes.length;
	const count = (test: (option: number) => boolean) =>
		votes.filter(({ option }) => test(option)).length;
	const [promoter, critic] = [count((one) => one >= 9), count((one) => one <= 6)];
	const neutral = total - promoter - critic;
	const percent = (some: number) => (total === 0 ? 0 : Math.round((some / total) * 100));
	return {
		average: percent(promoter) - percent(critic),
		total,
		promoter,
		neutral,
		critic,
		promoterPercent: percent(promoter),
		neutralPercent: percent(neutral),
		criticPercent: percent(critic),
	};
}
