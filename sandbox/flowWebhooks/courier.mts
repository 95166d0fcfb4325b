import { Agent, request } from 'undici';
import type { Clock } from '../clock.mts';
import { accountDate } from '../dates.mts';
import type { SandboxOptions } from '../options.mts';
import type { Courier } from '../product.mts';
import type { SandboxState } from '../state.mts';
import { isLoopback } from '../syntax.mts';
import type { FlowDelivery, Passenger, SendWebhook } from './store.mts';

/**
 * Sends the webhooks of flows (knowledge base, Automation 360, "Send webhook"): at once, each by itself, as an array of
 * one. Without the key in the answer an element sends one an hour.
 */
export class FlowCourier implements Courier {
	private readonly underway = new Set<Promise<void>>();
	private readonly agent = new Agent();
	private readonly stopping = new AbortController();
	/** Elements whose key has come back, in the last answer or ever. */
	private readonly confirmed = new Set<number>();
	/** When an element may send again. */
	private readonly free = new Map<number, number>();
	/** One after the other: only an answer tells whether the next may be sent. */
	private readonly turns = new Map<number, Promise<void>>();

	constructor(
		private readonly state: SandboxState,
		private readonly options: SandboxOptions,
		private readonly clock: Clock,
	) {
		const { flowWebhooks, flows } = state;
		flowWebhooks.listen((element, who, at) => this.take(element, who, at));
		// The element stands right behind the start of its flow.
		flows.followers.push(({ id }, { email, phone, at }, variables) => {
			for (const element of flowWebhooks.all().filter(({ flowId }) => flowId === id))
				flowWebhooks.reach(element, { email, phone, variables }, at);
		});
	}

	/** Resolves when nothing is on its way. */
	async settle(): Promise<void> {
		while (this.underway.size > 0) await Promise.all(this.underway);
	}

	async stop(): Promise<void> {
		this.stopping.abort();
		await this.agent.destroy();
		await this.settle();
	}

	private take(element: SendWebhook, who: Passenger, at: number): void {
		const delivery = this.state.flowWebhooks.record({
			at,
			element,
			body: [this.bodyOf(element, who, at)],
			outcome: isLoopback(new URL(element.url).hostname) ? 'underway' : 'undeliverable',
			status: null,
			error: null,
			confirmed: false,
		});
		if (delivery.outcome === 'underway') this.queue(delivery);
	}

	private queue(delivery: FlowDelivery): void {
		const { id } = delivery.element;
		const before = this.turns.get(id) ?? Promise.resolve();
		const turn = before.then(() => this.send(delivery)).finally(() => this.underway.delete(turn));
		this.turns.set(id, turn);
		this.underway.add(turn);
	}

	private async send(delivery: FlowDelivery): Promise<void> {
		const { id } = delivery.element;
		const { a360Key, a360LimitMs, a360OverLimit } = this.options;
		const free = this.free.get(id) ?? 0;
		const now = this.clock.now();
		if (a360Key !== 'none' && !this.confirmed.has(id) && now < free) {
			if (a360OverLimit === 'drop') delivery.outcome = 'limited';
			else {
				delivery.outcome = 'queued';
				this.state.agenda.at(free, () => {
					delivery.outcome = 'underway';
					this.queue(delivery);
				});
			}
			return;
		}
		this.free.set(id, now + a360LimitMs);
		await this.call(delivery);
	}

	private async call(delivery: FlowDelivery): Promise<void> {
		const { url, id, key } = delivery.element;
		try {
			const { statusCode, body } = await request(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(delivery.body),
				dispatcher: this.agent,
				signal: this.stopping.signal,
			});
			const text = await body.text();
			delivery.status = statusCode;
			delivery.outcome = statusCode >= 200 && statusCode < 300 ? 'delivered' : 'refused';
			delivery.confirmed = this.holds(text, key);
		} catch (error) {
			delivery.outcome = 'failed';
			delivery.error = error instanceof Error ? error.message : String(error);
		}
		if (delivery.confirmed) this.confirmed.add(id);
		else if (this.options.a360KeyEachTime) this.confirmed.delete(id);
	}

	private holds(answer: string, key: string): boolean {
		switch (this.options.a360Key) {
			case 'text':
				return answer === key;
			case 'json':
				return answer === JSON.stringify({ key });
			default:
				return answer.includes(key);
		}
	}

	private bodyOf(element: SendWebhook, { email, phone, variables }: Passenger, at: number) {
		const { a360Variables, a360Date } = this.options;
		const zone = this.state.account.profile.locale;
		const date = accountDate(at, zone);
		const each = Object.entries(variables).map(([name, value]) => ({ [name]: value }));
		return {
			automation_id: String(element.flowId),
			title: element.name,
			execution_date:
				a360Date === 'text' ? date : { date: `${date}.000000`, timezone_type: 3, timezone: zone },
			email: email ?? '',
			phone: phone ?? '',
			variables: { list: [variables], listOfEach: each, object: variables }[a360Variables],
		};
	}
}
