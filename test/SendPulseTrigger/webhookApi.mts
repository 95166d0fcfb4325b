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

	/** Most rows in an answer, with the rest on pages of `limit` and `offset`, where that is so. */
	page = Infinity;

	/** What of an address is stored. */
	stores: (url: string) => string = (url) => url;

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

	/** What is registered for an address, whatever its key, sorted. */
	at(url: string): string[] {
		return this.rows
			.filter((row) => row.url.split('?')[0] === url)
			.map(({ action }) => action)
			.sort();
	}

	/** The key in the rows of an address: one and the same. */
	keyAt(url: string): string | undefined {
		const keys = this.rows
			.filter((row) => row.url.split('?')[0] === url)
			.map((row) => /^\?key=([0-9a-f]{32})$/.exec(new URL(row.url).search)?.[1]);
		expect(new Set(keys).size).toBe(1);
		return keys[0];
	}

	/** "GET", "POST", "DELETE" …, in their order. */
	get methods(): string[] {
		return this.requests.map(({ method }) => method);
	}

	private answer({ method, path, body }: Arrived): Answer {
		const { pathname, searchParams } = new URL(path, 'https://api.sendpulse.com');
		if (method === 'GET' && pathname === PATH) {
			const from = Number(searchParams.get('offset') ?? 0);
			return says({ success: true, data: this.rows.slice(from, from + this.page) });
		}
		if (method === 'POST' && path === `${PATH}/`) {
			const { url, actions } = body as { url: string; actions: string[] };
			return says({ success: true, data: this.add(this.stores(url), ...actions).reverse() });
		}
		const id = Number(path.slice(PATH.length + 1));
		const row = this.rows.find((one) => one.id === id);
		if (method === 'GET' && row) return says({ success: true, data: row });
		if (method === 'GET') return refuses(404, 404, 'Not Found');
		if (method !== 'DELETE') return refuses(405, 405, 'Method Not Allowed');
		if (!row) return refuses(404, 404, 'Not Found');
		this.rows = this.rows.filter((other) => other !== row);
		return says({ success: true, data: [true] });
	}
}
