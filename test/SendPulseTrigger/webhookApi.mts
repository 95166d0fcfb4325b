import { answeringBy, says, refuses, type Answer, type Arrived, type StandIn } from '../api.mts';

export interface Row {
	id: number;
	user_id: number;
	url: string;
	action: string;
}

const PATH = '/v2/email-service/webhook';

/** SendPulse's webhooks, kept while a test lasts, with faults on demand. */
export class WebhookApi {
	rows: Row[] = [];

	readonly requests: Arrived[];

	/** Looked at before each request: an answer given here is sent instead, after `act` where that is said. */
	fault: (request: Arrived, act: () => void) => Answer | undefined = () => undefined;

	private nextId = 162_240;

	private readonly standIn: StandIn;

	constructor() {
		this.standIn = answeringBy((request) => {
			let answer: Answer | undefined;
			const act = () => (answer ??= this.answer(request));
			return this.fault(request, act) ?? act();
		});
		this.requests = this.standIn.requests;
	}

	add(url: string, ...actions: string[]): Row[] {
		const rows = actions.map((action) => ({ id: this.nextId++, user_id: 1, url, action }));
		this.rows.push(...rows);
		return rows;
	}

	/** What is registered for an address, sorted. */
	at(url: string): string[] {
		return this.rows
			.filter((row) => row.url === url)
			.map(({ action }) => action)
			.sort();
	}

	/** "GET", "POST", "DELETE" …, in their order. */
	get methods(): string[] {
		return this.requests.map(({ method }) => method);
	}

	private answer({ method, path, body }: Arrived): Answer {
		if (method === 'GET' && path === PATH) return says({ success: true, data: this.rows });
		if (method === 'POST' && path === `${PATH}/`) {
			const { url, actions } = body as { url: string; actions: string[] };
			return says({ success: true, data: this.add(url, ...actions).reverse() });
		}
		const id = Number(path.slice(PATH.length + 1));
		if (method !== 'DELETE') return refuses(405, 405, 'Method Not Allowed');
		if (!this.rows.some((row) => row.id === id)) return refuses(404, 404, 'Not Found');
		this.rows = this.rows.filter((row) => row.id !== id);
		return says({ success: true, data: [true] });
	}
}
