import type { Clock } from '../clock.mts';
import type { ReceivedEvent } from '../email/automations.mts';

const SECOND = 1_000;

export const FlowStatus = { draft: 0, active: 1, stopped: 3 } as const;

/** `af_type` as records have it; `unheardOf` stands for one that no document names. */
export type ElementKind =
	| 'maintrigger'
	| 'filter'
	| 'email'
	| 'trigger'
	| 'push'
	| 'sms'
	| 'messenger'
	| 'action'
	| 'goal'
	| 'unheardOf';

export interface Element {
	readonly id: number;
	readonly kind: ElementKind;
	readonly name: string;
	/** Seconds from the event on until somebody comes through it. */
	readonly after: number;
	readonly isDeleted: boolean;
	/** What it sends, as its editor has it. */
	readonly task: Readonly<Record<string, unknown>> | null;
}

export interface Flow {
	readonly id: number;
	readonly name: string;
	status: number;
	/** The event that starts it. */
	readonly event: string;
	readonly createdAt: number;
	changedAt: number;
	readonly listId: number;
	readonly elements: readonly Element[];
	readonly journeys: Journey[];
}

/** Somebody's way through a flow. Where they are on it is a matter of time alone. */
export interface Journey {
	readonly eventId: number;
	readonly email: string | null;
	readonly phone: string | null;
	readonly at: number;
}

/** What somebody has done with what an element sent, and when; null for not yet. */
export interface Passage {
	readonly journey: Journey;
	readonly at: number;
	readonly deliveredAt: number | null;
	readonly openedAt: number | null;
	readonly clickedAt: number | null;
}

export interface Conversion {
	readonly id: number;
	readonly type: 'maintrigger' | 'goal';
	readonly element: Element;
	readonly journey: Journey;
	readonly at: number;
}

/** Delivered, opened and clicked so long after it was sent. */
const DELIVERED = SECOND;
const OPENED = 5 * SECOND;
const CLICKED = 8 * SECOND;
/** Somebody who converts at the start does so after a while. */
const CONVERTED = 10 * SECOND;

const opens = ({ eventId }: Journey) => eventId % 3 !== 0;
const clicks = (journey: Journey) => opens(journey) && journey.eventId % 2 === 0;

type Variables = ReceivedEvent['variables'];

/** Flows and who came through them. */
export class Automations {
	private readonly flows = new Map<number, Flow>();
	private nextEvent = 9_000_001;
	/** Told of everybody who comes into a flow, with what the event said of them. */
	readonly followers: Array<(flow: Flow, journey: Journey, variables: Variables) => void> = [];

	constructor(private readonly clock: Clock) {}

	add(flow: Omit<Flow, 'journeys'>): Flow {
		const added: Flow = { ...flow, journeys: [] };
		this.flows.set(flow.id, added);
		return added;
	}

	get(id: number): Flow | undefined {
		return this.flows.get(id);
	}

	all(): Flow[] {
		return [...this.flows.values()];
	}

	/** An event starts the active flows that wait for it, or only the one that it names. */
	receive({ name, automationId, email, phone, at, variables }: ReceivedEvent): void {
		for (const flow of this.all()) {
			const isMeant = flow.event === name && (automationId === null || automationId === flow.id);
			if (isMeant && flow.status === FlowStatus.active)
				this.start(flow, { email, phone, at }, variables);
		}
	}

	start(flow: Flow, someone: Omit<Journey, 'eventId'>, variables: Variables = {}): void {
		const journey = { ...someone, eventId: this.nextEvent++ };
		flow.journeys.push(journey);
		for (const follower of this.followers) follower(flow, journey, variables);
	}

	/** Everybody who came through an element by now, the latest first. */
	passages(flow: Flow, { kind, after }: Element): Passage[] {
		const now = this.clock.now();
		const ifPast = (time: number) => (time <= now ? time : null);
		return flow.journeys
			.filter(({ email }) => kind !== 'email' || email !== null)
			.filter(({ phone }) => kind !== 'sms' || phone !== null)
			.filter((journey) => kind !== 'goal' || clicks(journey))
			.map((journey) => ({ journey, at: journey.at + after * SECOND }))
			.filter(({ at }) => at <= now)
			.map(({ journey, at }) => ({
				journey,
				at,
				deliveredAt: ifPast(at + DELIVERED),
				openedAt: opens(journey) ? ifPast(at + OPENED) : null,
				clickedAt: clicks(journey) ? ifPast(at + CLICKED) : null,
			}))
			.reverse();
	}

	/** Those who are still on their way. */
	waiting(flow: Flow): number {
		const now = this.clock.now();
		const end = Math.max(...flow.elements.map(({ after }) => after)) * SECOND;
		return flow.journeys.filter(({ at }) => at + end > now).length;
	}

	/** The latest first. */
	conversions(flow: Flow): Conversion[] {
		const now = this.clock.now();
		const all = flow.elements.flatMap((element): Conversion[] => {
			if (element.kind === 'goal') {
				return this.passages(flow, element).map(({ journey, at }) => ({
					id: journey.eventId * 10 + (element.id % 10),
					type: 'goal',
					element,
					journey,
					at,
				}));
			}
			if (element.kind !== 'maintrigger') return [];
			return flow.journeys
				.filter((journey) => clicks(journey) && journey.at + CONVERTED <= now)
				.map((journey) => ({
					id: journey.eventId * 10,
					type: 'maintrigger',
					element,
					journey,
					at: journey.at + CONVERTED,
				}));
		});
		return all.sort((one, other) => other.at - one.at || other.id - one.id);
	}
}
